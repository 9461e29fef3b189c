"""Making the next generation of the history."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboard.store.workspace.home import Home
from dashboard.store.writing import generations


def test_no_more_threads_write_than_their_memory_suffices_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list[int]()

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        found.extend(*connection.execute("SELECT current_setting('threads')").fetchall())
        return True

    monkeypatch.setattr(generations, "_THREADS", 1)
    generations.next_generation(Home(tmp_path / "home"), change)
    assert found == [1]
