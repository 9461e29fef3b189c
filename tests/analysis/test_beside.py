"""What came with a change or lay beside it: kept apart, compared alike, or left out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.verdict import (
    CONFOUNDED,
    NO_CLEAR,
    NOT_ENOUGH,
    REGRESSED,
)
from dashboard.words.changes import why
from tests.analysis.edited import TURN, changes_of, only, runs
from tests.workspaces import FIRST


def test_a_model_that_changed_at_once_confounds_unless_some_runs_keep_the_old_one(
    tmp_path: Path,
) -> None:
    def at_once(day: int) -> dict[str, Any]:
        return {"model": "large" if day < TURN else "small"}

    def partly(day: int) -> dict[str, Any]:
        return {"model": "small" if day >= TURN and day % 2 else "large"}

    whole = only(changes_of(tmp_path / "whole", *runs(at_once, (0.95, 0.7))))
    assert whole.verdict == CONFOUNDED and whole.sides.confounded_by == ("model",)
    half = next(
        impact
        for impact in changes_of(tmp_path / "half", *runs(partly, (0.95, 0.7))).impacts
        if impact.change.main.what == "instructions"
    )
    assert half.verdict == REGRESSED and half.sides.within == ("model",)
    assert half.sides.after.n == 100 < half.sides.all_after.n


def test_a_trigger_that_came_with_the_edit_confounds_it(tmp_path: Path) -> None:
    planted = runs(lambda day: {"trigger": "schedule" if day < TURN else "event"}, (0.95, 0.7))
    found = only(changes_of(tmp_path / "home", *planted))
    assert found.verdict == CONFOUNDED and found.sides.confounded_by == ("trigger",)


def test_work_of_another_kind_altogether_can_t_be_compared(tmp_path: Path) -> None:
    planted = runs(lambda day: {"record_type": "lead" if day < TURN else "deal"}, (0.95, 0.7))
    found = only(changes_of(tmp_path / "home", *planted))
    assert found.verdict == CONFOUNDED
    assert found.sides.confounded_by == ("no comparable runs",)


@pytest.mark.parametrize("easy_left", [0, 3])
def test_harder_work_is_no_effect_whatever_else_tells_runs_apart(
    tmp_path: Path, easy_left: int
) -> None:
    """What starts a run varies on both sides and says nothing of how it ends."""
    hard = [
        run
        | {
            "record_type": "easy" if day < TURN or n % 10 < easy_left else "hard",
            "trigger": ("schedule", "person")[n % 2],
            "status": "failed" if n % 10 >= (9 if day < TURN else 6) else "completed",
        }
        for n, run in enumerate(runs(lambda day: {}))
        for day in [n // 10]
    ]
    assert only(changes_of(tmp_path / "home", *hard)).verdict == CONFOUNDED


def test_many_kinds_of_few_runs_are_compared_together_where_the_work_stays(tmp_path: Path) -> None:
    planted = [
        run | {"record_type": f"type {n * 37 % 101}", "trigger": ("schedule", "person")[n % 2]}
        for n, run in enumerate(runs(lambda day: {}, (0.95, 0.6)))
    ]
    assert only(changes_of(tmp_path / "home", *planted)).verdict == REGRESSED


def test_few_runs_after_are_too_few_and_it_says_how_many_more(tmp_path: Path) -> None:
    found = only(changes_of(tmp_path / "home", *runs(lambda day: {}, (0.95, 0.0), days=TURN + 2)))
    assert found.verdict == NOT_ENOUGH and found.sides.all_after.n == 20
    assert found.still_needed and found.days_needed == pytest.approx(
        found.still_needed / 10, rel=0.2
    )


def test_runs_of_one_task_count_as_fewer(tmp_path: Path) -> None:
    made = [
        run
        | {
            "task_id": f"t{n % 10}",
            "status": "failed" if n % 10 < 3 else "completed",
        }
        for n, run in enumerate(runs(lambda day: {}))
    ]
    found = only(changes_of(tmp_path / "home", *made))
    assert found.sides.after.effect > 5 and found.verdict == NOT_ENOUGH
    assert found.sides.after.n == 200 and "count as fewer than 30" in why(found)


def test_runs_that_were_running_during_the_change_are_left_out_and_counted(tmp_path: Path) -> None:
    log = {
        "worker_id": "ann",
        "changed_at": (FIRST + timedelta(days=TURN, minutes=90)).isoformat(),
        "what": "instructions",
        "old": "v1",
        "new": "v2",
    }
    made = [run | {"instructions_version": None, "duration_ms": 3_600_000}
            for run in runs(lambda day: {})]  # fmt: skip
    found = only(changes_of(tmp_path / "home", *made, changes=[log]))
    assert found.during == 3, "created at 40, 60 and 80 minutes, an hour long"
    assert found.sides.all_before.n + found.sides.all_after.n + 3 == len(made)


def test_a_run_s_own_version_beats_the_log(tmp_path: Path) -> None:
    log = {
        "worker_id": "ann",
        "changed_at": (FIRST + timedelta(days=TURN, minutes=50)).isoformat(),
        "what": "instructions",
        "old": "v1",
        "new": "v2",
    }
    made = list(runs(lambda day: {}))
    made[-1]["instructions_version"] = "v1"
    found = only(changes_of(tmp_path / "home", *made, changes=[log]))
    assert found.early == 3, "three runs had v2 before the log says so"
    assert found.late == 1


def test_scores_that_cover_one_side_only_are_left_out(tmp_path: Path) -> None:
    made = []
    for n, run in enumerate(runs(lambda day: {})):
        after = run["instructions_version"] == "v2"
        bad = after and run["status"] == "completed" and n % 2 == 0
        judged = "bad" if bad else "good" if after else None
        made.append(run | {"quality": judged if run["status"] == "completed" else None})
    found = only(changes_of(tmp_path / "home", *made))
    assert found.sides.by_failures and found.verdict == NO_CLEAR
    alike = [run | {"quality": run["quality"] or ("good" if run["status"] == "completed" else None)}
             for run in made]  # fmt: skip
    assert only(changes_of(tmp_path / "alike", *alike)).verdict == REGRESSED
