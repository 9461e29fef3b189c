"""Rows of ClickHouse as Python has those of DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from dashboard.store.clickhouse.values import LOCAL


def rows_of(
    names: Sequence[str], types: Sequence[Any], rows: Sequence[Sequence[Any]]
) -> list[dict[str, Any]]:
    """One dict a row. names, types, rows: of an answer, as clickhouse-connect gives it; a name may
    stand behind that of its table."""
    plain = [name.rpartition(".")[2] for name in names]
    return [
        {name: _read(value, kind) for name, value, kind in zip(plain, row, types, strict=True)}
        for row in rows
    ]


def _read(value: Any, kind: Any) -> Any:
    """A value by its type: flags are numbers of one byte, a list of nothing but NULL is NULL, a
    time is a moment, or what a clock showed (values.py)."""
    if value is None:
        return None
    if isinstance(value, list):
        return None if value == [None] else [_read(one, kind.element_type) for one in value]
    if isinstance(value, dict) and hasattr(kind, "element_types"):  # else a map
        inner = zip(value.items(), kind.element_types, strict=True)
        return {name: _read(one, of) for (name, one), of in inner}
    if isinstance(value, datetime):
        return value.replace(tzinfo=None if LOCAL in kind.name else UTC)
    return bool(value) if "UInt8" in kind.name else value
