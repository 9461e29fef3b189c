"""A locked, read-only instance of one generation: a cursor and a time limit for every question."""

from __future__ import annotations

import threading
import weakref
from typing import Any

import duckdb

from dashboard.errors import UserError
from dashboard.store.home import Home
from dashboard.store.manifest import contents, damaged

QUERY_SECONDS = 30.0

Row = dict[str, Any]

_LOCK = """
SET GLOBAL TimeZone = 'UTC';
SET enable_external_access = false;
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET lock_configuration = true;
"""


class TooSlow(UserError):
    """A question took longer than a page may wait."""


class Reader:
    """One generation, attached as `history`, with a memory of its own beside it. Cheap to share
    between threads; closes when nobody holds it."""

    def __init__(self, home: Home, generation: int) -> None:
        self.connection = duckdb.connect(":memory:")
        weakref.finalize(self, self.connection.close)
        path = str(home.database(generation)).replace("'", "''")
        try:
            self.connection.execute(f"ATTACH '{path}' AS history (READ_ONLY)")
        except duckdb.Error as error:
            raise damaged(home, generation, str(error).splitlines()[0]) from error
        self.connection.execute(_LOCK)

    def contents(self) -> tuple[int, str]:
        """How many runs the file holds, and a hash of them, to be held against its manifest."""
        return contents(self.connection, "history.runs")

    def rows(self, sql: str, values: dict[str, Any]) -> list[Row]:
        """One dict a row with Python's own types. Raises TooSlow."""
        cursor = self.connection.cursor()
        timer = threading.Timer(QUERY_SECONDS, cursor.interrupt)
        timer.start()
        try:
            found: list[Row] = cursor.sql(sql, params=values).to_arrow_table().to_pylist()
            return found
        except duckdb.InterruptException as error:
            raise TooSlow(
                f"This question took more than {QUERY_SECONDS:.0f} seconds.",
                remedy="Choose a shorter period or fewer filters.",
            ) from error
        finally:
            timer.cancel()
            cursor.close()
