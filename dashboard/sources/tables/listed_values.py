"""Rows that are lists of values somewhere in a JSON document, with the names of their columns
elsewhere in it, as databases answer: BigQuery, Snowflake, Athena, Azure’s logs, Metabase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from dashboard.sources.raw import json_text
from dashboard.sources.raw.raw import Fault, RawRow
from dashboard.sources.tables.frames import SplitTable, are_names
from dashboard.sources.tables.json_object import JsonObject, members_of

_DEEPEST = 6
_LOOKED_AT = 20
_ROWS = ("f", "c", "Data", "row")
"""Under which a row of one member holds its cells."""
_CELLS = ("v", "VarCharValue", "stringValue", "longValue", "doubleValue", "booleanValue")
"""Under which a cell holds its value."""
_MAY_HOLD = re.compile(r'\[\s*(?:\[|\{\s*"(?:f|c|Data|row)"\s*:\s*\[)')
_NAMED = ("label", "name", "Name", "columnName", "ColumnName", "id")
_SECONDS = re.compile(r"-?\d+\.\d+(?:[eE]\+?\d+)?(?:\s+\d+)?")
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


class _Column(NamedTuple):
    name: str
    kind: str


class ListedTable(SplitTable):
    """Rows that are lists of values, of which each may stand in an object of its own."""

    def __init__(
        self, file: str, text: str, at: int, columns: Sequence[_Column], begin: int
    ) -> None:
        """at: where the list of rows stands; columns: with the database's types, where told; begin:
        how many of its entries are no rows."""
        super().__init__(file, text, at, [column.name for column in columns], begin)
        self._kinds = {column.name: column.kind.casefold() for column in columns}

    def _values(self, entry: Any) -> Any:
        return _cells(entry)

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each row, its times of a column of times as such."""
        for row in super().rows():
            if isinstance(row, RawRow):
                values = {key: _read(value, self._kinds[key]) for key, value in row.values.items()}
                yield row._replace(values=values)
            else:
                yield row


class PairsTable(SplitTable):
    """Rows that are lists of names and values, as CloudWatch answers."""

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each row; a fault for what is none."""
        text = self._text
        for number, one in enumerate(json_text.elements(text, self._at), 1):
            if one.fault is None and _is_pairs(one.value):
                yield RawRow(number, {cell["field"]: cell.get("value") for cell in one.value})
            else:
                reason = one.fault or "it should be a list of fields with their values"
                yield Fault(number, reason, text[one.start : one.end][:500])


def _is_pairs(entry: Any) -> bool:
    return isinstance(entry, list) and all(
        isinstance(cell, dict) and cell.keys() == {"field", "value"} for cell in entry
    )


def listed_values(source: JsonObject) -> SplitTable | None:
    """The rows of a document that holds one list of lists of values, names that fit it, and no list
    of objects as long."""
    alone = source.inner("runs")  # a single run
    if _MAY_HOLD.search(source.text) is None or (alone and alone.at):
        return None
    lists = [*_lists(source, _DEEPEST)]
    held = [one for one in lists if _width(source, one)]
    pairs = [one for one in held if all(map(_is_pairs, _first(source, one)))]
    if len(held) == 1 and pairs:
        return PairsTable(source.file, source.text, pairs[0], ())
    if len(held) != 1:
        return None
    at, width = held[0], _width(source, held[0])
    others = {one: _columns(source, one) for one in lists if one != at}
    fitting = [columns for columns in others.values() if len(columns) == width]
    if not fitting or any(_is_as_long(source, one, at) for one in others if not others[one]):
        return None
    names = [column.name for column in fitting[0]]
    begin = int(_cells(_first(source, at)[0]) == names)  # Athena has them above the rows, too
    return ListedTable(source.file, source.text, at, fitting[0], begin)


def _lists(source: JsonObject, deepest: int) -> Iterator[int]:
    """Where the lists of a document stand, in objects and in lists of one of these."""
    for key, at in source.at.items():
        inner = source.inner(key) if deepest else None
        if source.is_list(key):
            yield at
            entries = [*islice(json_text.elements(source.text, at), 2)]
            alone = len(entries) == 1 and isinstance(entries[0].value, dict)
            if alone and deepest and not _width(source, at):
                begin = entries[0].start
                members, end = members_of(source.file, source.text, begin)
                inner = JsonObject(
                    source.file, source.text, members, end, source.document_end, begin
                )
        if inner:
            yield from _lists(inner, deepest - 1)


def _first(source: JsonObject, at: int) -> list[Any]:
    return [one.value for one in islice(json_text.elements(source.text, at), _LOOKED_AT)]


def _width(source: JsonObject, at: int) -> int:
    """How many values each of the first rows of a list has; 0 of what is no list of such rows."""
    rows = [_cells(entry) for entry in _first(source, at)]
    widths = {len(row) if row else 0 for row in rows}
    return widths.pop() if len(widths) == 1 else 0


def _cells(entry: Any) -> list[Any] | None:
    """The values of a row, which may stand in an object, as may each of them."""
    if isinstance(entry, dict) and entry.keys() - {"meta"} <= {*_ROWS}:
        entry = next((entry[key] for key in _ROWS if key in entry), None)
    if not isinstance(entry, list):
        return None
    return [_cell(one) for one in entry]


def _cell(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if not value or value.keys() == {"isNull"}:
        return None
    return next((value[key] for key in _CELLS if key in value), value)


def _columns(source: JsonObject, at: int) -> list[_Column]:
    """The names in a list, which are texts or stand in objects; [] of what is no list of such."""
    found = [one.value for one in json_text.elements(source.text, at)]
    if found and all(isinstance(one, dict) for one in found):
        key = next((key for key in _NAMED if are_names([one.get(key) for one in found])), "")
        return [_Column(one[key], str(one.get("type"))) for one in found] if key else []
    return [_Column(name, "") for name in found] if are_names(found) else []


def _is_as_long(source: JsonObject, one: int, rows: int) -> bool:
    """Whether a list holds objects, and as many as another holds rows."""
    if not any(isinstance(entry, dict) for entry in _first(source, one)):
        return False
    count = sum(1 for _ in json_text.elements(source.text, rows))
    return sum(1 for _ in islice(json_text.elements(source.text, one), count)) == count


def _read(value: Any, kind: str) -> Any:
    """A time as databases write it into JSON, as seconds since 1970; all else as it stands."""
    if kind.startswith("timestamp") and type(value) is str and _SECONDS.fullmatch(value.strip()):
        with suppress(ValueError, OverflowError):
            made = _SINCE + timedelta(seconds=float(value.split()[0]))
            return (made.replace(tzinfo=None) if "ntz" in kind else made).isoformat()
    return value
