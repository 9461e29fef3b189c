"""ClickHouse's engine gives the same rows as DuckDB to the questions that were counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.store.derived import recent, together, tries, worth_gathering
from dashboard.store.dimensions.declared import HOURS
from dashboard.store.filters.filters import ALL
from dashboard.store.filters.work_sql import PLACES
from dashboard.store.reading.history import History
from tests.queries.test_questions import ASKED, ASKED_OF_TRIES, counted_by_hand, tried_again
from tests.store.clickhouse.asking import Asked, noting
from tests.store.clickhouse.copied import difference, published


@contextmanager
def _as_if_large() -> Iterator[None]:
    """Have the tables that are made of a large history (derived/together.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "FEWEST_RUNS", 1)
        patch.setattr(worth_gathering, "MOST", 9)
        patch.setattr(tries, "MOST", 1)
        patch.setattr(recent, "FEWEST_RUNS", 1)
        patch.setattr(recent, "PART", 2)
        yield


def _prepared(folder: Path) -> History:
    with _as_if_large():
        return tried_again(folder)


HISTORIES = {
    "by_hand": (counted_by_hand, ASKED),
    "tries": (tried_again, ASKED_OF_TRIES),
    "prepared": (_prepared, ASKED_OF_TRIES),
}


def _asked_of(folder: Path, name: str) -> tuple[History, list[Asked]]:
    """A history and what was asked of it, from its opening on."""
    folder.mkdir()
    make, asked = HISTORIES[name]
    with noting() as noted:
        history = make(folder)
        for question, values, _ in asked.values():
            history.ask(question, **values)
    return history, noted


def _differences(name: str, history: History, noted: list[Asked]) -> dict[str, str]:
    """By the name of a question where the answers differ, or why there is none."""
    there = published(history, name).reader
    placed = history.reader.rows("SELECT rowid AS place, run_id FROM history.runs", {})
    ids = {row["place"]: row["run_id"] for row in placed}  # what is a place there
    found: dict[str, str] = {}
    for one in noted:
        try:
            rows = one.rows
            if one.sql == PLACES:
                rows = [{"place": ids[row["place"]]} for row in rows]
            values = one.values
            if "places" in values:
                values = values | {"places": [ids[place] for place in values["places"]]}
            said = difference(rows, there.rows(one.sql, values), one.sql)
        except Exception as error:  # whatever keeps the question from an answer
            said = f"{type(error).__name__}: {str(error)[:600]}"
        if said:
            found.setdefault(one.name, said)
    return found


@pytest.mark.timeout(900)
def test_a_question_has_the_same_answer(tmp_path: Path) -> None:
    otherwise, asked = dict[str, str](), set[str]()
    for name in HISTORIES:
        history, noted = _asked_of(tmp_path / name, name)
        asked |= {one.name for one in noted}
        for question, said in _differences(name, history, noted).items():
            otherwise.setdefault(question, f"{name}: {said}")
    assert not otherwise, "\n\n".join(f"{name}: {said}" for name, said in otherwise.items())
    assert len(asked) >= 50


@pytest.mark.timeout(300)
def test_a_filter_of_which_nothing_is_gathered_counts_the_same_tasks(tmp_path: Path) -> None:
    with _as_if_large():
        history = counted_by_hand(tmp_path)
    there = published(history, "filtered").reader
    with noting() as noted:
        (counted,) = history.ask("headline", ALL.choosing("hour", HOURS))
    assert counted["tasks"] > 1
    for one in noted:
        assert not difference(one.rows, there.rows(one.sql, one.values), one.sql)
