"""What becomes of a change that needs more memory than it is given."""

from __future__ import annotations

import duckdb
import pytest

from dashboard.errors import StoreUnusable
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing import generations
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.settings import put_setting
from tests.store.conftest import NOW, export

_HELD_AT_ONCE = "SELECT len(list(range)) FROM range(10_000_000)"  # 80 MB that can't go to files


def test_what_the_memory_does_not_suffice_for_is_done_again_with_more(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "MEMORY", "60MB")
    import_export(home, export({"run_id": "a"}), NOW)
    begun = list[int]()

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        put_setting(connection, "told", f"for the {len(begun) + 1}. time")
        connection.execute("COMMIT")
        connection.execute("BEGIN")
        begun.append(len(connection.execute("SELECT 1 FROM settings").fetchall()))
        connection.execute(_HELD_AT_ONCE)
        return True

    next_generation(home, change)
    history = current(home)
    assert history and home.generation() == 2
    told = "SELECT value FROM history.settings WHERE name = 'told'"
    assert history.reader.rows(told, {}) == [{"value": "for the 2. time"}]
    assert len(begun) == 2 and begun[0] == begun[1], "of the first time nothing is left"


def test_what_needs_more_memory_than_there_may_be_is_refused(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "MEMORY", "50MB")
    monkeypatch.setattr(generations, "MORE_MEMORY", "60MB")
    import_export(home, export({"run_id": "a"}), NOW)
    with pytest.raises(StoreUnusable) as refused:
        next_generation(home, lambda connection: bool(connection.execute(_HELD_AT_ONCE)))
    assert "more memory than the 60MB" in str(refused.value)
    assert "in parts" in str(refused.value)
    assert home.generation() == 1
    assert not list(home.path.glob("*draft*"))
