"""The wall: a week is that from Monday to Sunday, whenever the reviewed window ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.lifecycle import reviewed
from dashboard.analysis.rates import Rate
from dashboard.analysis.review.wall import wall
from dashboard.store.filters.filter_links import read_set
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_runs

RUNS: list[dict[str, Any]] = [
    {"run_id": "a", "worker": "Ann", "status": "failed", "created_at": "2026-11-09T00:00:00Z"},
    {"run_id": "b", "worker": "Ann", "created_at": "2026-11-15T23:59:00Z"},
    {"run_id": "c", "worker": "Ann", "status": "failed", "created_at": "2026-11-16T00:00:00Z"},
    {"run_id": "d", "worker": "Ann", "created_at": "2026-11-18T21:10:00Z"},
]


@pytest.mark.parametrize(
    ("chosen", "starts", "weeks"),
    [
        ("since=2026-11-17", [date(2026, 11, 9), date(2026, 11, 16)], [Rate(1, 2), Rate(1, 2)]),
        ("since=2026-11-09&until=2026-11-15", [date(2026, 11, 9)], [Rate(1, 2)]),
    ],
)
def test_a_week_is_from_monday_to_sunday(
    tmp_path: Path, chosen: str, starts: list[date], weeks: list[Rate]
) -> None:
    history = current(Home(import_runs(tmp_path / "home", *RUNS)))
    assert history
    filters = read_set(chosen, "UTC")
    window = reviewed(history.about, filters)
    assert window
    found = wall(history, filters, window)
    assert list(found.starts) == starts
    assert [list(row.weeks) for row in found.rows] == [weeks]


def test_the_oldest_week_begins_with_its_monday(tmp_path: Path) -> None:
    """Eight weeks before the last Sunday, and a minute earlier."""
    failed = {"worker": "Ann", "status": "failed"}
    first = failed | {"run_id": "first", "created_at": "2026-09-21T00:00:00Z"}
    before = failed | {"run_id": "before", "created_at": "2026-09-20T23:59:00Z"}
    history = current(Home(import_runs(tmp_path / "home", *RUNS, first, before)))
    assert history
    filters = read_set("since=2026-11-09&until=2026-11-15", "UTC")
    window = reviewed(history.about, filters)
    assert window
    found = wall(history, filters, window)
    assert (found.starts[0], found.rows[0].weeks[0]) == (date(2026, 9, 21), Rate(1, 1))
