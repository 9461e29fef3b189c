"""JSON within a row that SQL can't tell for sure, read as the exact reader reads it.

A row whose one odd value is a list or an object need not be read as a whole by the exact reader:
its converters read that value alone: the text of a cell, or what a line of JSON holds as DuckDB
writes it. There decimal numbers are not always spelled as in the file; where that matters nothing
is said.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import duckdb
from duckdb.func import SPECIAL
from duckdb.sqltypes import VARCHAR

from dashboard.records.convert import TEXT_LIMIT, converter
from dashboard.records.entries import keeps_all
from dashboard.records.kept import dumped
from dashboard.records.schema import EFFECT_KEYS, RUN_COLUMNS, TOOL_CALL_KEYS, Column, ValueKind
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw_text import is_absent

KEYS = {ValueKind.TOOLS: TOOL_CALL_KEYS, ValueKind.EFFECTS: EFFECT_KEYS}
"""The keys of the objects of which a column is a list."""
_LONGEST = TEXT_LIMIT // 2
"""Letters of a value that is kept whole: a text made of it is not cut."""
Function = Callable[[Any], str | None]
"""Of a value the text that is sure; what it raises says that nothing is."""


def register(connection: duckdb.DuckDBPyConnection, value_of: Callable[[str], Any]) -> None:
    """Have the connection know the functions kept_json; and of each column of objects, like
    tools_called, tools_called_objects and tools_called_beyond.

    Each is given a text, of which value_of makes what the exact reader would be given. kept_json
    gives it as it is kept in `extra`, …_objects the list of objects as JSON with all their keys,
    NULL where that is not sure; …_beyond, of what is sure, what is kept in `extra`, too, since it
    says more than these keys can hold, else NULL.
    """
    functions: dict[str, Function] = {"kept_json": _kept}
    for column in RUN_COLUMNS:
        if column.kind in KEYS:
            functions[f"{column.name}_objects"] = _objects(column)
            functions[f"{column.name}_beyond"] = _beyond(column)
    for name, function in functions.items():
        with suppress(duckdb.InvalidInputException):  # none is known from an import before
            connection.remove_function(name)
        of_text = _if_sure(function, value_of)
        connection.create_function(name, of_text, [VARCHAR], VARCHAR, null_handling=SPECIAL)


def _if_sure(
    function: Function, value_of: Callable[[str], Any]
) -> Callable[[str | None], str | None]:
    def if_sure(text: str | None) -> str | None:
        with suppress(BadValue, ValueError, RecursionError):
            return None if text is None or len(text) > _LONGEST else function(value_of(text))
        return None

    return if_sure


def _kept(value: Any) -> str | None:
    return None if is_absent(value) else _encoded(value)


def _objects(column: Column) -> Function:
    convert, keys = converter(column), KEYS[column.kind]

    def objects(value: Any) -> str | None:
        if _is_rewritten(value, keys):
            return None
        _encoded(value)  # what is beyond the objects may be kept
        made = convert(value)
        return None if made is None else _encoded(made)

    return objects


def _beyond(column: Column) -> Function:
    keys = KEYS[column.kind]

    def beyond(value: Any) -> str | None:
        return None if keeps_all(value, keys) else _encoded(value)

    return beyond


def _encoded(value: Any) -> str:
    """A value as JSON as it is kept. Raises UnicodeError for half characters."""
    text = dumped(value)
    text.encode()
    return text


def _is_rewritten(value: Any, keys: tuple[str, ...]) -> bool:
    """Whether an object may have had its numbers spelled otherwise where they become text."""
    if isinstance(value, str):
        return False
    return any(
        isinstance(part, float | list | dict)
        for entry in (value if isinstance(value, list) else [value])
        for part in (map(entry.get, keys) if isinstance(entry, dict) else (entry,))
    )
