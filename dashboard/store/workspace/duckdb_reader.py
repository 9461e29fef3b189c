"""DuckDB as the reader of a generation: a locked, read-only instance of its file, with a cursor and
a time limit for every question."""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.errors import StoreUnusable
from dashboard.store.questions import macros_of
from dashboard.store.tables import is_empty
from dashboard.store.workspace.files import is_small
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.manifest import GenerationContents, contents, damaged
from dashboard.store.workspace.reader import QUERY_SECONDS, Row, SaidBeside, SaidTable, TooSlow
from dashboard.store.workspace.time_limit import at_most

_BATCH = 10_000  # rows

_LOCK = """
SET GLOBAL TimeZone = 'UTC';
SET enable_external_access = false;
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET lock_configuration = true;
"""

_DAMAGE = ("corrupt", "checksum")
_DAMAGE_OF_FILE = ("not a valid duckdb", "read enough bytes")
"""What DuckDB says of a file that is not as it was written; the latter of any it reads."""

_LESS = "Choose a shorter period or fewer filters."


class DuckdbReader:
    """One generation, attached as `history`, with a memory of its own beside it."""

    def __init__(self, home: Home, generation: int) -> None:
        self._home, self._generation = home, generation
        self.connection = duckdb.connect(":memory:")
        weakref.finalize(self, self.connection.close)
        database = home.database(generation).absolute()
        self._path = str(database)
        quoted = self._path.replace("'", "''")
        try:
            self.connection.execute(f"ATTACH '{quoted}' AS history (READ_ONLY)")
            if is_small(database):
                self.connection.execute("SET threads = 1")
        except (duckdb.Error, OSError) as error:
            raise self._unanswered(error) from error
        self.connection.execute(_LOCK)
        self._made: set[str] = set()
        self._kept: set[str] = set()
        self._making = threading.Lock()

    def contents(self) -> GenerationContents:
        with self.told():
            return contents(self.connection, "history.")

    def is_empty(self, table: str) -> bool:
        with self.told():
            return is_empty(self.connection, f"history.{table}")

    def put(self, beside: SaidBeside) -> None:
        cursor = self.connection.cursor()
        with self.told():
            cursor.execute("BEGIN")
            for table in beside.tables:
                _make(cursor, table)
            for name, sql in beside.worked_out.items():
                cursor.execute(f"CREATE TABLE {name} AS {sql}")
            for name, sql in beside.views.items():
                cursor.execute(f"CREATE VIEW {name} AS {sql}")
            cursor.execute("COMMIT")
        cursor.close()

    def keep(self, tables: Mapping[str, str], values: dict[str, Any], most: int) -> bool:
        self._make_macros("".join(tables.values()))
        cursor = self.connection.cursor()
        try:
            with self.told(), at_most(QUERY_SECONDS, cursor.interrupt):
                cursor.execute("BEGIN")
                for name, sql in tables.items():
                    add = f"INSERT INTO {name}" if name in self._kept else f"CREATE TABLE {name} AS"
                    bound = {key: value for key, value in values.items() if f"${key}" in sql}
                    cursor.execute(f"{add} {sql} LIMIT {most + 1:d}", bound)
                held = " + ".join(f"(SELECT count(*) FROM {name})" for name in tables)
                few = cursor.execute(f"SELECT {held} <= ?", [most]).fetchone() == (True,)
                cursor.execute("COMMIT" if few else "ROLLBACK")
        finally:
            cursor.close()
        self._kept |= tables.keys() if few else set()
        return few

    def rows(self, sql: str, values: dict[str, Any], seconds: float = QUERY_SECONDS) -> list[Row]:
        self._make_macros(sql)
        cursor = self.connection.cursor()
        try:
            with self.told(seconds), at_most(seconds, cursor.interrupt):
                answer = cursor.execute(sql, values)
                names = [column[0] for column in answer.description]
                return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        finally:
            cursor.close()

    def together(
        self, chosen: str, questions: Mapping[str, str], values: dict[str, Any]
    ) -> dict[str, list[Row]]:
        asked = ", ".join(f"{name} AS ({text})" for name, text in questions.items())
        lists = ", ".join(
            f"(SELECT list({name} ORDER BY {name}) FROM {name}) AS {name}" for name in questions
        )
        (row,) = self.rows(f"WITH {chosen}, {asked} SELECT {lists}", values)
        return {name: rows or [] for name, rows in row.items()}

    def batches(self, sql: str, values: dict[str, Any]) -> Iterator[pa.RecordBatch]:
        self._make_macros(sql)
        cursor = self.connection.cursor()
        try:
            with self.told():
                answer: Iterable[pa.RecordBatch]
                answer = cursor.sql(sql, params=values).to_arrow_reader(_BATCH)
                yield from answer
        finally:
            cursor.close()

    def _make_macros(self, sql: str) -> None:
        """Make the macros that a question calls: to make all of them for every history that is
        opened takes longer than most questions."""
        with self._making:
            for name, made in macros_of(sql).items():
                if name not in self._made:
                    self.connection.execute(made)
                    self._made.add(name)

    @contextlib.contextmanager
    def told(self, seconds: float = QUERY_SECONDS) -> Iterator[None]:
        """Say in words what keeps DuckDB from answering, but for questions that are wrong. seconds:
        after which a question is interrupted."""
        try:
            yield
        except duckdb.InterruptException as error:
            raise TooSlow(
                f"This question took more than {seconds:.0f} seconds.", remedy=_LESS
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise TooSlow("This question needs more memory than there is.", remedy=_LESS) from error
        except (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError):
            raise
        except duckdb.Error as error:
            raise self._unanswered(error) from error

    def _unanswered(self, error: duckdb.Error | OSError) -> StoreUnusable:
        """What DuckDB says of the file's contents is damage; anything else may pass."""
        said = str(error).splitlines()[0]
        small = said.lower()
        if any(sign in small for sign in _DAMAGE) or (
            self._path in said and any(sign in small for sign in _DAMAGE_OF_FILE)
        ):
            return damaged(self._home, self._generation, said)
        return StoreUnusable(
            f"The question could not be answered: {said}",
            where=self._path,
            remedy="Nothing is known to be wrong with the history. Try again; if it stays so, "
            "restart worker-runs, and check that the disk has room and the file can be read.",
        )


def _make(cursor: duckdb.DuckDBPyConnection, table: SaidTable) -> None:
    """Rows go in as bound lists, a column each: one by one they would take long."""
    columns = ", ".join(f"{name} {kind}" for name, kind in table.columns.items())
    cursor.execute(f"CREATE TABLE {table.name} ({columns})")
    if table.rows:
        unnested = ", ".join(f"unnest(?::{kind}[])" for kind in table.columns.values())
        values = [list(column) for column in zip(*table.rows, strict=True)]
        cursor.execute(f"INSERT INTO {table.name} SELECT {unnested}", values)
