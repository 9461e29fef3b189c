"""Runs that are drawn, to take samples of, are some of the runs as these are now."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.store.derived import drawn, together
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.taking_back import take_back
from tests.store.conftest import NOW, export

FAILED = ALL.choosing("outcome", ["failed"])
WORKED = ALL.choosing("outcome", ["succeeded"])


def asked(home: Home, sql: str) -> list[dict[str, Any]]:
    history = current(home)
    assert history
    return history.reader.rows(sql, {})


def require_drawn(home: Home) -> int:
    """That the drawn runs are those that would be drawn of all now; how many."""
    (held,) = asked(home, "SELECT count(*) AS runs FROM history.runs")
    chosen = f"hash(hash(run_id)) % {drawn.one_in(held['runs'])} = 0"
    expected = asked(home, f"FROM history.runs WHERE {chosen} ORDER BY run_id")
    assert asked(home, "FROM history.drawn ORDER BY run_id") == expected
    return len(expected)


def test_after_each_change_of_the_history_they_are_drawn_anew(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    monkeypatch.setattr(drawn, "FEWEST_RUNS", 300)
    ids = [f"r{n}" for n in range(400)]
    import_export(home, export(*({"run_id": one, "status": "failed"} for one in ids[:299])), NOW)
    assert not asked(home, "FROM history.drawn"), "few runs are looked at as fast"
    import_export(home, export(*({"run_id": one, "status": "failed"} for one in ids[299:])), NOW)
    before = require_drawn(home)
    assert 10 < before < 50
    again = ({"run_id": one, "status": "completed", "updated_at": NOW} for one in ids)
    import_export(home, export(*again), NOW)
    assert require_drawn(home) == before
    (told,) = asked(home, "SELECT DISTINCT outcome FROM history.drawn")
    assert told == {"outcome": "succeeded"}
    take_back(home)
    (told,) = asked(home, "SELECT DISTINCT outcome FROM history.drawn")
    assert told == {"outcome": "failed"} and require_drawn(home) == before
    take_back(home)
    assert not asked(home, "FROM history.drawn")


def test_another_part_is_drawn_of_all_runs(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("FEWEST_RUNS", 1), ("_PART", 2), ("_MOST", 40)):
        monkeypatch.setattr(drawn, name, value)
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    import_export(home, export(*({"run_id": f"r{n}"} for n in range(79))), NOW)
    many = require_drawn(home)
    import_export(home, export(*({"run_id": f"r{n}"} for n in range(79, 90))), NOW)
    assert 0 < require_drawn(home) < 0.8 * many


def test_of_very_many_runs_a_smaller_part_is_drawn() -> None:
    assert [drawn.one_in(runs) for runs in (3_000_000, 8_000_000, 10_000_000, 10**9)] == [
        16, 16, 32, 2048,
    ]  # fmt: skip


def test_sides_are_told_of_the_drawn_runs_and_of_all_where_none_are(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [{"run_id": f"r{n}", "status": "failed" if n % 3 else "completed"} for n in range(300)]
    import_export(home, export(*runs), NOW)
    history = current(home)
    assert history
    of_all = [{"a": 200, "b": 100}]
    assert history.ask("compare_drawn", sides=(FAILED, WORKED), of=history.drawn) == of_all
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    monkeypatch.setattr(drawn, "FEWEST_RUNS", 1)
    import_export(home, export({"run_id": "one more", "status": "queued"}), NOW)
    history = current(home)
    assert history
    (found,) = history.ask("compare_drawn", sides=(FAILED, WORKED), of=history.drawn)
    assert 0 < found["b"] < found["a"] < 60
    assert history.ask("compare_drawn", sides=(FAILED, WORKED)) == of_all
    (held,) = asked(home, "SELECT count(*) AS runs FROM history.drawn")
    assert sum(found.values()) <= held["runs"] <= sum(found.values()) + 1
