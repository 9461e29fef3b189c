"""What is counted is named, where it does not stand beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.analysis.subjects import Counted
from dashboard.ledger.decisions import OF_CAUSE, OF_FAILURES, Decision, Expectation, Subject
from dashboard.ledger.evidence import Evidence
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.decisions import expectation_words
from dashboard.words.measures import asked_words
from tests.workspaces import import_runs

FAILED = {"run_id": "a", "worker": "Ann", "status": "failed", "error_message": "HTTP 504"}
TIMED_OUT = "“Timed out”"


@pytest.mark.parametrize(
    ("subject", "measure", "asked", "expects"),
    [
        (Subject(cause="time-out"), OF_CAUSE, "Now 9 a week, expected", "runs with this cause"),
        (
            Subject("Ann", "time-out"),
            OF_CAUSE,
            f"{TIMED_OUT}: now 9 a week, expected",
            TIMED_OUT,
        ),
        (
            Subject("Ann", "time-out", change="2026-11-16 Ann"),
            OF_CAUSE,
            f"{TIMED_OUT}: now 9 a week, expected",
            TIMED_OUT,
        ),
        (Subject("Ann"), OF_FAILURES, "Failed runs: now 9 a week, expected", "failed runs"),
    ],
)
def test_a_cause_is_named_where_its_finding_bears_the_name_of_a_worker(
    tmp_path: Path, subject: Subject, measure: str, asked: str, expects: str
) -> None:
    history = current(Home(import_runs(tmp_path / "home", FAILED)))
    assert history
    assert asked_words(history, subject, Counted(measure, 9, 20, None, None)) == asked
    expected = Expectation(measure, 9, 2, date(2026, 12, 14))
    made = Decision(1, datetime(2026, 11, 16, tzinfo=UTC), "Kim", subject, "context", "", "", "",
                    "", None, expected, Evidence("so"), None)  # fmt: skip
    assert expectation_words(history, made) == f"{expects}: 9 → 2 a week by 14 Dec 2026"
