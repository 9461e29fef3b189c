"""Rows of Python values become rows of a table, and nothing imports pandas for it."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from dashboard.records.schema import TABLES, ValueKind
from dashboard.store.column_types import DUCKDB_TYPES, arrow_schema
from dashboard.store.held_rows import held
from tests.benchmarks.wide_export import write_csv, write_ndjson

_LOADED = """
import sys
from pathlib import Path
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
home, path = map(Path, sys.argv[1:])
done = load(Home(home), path, mapping=None, answers=Answers(), progress=lambda read: None)
print(done.read, done.rejected, "pandas" in sys.modules)
"""


def _rows(connection: DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute("FROM some_rows").fetchall()


def test_rows_keep_their_values_and_order() -> None:
    types = {"trigger": "VARCHAR", "n": "BIGINT", "flag": "BOOLEAN", "list": "VARCHAR[]"}
    rows = [("b", 2, True, ["x", None]), (None, None, None, None), ("a\0’", -1, False, [])]
    with duckdb.connect() as connection, held(connection, "some_rows", types, rows):
        assert _rows(connection) == rows


def test_there_may_be_no_rows() -> None:
    with duckdb.connect() as connection, held(connection, "some_rows", {"n": "BIGINT"}, []):
        assert _rows(connection) == []


def test_every_kind_of_column_is_held_as_arrow_would_give_it() -> None:
    import pyarrow as pa

    at = datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    tool = {"name": "x", "category": None, "ok": True, "error": 'it\'s {"no"}', "wrote": None}
    effect = {"kind": "mail", "id": "1", "url": None, "customer_visible": False}
    values = {
        ValueKind.TEXT: "ü, \"x\" '\n", ValueKind.WORD: "bad", ValueKind.TIME: at,
        ValueKind.NUMBER: 0.1, ValueKind.INTEGER: 2**53 + 1, ValueKind.FLAG: True,
        ValueKind.LIST: ["a", "null", "[b, 'c"], ValueKind.TOOLS: [tool],
        ValueKind.EFFECTS: [effect], ValueKind.JSON: '{"a": 1e400}',
    }  # fmt: skip
    columns = TABLES["runs"]
    row = tuple(values[column.kind] for column in columns)
    rows = [row, (None,) * len(row)]
    types = {column.name: DUCKDB_TYPES[column.kind] for column in columns}
    schema = arrow_schema("runs")
    arrays = [
        pa.array(cells, field.type)
        for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    with duckdb.connect() as connection, held(connection, "some_rows", types, rows):
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("as_arrow", pa.Table.from_arrays(arrays, schema=schema))
        assert _rows(connection) == connection.execute("FROM as_arrow").fetchall()
        assert at in _rows(connection)[0]


def test_an_import_takes_no_pandas(tmp_path: Path) -> None:
    """Neither of lines that are plain, nor of some that are doubtful or rejected."""
    for name, write in (("runs.ndjson", write_ndjson), ("runs.csv", write_csv)):
        path = tmp_path / name
        write(path, 1_000, damaged=True)
        command = [sys.executable, "-c", _LOADED, str(tmp_path / f"home of {name}"), str(path)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        said = done.stdout.split()[-3:]  # DuckDB may have drawn its progress before
        assert (int(said[0]) >= 1_000, int(said[1]) >= 1, said[2]) == (True, True, "False")
