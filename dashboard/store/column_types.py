"""Of which types the declared columns are in DuckDB and in Arrow."""

from __future__ import annotations

import pyarrow as pa

from dashboard.records.schema import TABLES, Column, ValueKind

DUCKDB_TYPES = {
    ValueKind.TEXT: "VARCHAR",
    ValueKind.WORD: "VARCHAR",
    ValueKind.TIME: "TIMESTAMPTZ",
    ValueKind.NUMBER: "DOUBLE",
    ValueKind.INTEGER: "BIGINT",
    ValueKind.FLAG: "BOOLEAN",
    ValueKind.LIST: "VARCHAR[]",
    ValueKind.TOOLS: "STRUCT(name VARCHAR, category VARCHAR, ok BOOLEAN, error VARCHAR,"
    " wrote BOOLEAN)[]",
    ValueKind.EFFECTS: "STRUCT(kind VARCHAR, id VARCHAR, url VARCHAR, customer_visible BOOLEAN)[]",
    ValueKind.JSON: "VARCHAR",
}

ARROW_TYPES = {
    ValueKind.TEXT: pa.string(),
    ValueKind.WORD: pa.string(),
    ValueKind.TIME: pa.timestamp("us", tz="UTC"),
    ValueKind.NUMBER: pa.float64(),
    ValueKind.INTEGER: pa.int64(),
    ValueKind.FLAG: pa.bool_(),
    ValueKind.LIST: pa.list_(pa.string()),
    ValueKind.TOOLS: pa.list_(
        pa.struct(
            [
                ("name", pa.string()),
                ("category", pa.string()),
                ("ok", pa.bool_()),
                ("error", pa.string()),
                ("wrote", pa.bool_()),
            ]
        )
    ),
    ValueKind.EFFECTS: pa.list_(
        pa.struct(
            [
                ("kind", pa.string()),
                ("id", pa.string()),
                ("url", pa.string()),
                ("customer_visible", pa.bool_()),
            ]
        )
    ),
    ValueKind.JSON: pa.string(),
}


def columns_sql(columns: tuple[Column, ...]) -> str:
    """Column names with their DuckDB types."""
    return ", ".join(f"{column.name} {DUCKDB_TYPES[column.kind]}" for column in columns)


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a batch of one table."""
    return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in TABLES[table]])
