"""The newest runs are in a table of their own: all that there are since the first of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest

from dashboard.store.derived import recent, together
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

Load = Callable[..., list[str]]


@pytest.fixture
def load(home: Home, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Import runs that are so many hours old, by their ids; the ids of the newest that are held."""
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    monkeypatch.setattr(recent, "FEWEST_RUNS", 40)
    monkeypatch.setattr(recent, "PART", 4)

    updates = count()

    def loaded(ages: dict[str, int]) -> list[str]:
        updated = NOW + timedelta(minutes=next(updates))
        runs = (
            {"run_id": one, "created_at": NOW - timedelta(hours=age), "updated_at": updated}
            for one, age in ages.items()
        )
        import_export(home, export(*runs), NOW)
        history = current(home)
        assert history
        rows = history.reader.rows("SELECT run_id FROM history.recent ORDER BY run_id", {})
        assert history.generation.has_recent == bool(rows)
        return [row["run_id"] for row in rows]

    return loaded


def numbered(since: int, until: int) -> dict[str, int]:
    return {f"r{n:03}": n for n in range(since, until)}


def test_a_part_of_the_runs_is_held_which_grows_until_it_is_cut(load: Load) -> None:
    assert load(numbered(100, 139)) == [], "few runs are looked at as fast"
    assert load(numbered(139, 140)) == [*numbered(100, 111)]
    assert load(numbered(95, 100)) == [*numbered(95, 111)]
    assert load(numbered(90, 95)) == [*numbered(90, 111)]
    assert load(numbered(80, 90)) == [*numbered(80, 96)], "more than twice as many"


def test_a_run_that_is_another_now_is_held_as_it_is(load: Load) -> None:
    load(numbered(100, 140))
    assert load({"r100": 500, "r130": 1}) == [*numbered(101, 111), "r130"]


def test_runs_that_stand_at_one_time_are_not_held_apart(load: Load) -> None:
    assert load(dict.fromkeys(numbered(100, 180), 5)) == []
