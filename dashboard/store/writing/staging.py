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
from dashboard.store.tables import REJECTS_SCHEMA, arrow_schema, columns_sql

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
    _append(connection, name, arrow_schema(batch.table), batch.rows)


def _insert_rejected(connection: duckdb.DuckDBPyConnection, batch: Batch, import_id: int) -> None:
    rows = [(import_id, *astuple(row)) for row in batch.rejected]
    _append(connection, "rejects", REJECTS_SCHEMA, rows)


def _append(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    schema: pa.Schema,
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Add rows to a table, all at once."""
    if not rows:
        return
    arrays = [
        pa.array(values, type=field.type)
        for values, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    connection.register("batch_rows", pa.Table.from_arrays(arrays, schema=schema))
    connection.execute(f"INSERT INTO {table} SELECT * FROM batch_rows")
    connection.unregister("batch_rows")
