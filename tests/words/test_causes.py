"""What is said about causes reads well for one, for two and for none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.bad_runs import BadReason, BadRuns
from dashboard.analysis.causes import causes
from dashboard.analysis.lifecycle import QUIET, Seen
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.causes import (
    counted,
    failed_for,
    where_from,
    which_causes,
    why_bad,
    why_state,
    with_an_error,
    without_a_reason,
)
from tests.workspaces import import_runs

FAILED: dict[str, Any] = {"run_id": "1", "status": "failed", "worker": "Ann", "task_id": "t"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "1 run failed and gives no reason"),
        ([FAILED | {"run_id": "2"}], "2 runs failed and give no reason"),
        ([FAILED | {"run_id": "2", "error_message": "Disk full"}], "2 runs failed for 2 causes"),
    ],
)
def test_to_give_no_reason_is_no_cause(
    tmp_path: Path, more: list[dict[str, Any]], told: str
) -> None:
    import_runs(tmp_path, FAILED, *more)
    history = current(Home(tmp_path))
    assert history is not None
    found = causes(history, ALL)
    assert failed_for(found.failed, found.rows) == told


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], ("Where did the failure come from?", "What is the cause?",
              "1 run by 1 worker on 1 task, which still failed")),
        ([FAILED | {"run_id": "2", "error_message": "Disk full", "task_id": "u"}],
         ("Where did 2 failures come from?", "What are the 2 causes?",
          "1 run by 1 worker on 1 task, which still failed")),
        ([FAILED | {"run_id": "2", "worker": "Bob", "task_id": "u"}],
         ("Where did 2 failures come from?", "What is the cause?",
          "2 runs by 2 workers on 2 tasks, 2 of them still failed")),
        ([FAILED | {"run_id": "2", "worker": "Bob"}],
         ("Where did 2 failures come from?", "What is the cause?",
          "2 runs by 2 workers on 1 task; of 2 pairs of worker and task 2 still failed")),
    ],
)  # fmt: skip
def test_questions_and_counts(tmp_path: Path, more: list[Any], told: tuple[str, ...]) -> None:
    history = current(Home(import_runs(tmp_path / "home", FAILED, *more)))
    assert history
    found = causes(history, ALL)
    assert (where_from(found), which_causes(found), counted(found.rows[0])) == told


@pytest.mark.parametrize(
    ("weeks", "told"),
    [
        ((3, 0, 1, 0), "Quiet: no run on 9–15 Nov 2026, 4 in the 4 weeks before."),
        ((0, 0), "Quiet: no run on 9–15 Nov 2026, nor in the 2 weeks before."),
    ],
)
def test_a_quiet_cause(weeks: tuple[int, ...], told: str) -> None:
    assert why_state(QUIET, Seen(0, weeks, 7), None, "9–15 Nov 2026") == told


@pytest.mark.parametrize(
    ("bad", "held", "told"),
    [
        (0, 0, "No run was bad among 9 judged runs."),
        (1, 1, "1 of 9 judged runs was bad; it is in no cause."),
        (2, 0, "2 of 9 judged runs were bad; they are in no cause. The export gives no "
               "reason (column quality_reason)."),
        (3, 2, "3 of 9 judged runs were bad; they are in no cause. For 1 of them the "
               "export gives no reason."),
    ],
)  # fmt: skip
def test_bad_runs(bad: int, held: int, told: str) -> None:
    reasons = (BadReason("Too harsh", held, "r1", timed=True),) if held else ()
    assert why_bad(BadRuns(bad, 12, 9, reasons, {}, 0)) == told


def test_runs_that_say_two_things() -> None:
    assert with_an_error(1) == "1 run completed and yet carries an error; it is in no cause."
    assert with_an_error(2) == "2 runs completed and yet carry an error; they are in no cause."
    assert without_a_reason(1) == "1 failed run gives no reason; it is in “No reason given”."
    assert without_a_reason(2) == "2 failed runs give no reason; they are in “No reason given”."
