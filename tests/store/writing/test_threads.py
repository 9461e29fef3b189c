"""With how many threads what is small and what is not is written."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home
from dashboard.store.writing import generations, staging, threads
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export


def written_with(connection: duckdb.DuckDBPyConnection) -> int:
    (found,) = connection.execute("SELECT current_setting('threads')").fetchone() or (0,)
    return int(found)


with duckdb.connect() as usual:
    SEVERAL = min(2, written_with(usual))
    """No more than one on a machine with one processor."""


def within(home: Home) -> int:
    """With how many threads the next generation is begun."""
    found = list[int]()

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        found.append(written_with(connection))
        return True

    generations.next_generation(home, change)
    return found[0]


def test_no_more_threads_write_than_their_memory_suffices_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with duckdb.connect() as connection:
        for most in (2, 1):
            monkeypatch.setattr(threads, "MOST", most)
            threads.work_together(connection)
            assert written_with(connection) == min(most, SEVERAL)


def test_a_small_history_is_written_by_one_thread_and_a_great_one_by_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "MOST", 2)
    home = Home(tmp_path / "home")
    assert within(home) == 1
    monkeypatch.setattr(files, "_SMALL", 1)
    assert within(home) == SEVERAL


def test_many_rows_are_brought_into_a_small_history_by_several_threads(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list[int]()

    def last_step(connection: duckdb.DuckDBPyConnection, *before: Path) -> None:
        found.append(written_with(connection))

    monkeypatch.setattr(threads, "MOST", 2)
    for name in ("refresh", "follow"):
        monkeypatch.setattr(generations.together, name, last_step)
    for few in (9, 1):
        monkeypatch.setattr(staging, "_FEW", few)
        runs = [{"run_id": f"{few}-{n}", "created_at": NOW + timedelta(n)} for n in range(3)]
        import_export(home, export(*runs), NOW)
    assert found == [1, SEVERAL]
