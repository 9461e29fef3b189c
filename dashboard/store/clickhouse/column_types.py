"""Tables of DuckDB as ClickHouse has them."""

from __future__ import annotations

from typing import Any

import duckdb

_TYPES = {
    "VARCHAR": "String", "TIMESTAMP WITH TIME ZONE": "DateTime64(6, 'UTC')", "DOUBLE": "Float64",
    "BIGINT": "Int64", "INTEGER": "Int32", "UBIGINT": "UInt64", "BOOLEAN": "Bool", "DATE": "Date32",
}  # fmt: skip


def columns_of(held: duckdb.DuckDBPyRelation) -> str:
    """The columns of rows, as a table is declared."""
    pairs = zip(held.columns, held.dtypes, strict=True)
    return ", ".join(f"`{name}` {_type(kind)}" for name, kind in pairs)


def with_whole_lists(held: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The same rows, with the list that stands for NULL (lists.py)."""
    chosen = (
        f'coalesce("{name}", [NULL]) AS "{name}"' if kind.id == "list" else f'"{name}"'
        for name, kind in zip(held.columns, held.dtypes, strict=True)
    )
    return held.select(", ".join(chosen))


def _type(kind: Any) -> str:
    """A type; what may be NULL is Nullable."""
    if kind.id == "list":
        ((_, element),) = kind.children
        inner = _type(element)
        return f"Array({f'Nullable({inner})' if element.id == 'struct' else inner})"
    if kind.id == "struct":
        return f"Tuple({', '.join(f'`{name}` {_type(of)}' for name, of in kind.children)})"
    return f"Nullable({_TYPES[str(kind)]})"
