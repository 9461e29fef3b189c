"""What was found around a change is not looked for again, whichever workers are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.analysis.impact import QUESTIONS
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading import recent_windows
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.reading.windows import Window
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

AT = datetime(2026, 10, 12, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def run(worker: str, n: int) -> dict[str, Any]:
    """A run of a worker, before the change for n < 0; every third failed, every other with m1. All
    were called Rob before."""
    return {
        "run_id": f"{worker} {n}", "worker_id": worker, "worker": "Rob" if n < 0 else worker,
        "created_at": (AT + timedelta(hours=n)).isoformat(), "model": f"m{n % 2}",
        "status": "failed" if n % 3 == 0 else "completed",
    }  # fmt: skip


def window(number: int, worker: str, **other: Any) -> Window:
    return replace(
        Window(
            number, worker, AT - WEEK, AT, AT, AT + WEEK, "instructions", "v1", "v2", None, None
        ),
        **other,
    )


ANN, BOB = window(0, "ann"), window(1, "bob")


@pytest.fixture
def history(home: Home) -> History:
    import_export(home, export(*(run(who, n) for who in ("ann", "bob") for n in range(-9, 9))), NOW)
    found = current(home)
    assert found
    return found


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Of which workers changes were looked at, each time."""
    seen: list[list[str]] = []
    together = DuckdbReader.together

    def noted(reader: DuckdbReader, sql: str, names: Mapping[str, str], values: Any) -> Any:
        seen.append(values["window_worker_id"])
        return together(reader, sql, names, values)

    monkeypatch.setattr(DuckdbReader, "together", noted)
    return seen


def runs(history: History, filters: Filters, windows: Sequence[Window]) -> list[int]:
    """How many runs there are around each change."""
    around = history.ask_around(QUESTIONS, filters, windows)
    return [sum(row["runs"] for row in one["change_cells"]) for one in around]


def test_only_changes_that_are_new_are_looked_at(history: History, looked: list[list[str]]) -> None:
    assert runs(history, ALL, [BOB]) == [18]
    earlier = window(2, "bob", until=AT)
    assert runs(history, ALL, [ANN, BOB, earlier, ANN]) == [18, 18, 9, 18]
    assert runs(history, ALL.within(None, AT), [BOB]) == [9]
    assert looked == [["bob"], ["ann", "bob"], ["bob"]]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (ALL.of_worker("bob"), [0, 18]),
        (ALL.choosing("worker", ["bob"], drop=True), [18, 0]),
        (ALL.choosing("worker", ["ann", "bob"]), [18, 18]),
        (ALL.choosing("worker", ["ann", "bob"]).choosing("worker", ["ann"], drop=True), [0, 18]),
    ],
)
def test_chosen_workers_are_not_looked_at_again(
    history: History, looked: list[list[str]], filters: Filters, found: list[int]
) -> None:
    runs(history, ALL, [ANN, BOB])
    assert runs(history, filters, [ANN, BOB]) == found
    assert len(looked) == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (ALL.choosing("model", ["m1"]), [9, 9]),
        (ALL.choosing("model", ["m1"]).of_worker("bob"), [0, 9]),
        (ALL.choosing("worker", ["Rob"]), [9, 9]),
        (ALL.choosing("status", ["failed"], drop=True), [12, 12]),
    ],
)
def test_what_chooses_some_runs_of_a_worker_is_looked_at(
    history: History, looked: list[list[str]], filters: Filters, found: list[int]
) -> None:
    runs(history, ALL, [ANN, BOB])
    assert runs(history, filters, [ANN, BOB]) == found
    assert len(looked) == 2


def test_another_question_is_looked_up(history: History, looked: list[list[str]]) -> None:
    runs(history, ALL, [ANN])
    (around,) = history.ask_around(["change_days"], ALL, [ANN])
    assert [*around] == ["change_days"] and around["change_days"]
    assert len(looked) == 2


def test_only_the_newest_sets_of_runs_are_kept(
    history: History, looked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent_windows, "_ROWS_IN_ALL", 1)
    of_model = ALL.choosing("model", ["m1"])
    for filters in (ALL, ALL, of_model, of_model, ALL):
        runs(history, filters, [ANN])
    assert len(looked) == 3
