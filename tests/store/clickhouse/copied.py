"""A history copied into ClickHouse's engine in this process, through the client of its servers."""

from __future__ import annotations

import math
import re
from typing import Any

import clickhouse_connect
from clickhouse_connect.driver.client import Client

from dashboard.store.clickhouse.answers import rows_of
from dashboard.store.clickhouse.bound import given, type_of
from dashboard.store.clickhouse.translation import SETTINGS, translated
from dashboard.store.reading.cause_tables import cause_tables
from dashboard.store.reading.history import History
from dashboard.store.reading.recorded_changes import change_tables
from dashboard.store.reading.said import said

_TYPES = {
    "VARCHAR": "String", "TIMESTAMP WITH TIME ZONE": "DateTime64(6, 'UTC')", "DOUBLE": "Float64",
    "BIGINT": "Int64", "INTEGER": "Int32", "UBIGINT": "UInt64", "BOOLEAN": "Bool", "DATE": "Date32",
}  # fmt: skip
PRECISION = 1e-12
"""Of sums of fractions: they depend on the order of their parts, which neither engine tells."""


def engine() -> Client:
    """The engine with the settings that translated questions need. One thread: the tables are
    small, and to hand their parts out takes longer."""
    client = clickhouse_connect.get_client(interface="chdb")
    for name, value in (SETTINGS | {"max_threads": 1}).items():
        client.command(f"SET {name} = {value!r}")
    return client


class Copied:
    """A history's tables, and those beside it, in a database of their own."""

    def __init__(self, client: Client, name: str, history: History) -> None:
        self._client, self._name, self._history = client, name, history
        cursor = history.reader.connection.cursor()
        tables = cursor.execute("SELECT database_name, table_name FROM duckdb_tables()").fetchall()
        client.command(f"CREATE DATABASE {name}")
        for database, table in tables:
            self._copy(f"{database}.{table}", table)
        told = said(history.entries)
        changes = change_tables(told.changes, told.aims, history.causes.find)
        self._views = {**cause_tables(history.causes).views, **changes.views}

    def rows(self, sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        """What ClickHouse answers to a question in DuckDB's dialect."""
        types = {name: type_of(value) for name, value in values.items()}
        asked = translated(sql, types, self._views).replace("history.", f"{self._name}.")
        bound = {name: given(value) for name, value in values.items() if value is not None}
        self._client.command(f"USE {self._name}")
        found = self._client.query(asked, parameters=bound)
        return rows_of(found.column_names, found.column_types, found.result_rows)

    def _copy(self, source: str, table: str) -> None:
        held = self._history.reader.connection.cursor().sql(f"SELECT * FROM {source}")
        columns = [*zip(held.columns, held.dtypes, strict=True)]
        made = ", ".join(f"`{name}` {_type(kind)}" for name, kind in columns)
        self._client.command(
            f"CREATE TABLE {self._name}.{table} ({made}) ENGINE = MergeTree ORDER BY tuple()"
        )
        chosen = ", ".join(
            f'coalesce("{name}", [NULL]) AS "{name}"' if kind.id == "list" else f'"{name}"'
            for name, kind in columns
        )
        rows = held.select(chosen).to_arrow_table()
        if rows.num_rows:
            self._client.insert_arrow(table, rows, database=self._name)


def _type(kind: Any) -> str:
    """A type of DuckDB as ClickHouse has it; what may be NULL is Nullable."""
    if kind.id == "list":
        ((_, element),) = kind.children
        inner = _type(element)
        return f"Array({f'Nullable({inner})' if element.id == 'struct' else inner})"
    if kind.id == "struct":
        return f"Tuple({', '.join(f'`{name}` {_type(of)}' for name, of in kind.children)})"
    return f"Nullable({_TYPES[str(kind)]})"


def difference(ours: list[dict[str, Any]], theirs: list[dict[str, Any]], sql: str) -> str:
    """Where the rows of ClickHouse (theirs) are not those of DuckDB, "" for nowhere; in any order
    where a question states none for all its rows."""
    if len(ours) != len(theirs):
        return f"{len(ours)} rows, and {len(theirs)}"
    if not re.search(r"\bORDER BY\b(?!.*\bFROM\b)", sql.replace("\n", " ")):
        ours, theirs = sorted(ours, key=repr), sorted(theirs, key=repr)
    for one, other in zip(ours, theirs, strict=True):
        if not _same(one, other):
            return f"{one}\n  {other}"
    return ""


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=PRECISION)
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)
