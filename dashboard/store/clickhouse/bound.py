"""Bound values as ClickHouse takes them: with their types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NULL = "NULL"
"""The type of no value."""
_TYPES = {bool: "Bool", int: "Int64", float: "Float64", str: "String"}
_MOMENT = "DateTime64(6, 'UTC')"


def type_of(value: Any) -> str:
    """What ClickHouse calls the type of a value that a question is asked with."""
    if value is None:
        return NULL
    if isinstance(value, datetime):
        return _MOMENT
    if isinstance(value, Mapping):
        fields = ", ".join(f"`{name}` {_type_within(one)}" for name, one in value.items())
        return f"Tuple({fields})"
    if type(value) in _TYPES:
        return _TYPES[type(value)]
    return array_of(next((type_of(one) for one in value if one is not None), "String"))


def _type_within(value: Any) -> str:
    return array_of("Float64") if value is None else type_of(value)


def array_of(kind: str) -> str:
    """The type of a list, whose elements may be none."""
    return f"Array(Nullable({kind}))"


def given(value: Any) -> Any:
    """A value as the client writes it rightly into a request."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    if isinstance(value, Mapping):
        return tuple([] if one is None else given(one) for one in value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [given(one) for one in value]
    return value
