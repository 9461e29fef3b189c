"""Runs around changes, looked up once for all runs: what filters choose of them is what is found
where each filter looks anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.analysis.impact import QUESTIONS
from dashboard.records.rows import Answers
from dashboard.store.derived import together, worth_gathering
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading import kept_windows
from dashboard.store.reading.history import History
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.reader import TooSlow
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export
from tests.store.reading.test_choosing import opened, runs_of, windows

ZONE = "Australia/Lord_Howe"
OTHERS = (
    *(
        ALL.choosing(name, values, drop=drop)
        for name, values in (
            ("trigger", ["mail"]),
            ("trigger", [""]),
            ("record-type", ["Case"]),
            ("model", ["m2"]),
            ("version", ["v1", "v2"]),
            ("outcome", ["failed"]),
            ("worker", ["Renamed"]),
            ("worker", ["ann", "Renamed"]),
            ("worker-status", ["paused"]),
            ("context", ["CRM"]),
            ("context", [""]),
            ("weekday", ["Sunday", "Monday"]),
            ("model", ["no such model"]),
            ("model", ["'); DROP TABLE kept_windowed_counts; --"]),
            ("error-type", ["Timeout"]),  # no column of what is kept
            ("duration", ["under 10 s"]),
            ("time-of-day", ["00:00 to 04:00"]),
        )
        for drop in (False, True)
    ),
    Filters(latest_only=True),
    Filters(latest_only=True, keep=(("model", ("m1",)),), drop=(("weekday", ("Friday",)),)),
)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Home]:
    """A workspace of which the runs are gathered, and the same with nothing prepared."""
    made = []
    for fewest in (0, together.FEWEST_RUNS):
        made.append(Home(tmp_path_factory.mktemp("kept") / "home"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(together, "FEWEST_RUNS", fewest)
            patch.setattr(worth_gathering, "MOST", 9)
            import_export(made[-1], export(*runs_of("kept"), answers=Answers(zone=ZONE)), NOW)
    return made[0], made[1]


def found(history: History, filters: Filters, first: int = 0) -> list[Mapping[str, list[str]]]:
    """What is told of each change from one on, each row in words."""
    around = history.ask_around(QUESTIONS, filters, windows(ZONE)[first:])
    return [
        {name: sorted(repr(row | {"change": 0}) for row in rows) for name, rows in one.items()}
        for one in around
    ]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Each time something was to be kept, whether it is."""
    told: list[bool] = []
    keep = DuckdbReader.keep

    def noted(reader: DuckdbReader, *asked: Any) -> bool:
        told.append(keep(reader, *asked))
        return told[-1]

    monkeypatch.setattr(DuckdbReader, "keep", noted)
    return told


def fresh(home: Home, monkeypatch: pytest.MonkeyPatch) -> History:
    """The history of a workspace as another process opens it."""
    monkeypatch.setattr("dashboard.store.reading.open_histories.opened", {})
    return opened(home)


def test_filters_choose_of_what_is_kept_what_they_find_anew(
    homes: tuple[Home, Home], monkeypatch: pytest.MonkeyPatch, kept: list[bool]
) -> None:
    history, plain = fresh(homes[0], monkeypatch), fresh(homes[1], monkeypatch)
    assert found(history, ALL, first=3) == found(plain, ALL, first=3)
    assert kept == [True]
    for filters in OTHERS:
        assert found(history, filters) == found(plain, filters), filters
    assert kept == [True], "another filter looks at all runs for itself"
    assert found(history, ALL) == found(plain, ALL)  # three more changes are added
    for filters in OTHERS:
        assert found(history, filters) == found(plain, filters), filters
    assert kept == [True, True]


def test_what_was_kept_is_not_looked_up_again(
    homes: tuple[Home, Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    history, asked = fresh(homes[0], monkeypatch), []
    found(history, ALL)
    together = DuckdbReader.together

    def noted(reader: DuckdbReader, chosen: str, *more: Any) -> Any:
        asked.append(chosen)
        return together(reader, chosen, *more)

    monkeypatch.setattr(DuckdbReader, "together", noted)
    assert any(one["change_cells"] for one in found(history, ALL.choosing("model", ["m1"])))
    assert len(asked) == 1 and "history.runs" not in asked[0]


def too_slow(reader: DuckdbReader, *asked: Any) -> bool:
    raise TooSlow("This question took more than 30 seconds.")


@pytest.mark.parametrize("fault", ["many rows", "slow"])
def test_where_nothing_can_be_kept_every_filter_looks_for_itself(
    homes: tuple[Home, Home], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    history, plain = fresh(homes[0], monkeypatch), fresh(homes[1], monkeypatch)
    if fault == "slow":
        monkeypatch.setattr(DuckdbReader, "keep", too_slow)
    else:
        monkeypatch.setattr(kept_windows, "_MOST_ROWS", 3)
    for filters in (ALL, OTHERS[0], ALL):
        assert found(history, filters, first=4) == found(plain, filters, first=4)
        assert found(history, filters) == found(plain, filters)
