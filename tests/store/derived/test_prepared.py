"""What is told of workers by all of their runs is the same out of its table as of the runs."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.derived import prepared, together, unsettled
from dashboard.store.filters.filters import ALL
from dashboard.store.reading import prepared_rows
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.reading.recent_answers import RecentAnswers
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.settings import set_zone
from dashboard.store.writing.taking_back import take_back
from tests.store.conftest import NOW, export
from tests.store.derived.small_world import loads

FILTERS = (
    ALL, ALL.choosing("worker", ["Ann", "w3"]), ALL.choosing("worker", ["Bob"], drop=True),
    ALL.choosing("worker", ["Dan"]), ALL.choosing("version", ["v0"]),
)  # fmt: skip


@pytest.fixture(autouse=True)
def any_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of a small one all is prepared and followed, and few runs are enough."""
    monkeypatch.setattr(together, "FEWEST_RUNS", 1)
    monkeypatch.setattr(unsettled, "MOST", 1)
    monkeypatch.setitem(prepared.PREPARED, "mingled", {"fewest": 2, "most": 20})  # type: ignore[arg-type]


def told(history: History) -> list[list[str]]:
    """What the questions answer that read what is prepared, but for names of workers, of which one
    may have two at a time."""
    return [
        sorted(repr(row | {"worker": ""}) for row in history.ask(name, filters, **bound))
        for filters in FILTERS
        for name, bound in (("by_turns", {"zone": history.about.zone}), ("unordered", {}))
    ]


def opened(home: Home) -> History:
    found = current(home)
    assert found
    return found


@settings(
    max_examples=2, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.function_scoped_fixture,),
)  # fmt: skip
@given(seed=st.integers(0, 1 << 32))
def test_tables_tell_what_the_runs_do(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance, home = Random(seed), Home(tmp_path_factory.mktemp("prepared") / "home")
    for load in loads(chance)[:3]:
        import_export(home, load, NOW)
        if chance.random() < 0.3:
            set_zone(home, chance.choice(["Asia/Kolkata", "America/Havana"]))
        if chance.random() < 0.2:
            take_back(home)
        if history := current(home):
            assert history.generation.prepared == {*prepared.PREPARED}
            found = told(history)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(prepared_rows, "_chooses_whole_workers", lambda *_: False)
                patch.setattr(history, "_answers", RecentAnswers(history.reader))
                assert found == told(history)


def test_of_values_that_a_change_tells_in_part_the_others_take_turns(home: Home) -> None:
    """Their steps are counted without the runs in between."""
    used = (
        {"run_id": f"r{n}", "worker_id": "ann", "model": "abcd"[n % 4],
         "created_at": NOW - timedelta(hours=48 - n)}
        for n in range(48)
    )  # fmt: skip
    import_export(home, export(*used), NOW)
    (whole,) = opened(home).ask("by_turns", zone="UTC")
    assert (whole["names"], whole["times"]) == ([["a"], ["b"], ["c"], ["d"]], 47)
    at = NOW - timedelta(hours=20)
    record_change(Ledger(home.path), opened(home), "ann", at, "model", old="a", new="b", who="Ann")
    (left,) = opened(home).ask("by_turns", zone="UTC")
    assert (left["names"], left["times"], left["days"]) == ([["c"], ["d"]], 23, 3)
