"""A locked, read-only instance of one generation: a cursor and a time limit for every question."""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import duckdb

from dashboard.errors import StoreUnusable, UserError
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


_LESS = "Choose a shorter period or fewer filters."


class TooSlow(UserError):
    """A question takes longer, or more memory, than a page may."""


class Reader:
    """One generation, attached as `history`, with a memory of its own beside it. Cheap to share
    between threads; closes when nobody holds it."""

    def __init__(self, home: Home, generation: int) -> None:
        self._home, self._generation = home, generation
        self.connection = duckdb.connect(":memory:")
        weakref.finalize(self, self.connection.close)
        path = str(home.database(generation).absolute()).replace("'", "''")
        try:
            self.connection.execute(f"ATTACH '{path}' AS history (READ_ONLY)")
        except duckdb.Error as error:
            raise self._damaged(error) from error
        self.connection.execute(_LOCK)

    def contents(self) -> tuple[int, str]:
        """How many runs the file holds, and a hash of them, to be held against its manifest."""
        with self.told():
            return contents(self.connection, "history.runs")

    def rows(self, sql: str, values: dict[str, Any]) -> list[Row]:
        """One dict a row with Python's own types. Raises TooSlow; StoreUnusable where the file is
        not as it was written."""
        cursor = self.connection.cursor()
        timer = threading.Timer(QUERY_SECONDS, cursor.interrupt)
        timer.start()
        try:
            with self.told():
                found: list[Row] = cursor.sql(sql, params=values).to_arrow_table().to_pylist()
                return found
        finally:
            timer.cancel()
            cursor.close()

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Say in words what keeps DuckDB from answering, but for questions that are wrong."""
        try:
            yield
        except duckdb.InterruptException as error:
            raise TooSlow(
                f"This question took more than {QUERY_SECONDS:.0f} seconds.", remedy=_LESS
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise TooSlow("This question needs more memory than there is.", remedy=_LESS) from error
        except (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError):
            raise
        except duckdb.Error as error:  # a block whose checksum is not its own, above all
            raise self._damaged(error) from error

    def _damaged(self, error: duckdb.Error) -> StoreUnusable:
        return damaged(self._home, self._generation, str(error).splitlines()[0])
