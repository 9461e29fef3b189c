"""Values of canonical columns as text and as JSON, each in the form that a load reads back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from dashboard.records.schema import Column, ValueKind

Form = Callable[[Any], Any]


def rows(
    batches: Iterable[pa.RecordBatch], columns: Sequence[Column], forms: Mapping[ValueKind, Form]
) -> Iterator[tuple[Any, ...]]:
    """The rows of batches, each value that is there in the form of its column's kind."""
    for batch in batches:
        yield from zip(
            *(_written(batch[column.name], forms.get(column.kind)) for column in columns),
            strict=True,
        )


def _written(column: pa.Array, form: Form | None) -> list[Any]:
    values = column.to_pylist()
    return [None if value is None else form(value) for value in values] if form else values


def _time(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _said(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries of a list without the keys of which nothing is known."""
    return [{key: value for key, value in entry.items() if value is not None} for entry in entries]


AS_TEXT: dict[ValueKind, Form] = {
    ValueKind.TIME: _time,
    ValueKind.NUMBER: _number,
    ValueKind.INTEGER: str,
    ValueKind.FLAG: _json,
    ValueKind.LIST: _json,
    ValueKind.TOOLS: lambda entries: _json(_said(entries)),
    ValueKind.EFFECTS: lambda entries: _json(_said(entries)),
}
"""How cells are written; texts, words and JSON stand as they are."""

_PLAIN = (
    ValueKind.TEXT,
    ValueKind.WORD,
    ValueKind.NUMBER,
    ValueKind.INTEGER,
    ValueKind.FLAG,
    ValueKind.LIST,
)
AS_JSON: dict[ValueKind, Form] = {
    **dict.fromkeys(_PLAIN, _json),
    ValueKind.TIME: lambda moment: f'"{_time(moment)}"',
    ValueKind.TOOLS: AS_TEXT[ValueKind.TOOLS],
    ValueKind.EFFECTS: AS_TEXT[ValueKind.EFFECTS],
}
"""How values stand in JSON: its text; that of JSON stands as it is."""
