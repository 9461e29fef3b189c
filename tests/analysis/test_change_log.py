"""Which changes can't be told apart, and what several of them come to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.change_log import Change, Together, changes, merged, together
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from tests.analysis.edited import TURN, iso, reading, runs
from tests.workspaces import FIRST, import_runs


def groups(home: Path, *log: dict[str, Any], filters: Filters = ALL) -> tuple[Together, ...]:
    made = [run | {"instructions_version": None} for run in runs(lambda day: {})]
    return together(changes(reading(import_runs(home, *made, changes=list(log))), filters))


def logged(what: str, old: str, new: str, run: float, day: int = TURN) -> dict[str, Any]:
    """A change just before a run of a day, of which there are ten, twenty minutes apart."""
    at = day + (20 * run - 1) / 60 / 24
    return {"worker_id": "ann", "changed_at": iso(at), "what": what, "old": old, "new": new}


@pytest.mark.parametrize(("between", "apart"), [(0, 1), (4, 1), (5, 2), (9, 2)])
def test_changes_with_fewer_than_five_runs_between_are_one(
    tmp_path: Path, between: int, apart: int
) -> None:
    found = groups(
        tmp_path / "home",
        logged("model", "large", "small", 0),
        logged("instructions", "v1", "v2", between),
    )
    assert len(found) == apart
    if apart == 1:
        assert found[0].what == ("instructions", "model")


def test_a_filter_of_runs_groups_no_changes(tmp_path: Path) -> None:
    log = logged("model", "large", "small", 0), logged("instructions", "v1", "v2", 8)
    made = [
        run | {"instructions_version": None, "trigger": "event" if n % 10 == 9 else "schedule"}
        for n, run in enumerate(runs(lambda day: {}))
    ]
    history = reading(import_runs(tmp_path / "home", *made, changes=list(log)))
    few = ALL.choosing("trigger", ["event"])
    assert together(changes(history, few)) == together(changes(history, ALL))


def test_an_edit_taken_back_at_once_comes_to_nothing(tmp_path: Path) -> None:
    (found,) = groups(
        tmp_path / "home",
        logged("instructions", "v1", "v2", 0),
        logged("instructions", "v2", "v1", 2),
    )
    assert (found.net.old, found.net.new) == ("v1", "v1")
    (twice,) = groups(
        tmp_path / "twice",
        logged("instructions", "v1", "v2", 0),
        logged("instructions", "v2", "v3", 2),
    )
    assert (twice.net.old, twice.net.new) == ("v1", "v3")


def test_changes_of_two_days_are_two_however_few_runs_lie_between(tmp_path: Path) -> None:
    silent = [
        run | {"instructions_version": None}
        for run in runs(lambda day: {})
        if not iso(TURN) <= run["created_at"] < iso(TURN + 2)
    ]
    log = [
        logged("instructions", "v1", "v2", 0),
        logged("instructions", "v2", "v3", 0, day=TURN + 2),
    ]
    history = reading(import_runs(tmp_path / "home", *silent, changes=log))
    assert len(together(changes(history, ALL))) == 2


def made(hour: float, between: int | None = None, how: str | None = None) -> Change:
    at = FIRST + timedelta(hours=hour)
    return Change("ann", "Ann", at, "model", how=how, runs_between=between)


@pytest.mark.parametrize(
    ("log", "parts"),
    [
        ([made(0), made(23.9, 0)], 1),
        ([made(0), made(24, 0)], 2),  # a day later, it is another change
        ([made(0), made(20, 0), made(40, 0)], 1),  # each within a day of the one before
        ([made(0), made(1, 2), made(2, 2)], 1),
        ([made(0), made(1, 2), made(2, 3)], 2),  # five runs lie between the first and the last
    ],
)
def test_within_a_day_and_with_hardly_a_run_between_changes_are_one(
    log: list[Change], parts: int
) -> None:
    assert len(together(log)) == parts


@pytest.mark.parametrize(
    ("hours", "between", "series"),
    [(72, 29, 1), (72, 30, 0), (72.1, 29, 0), (48, None, 0)],
)
def test_within_three_days_and_with_fewer_than_thirty_runs_between_changes_are_a_series(
    hours: float, between: int | None, series: int
) -> None:
    assert len(merged(together([made(0), made(hours, between)]))) == series


@pytest.mark.parametrize(
    ("how", "bounds"), [("replaced", True), (None, True), ("beside", False), ("alone", False)]
)
def test_times_beside_end_where_a_value_was_replaced(how: str | None, bounds: bool) -> None:
    (group,) = together([made(0, how=how)])
    assert group.bounds is bounds


def test_changes_are_looked_up_once_whichever_runs_are_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [
        {
            "run_id": f"{worker}-{n}",
            "worker_id": worker,
            "worker": worker,
            "instructions_version": f"v{n // 3}",
        }
        | {"created_at": (FIRST + timedelta(days=n)).isoformat(), "model": f"of-{worker}"}
        for worker in ("Ann", "Bob")
        for n in range(6)
    ]
    history = reading(import_runs(tmp_path / "home", *made))
    looked: list[str] = []
    rows = DuckdbReader.rows

    def noted(reader: DuckdbReader, sql: str, *others: Any) -> Any:
        looked.append(sql)
        return rows(reader, sql, *others)

    monkeypatch.setattr(DuckdbReader, "rows", noted)
    of_ann = ALL.choosing("model", ["of-Ann"])
    found = [[one.worker for one in changes(history, chosen)] for chosen in (ALL, of_ann)]
    assert found == [["Ann", "Bob"], ["Ann"]]
    assert sum("runs_between" in sql for sql in looked) == 1
