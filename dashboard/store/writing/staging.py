"""Read an export into temporary tables, from which its rows are merged; rejected ones are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.records.rows import Batch, Export
from dashboard.records.schema import TABLES
from dashboard.store.column_types import DUCKDB_TYPES, arrow_schema, columns_sql
from dashboard.store.held_rows import held
from dashboard.store.tables import REJECT_COLUMNS
from dashboard.store.writing.threads import work_together

_FEW = 2_000
"""Rows of a batch for which it is not worth to begin with Arrow (store/held_rows.py), which takes
a fifth of the time for each row."""

Progress = Callable[[int], None]
"""Told how many rows were read so far."""


def stage(
    connection: duckdb.DuckDBPyConnection, export: Export, import_id: int, progress: Progress
) -> tuple[int, Counter[str]]:
    """Read the whole export into temporary tables.

    Gives the rows of runs that were read, and per table the rows that were rejected.
    """
    for table, columns in TABLES.items():
        name = "staged" if table == "runs" else f"staged_{table}"
        connection.execute(f"CREATE TEMP TABLE {name} ({columns_sql(columns)})")
    read, rejected = 0, Counter[str]()
    for batch in export.batches():
        _insert(connection, batch)
        _insert_rejected(connection, batch, import_id)
        read += batch.read
        rejected[batch.table] += len(batch.rejected)
        progress(read)
    return read, rejected


def _insert(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    name = "staged" if batch.table == "runs" else f"staged_{batch.table}"
    if len(batch.rows) > _FEW:
        _append(connection, name, arrow_schema(batch.table), batch.rows)
    elif batch.rows:
        types = {column.name: DUCKDB_TYPES[column.kind] for column in TABLES[batch.table]}
        with held(connection, "batch_rows", types, batch.rows):
            connection.execute(f"INSERT INTO {name} FROM batch_rows")


def _insert_rejected(connection: duckdb.DuckDBPyConnection, batch: Batch, import_id: int) -> None:
    if batch.rejected:
        rows = [(import_id, *astuple(row)) for row in batch.rejected]
        with held(connection, "rejected", REJECT_COLUMNS, rows):
            connection.execute("INSERT INTO rejects FROM rejected")


def _append(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    schema: pa.Schema,
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Add many rows to a table, all at once."""
    work_together(connection)
    arrays = [
        pa.array(values, type=field.type)
        for values, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    connection.register("batch_rows", pa.Table.from_arrays(arrays, schema=schema))
    connection.execute(f"INSERT INTO {table} SELECT * FROM batch_rows")
    connection.unregister("batch_rows")
