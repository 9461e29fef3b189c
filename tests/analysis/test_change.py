"""One change: by its link, with what was to be expected, and the cause it should fix."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import binom

from dashboard.analysis.change import change, key_of
from dashboard.analysis.changes import all_changes
from dashboard.analysis.expectation import expected
from dashboard.analysis.rates import Rate
from dashboard.errors import NotFound
from dashboard.ledger.ledger import Ledger
from dashboard.recording import aim
from dashboard.store.filters.filters import ALL
from tests.analysis.edited import TURN, only, reading, runs
from tests.workspaces import FIRST, import_runs


def test_a_link_finds_the_change_after_a_late_run_moved_it(tmp_path: Path) -> None:
    made = list(runs(lambda day: {}))
    home = import_runs(tmp_path / "home", *made)
    before = only(all_changes(reading(home), ALL))
    aim_at = _aim(home, made, before.change.at)
    link = key_of(before)
    late = made[200] | {
        "run_id": "late", "created_at": (before.change.at - timedelta(minutes=5)).isoformat()
    }  # fmt: skip
    import_runs(home, late, name="late.json")
    after = change(reading(home), ALL, link)
    assert after.impact.change.at == before.change.at - timedelta(minutes=5)
    assert after.impact.change.cause == aim_at, "what it should fix moved with it"


def _aim(home: Path, made: list[dict[str, Any]], at: Any) -> str:
    cause = next(iter(reading(home).causes.by_key))
    assert aim(Ledger(home), reading(home), "ann", at, cause)
    return cause


@pytest.mark.parametrize(
    "named",
    ["", "nonsense", "2026-10-25T09:00:00 ann", "2026-10-22T09:00:00+00:00 ann",
     "2026-10-25T09:00:00+00:00 bob", "9999-12-31T23:59:59+00:00 ann",
     "0001-01-01T00:00:00+14:00 ann"],
)  # fmt: skip
def test_a_link_to_nothing_is_said_to_be_one(tmp_path: Path, named: str) -> None:
    history = reading(import_runs(tmp_path / "home", *runs(lambda day: {})))
    with pytest.raises(NotFound):
        change(history, ALL, named)


@pytest.mark.parametrize(("days", "unit"), [(20, "day"), (21, "week")])
def test_the_course_is_by_day_while_a_side_is_under_three_weeks(
    tmp_path: Path, days: int, unit: str
) -> None:
    made = list(runs(lambda day: {}, a_day=2, start=-5, days=TURN + days + 1))
    history = reading(import_runs(tmp_path / "home", *made))
    found = only(all_changes(history, ALL))
    assert found.window.at - found.window.since >= timedelta(weeks=3)
    assert change(history, ALL, key_of(found)).unit == unit


def test_the_cause_it_should_fix_is_expected_as_often_as_the_runs_after_make_it(
    tmp_path: Path,
) -> None:
    made = list(runs(lambda day: {}, (0.8, 0.9), days=TURN + 5))
    home = import_runs(tmp_path / "home", *made)
    _aim(home, made, FIRST + timedelta(days=TURN))
    history = reading(home)
    aimed = change(history, ALL, key_of(only(all_changes(history, ALL)))).aimed
    failed = [run for run in made if run["status"] == "failed"]
    before = sum(run["instructions_version"] == "v1" for run in failed)
    assert aimed and (aimed.before, aimed.seen) == (before, len(failed) - before)
    assert aimed.expected == pytest.approx(before * 50 / 200)


def test_what_is_expected_is_wider_than_chance_alone_and_than_runs_that_repeat_tasks() -> None:
    before = Rate(900, 1000)
    found = expected(Rate(54, 60), before)
    assert found
    low, high = (int(bound) for bound in binom(60, 0.9).ppf([0.025, 0.975]))
    assert low - 2 <= found.low <= low and high <= found.high <= high + 2
    few = expected(Rate(54, 60), Rate(27, 30))
    known, repeating = (
        expected(Rate(54, 60), Rate(90_000, 100_000, effect)) for effect in (1.0, 4.0)
    )
    assert few and known and repeating
    assert few.low < found.low <= known.low and repeating.low < known.low
