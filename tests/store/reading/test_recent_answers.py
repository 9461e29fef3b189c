"""What a history was asked before, it answers without looking again."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.store.filters.filters import ALL
from dashboard.store.reading import recent_answers
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export


@pytest.fixture
def history(home: Home) -> History:
    import_export(home, export({"run_id": "a", "worker_id": "x"}, {"run_id": "b"}), NOW)
    found = current(home)
    assert found
    return found


@pytest.fixture
def looked(history: History, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions for which the history looked at its runs."""
    seen: list[str] = []
    rows = DuckdbReader.rows

    def noted(reader: DuckdbReader, sql: str, *others: Any) -> Any:
        seen.append(sql)
        return rows(reader, sql, *others)

    monkeypatch.setattr(DuckdbReader, "rows", noted)
    return seen


def test_the_same_question_is_looked_up_once_and_another_anew(
    history: History, looked: list[str]
) -> None:
    of_x = ALL.choosing("worker", ["x"])
    first = [history.ask("workers", filters) for filters in (ALL, of_x)]
    first[0][0]["runs"] = "spoilt"
    again = [history.ask("workers", filters) for filters in (ALL, of_x)]
    assert [[row["runs"] for row in rows] for rows in again] == [[1, 1], [1]]
    assert len(looked) == 3, "for either question, and for whether x is an id"


def test_what_is_said_since_is_looked_up_anew(
    home: Home, history: History, looked: list[str]
) -> None:
    history.ask("workers")
    import_export(home, export({"run_id": "c", "worker_id": "y"}), NOW)
    later = current(home)
    assert later
    assert (len(later.ask("workers")), len(history.ask("workers"))) == (3, 2)


def test_only_the_newest_answers_that_are_short_are_kept(
    history: History, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent_answers, "_QUESTIONS", 2)
    for n in (1, 2, 1, 3, 1, 2):  # 2 went when 3 came
        history.ask("newest_runs", shown=n, after=0)
    assert len(looked) == 4
    monkeypatch.setattr(recent_answers, "_ROWS", 1)
    for _ in range(2):
        assert len(history.ask("newest_runs", shown=9, after=0)) == 2
    assert len(looked) == 6


def test_long_answers_are_kept_as_long_as_there_is_room(
    history: History, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent_answers, "_ROWS_IN_ALL", 5)  # two answers of two rows, and no third
    for shown in (7, 8, 7, 9, 7, 8, 8):  # 8 went when 9 came
        assert len(history.ask("newest_runs", shown=shown, after=0)) == 2
    assert len(looked) == 4
