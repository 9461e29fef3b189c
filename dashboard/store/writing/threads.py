"""With how many threads of its own DuckDB writes."""

from __future__ import annotations

import duckdb

MOST = 4
"""As many as the memory of an import suffices for: each holds a part of it that can't go to files.
"""


def work_alone(connection: duckdb.DuckDBPyConnection) -> None:
    """Have the thread that asks do everything: what is small is sooner done than handed out."""
    connection.execute("SET threads = 1")


def work_together(connection: duckdb.DuckDBPyConnection) -> None:
    """Have as many threads work as the machine has processors, but no more than MOST."""
    connection.execute("RESET threads")
    (threads,) = connection.execute("SELECT current_setting('threads')").fetchone() or (1,)
    connection.execute(f"SET threads = {min(threads, MOST)}")
