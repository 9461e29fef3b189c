"""What is said of the checks on outputs."""

from __future__ import annotations

from dashboard.analysis.suspects import SuspectOutputs, Unchecked
from dashboard.checks import named
from dashboard.checks.suspicion import INVISIBLE
from dashboard.words.checks import left_unsaid


def test_workers_of_which_a_check_says_nothing_are_named_in_one_sentence() -> None:
    workers = [Unchecked(f"w{n}", f"Worker {n}", INVISIBLE) for n in range(1, 9)]
    often = [Unchecked(name, None, named.AMOUNT) for name in ("Ann", "Ben")]
    found = SuspectOutputs(rows=(), finished=20, written=0, unchecked=(*workers, *often))
    assert left_unsaid(found) == (
        "The export shows no output of any run of Worker 1, Worker 2, Worker 3, Worker 4, Worker 5 "
        "and 3 more workers. Ann and Ben often name amounts from elsewhere. Nothing is said of "
        "single runs there."
    )
