"""Rows that are lists of values somewhere in a JSON document, with the names of their columns
elsewhere in it, as databases answer: BigQuery, Snowflake, Athena, Azure’s logs, Metabase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from dashboard.sources.raw import json_walk
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.raw.raw import Fault, RawRow
from dashboard.sources.tables.frames import ColumnsTable, SplitTable, are_names, by_lists
from dashboard.sources.tables.json_object import JsonObject, members_of

_DEEPEST = 6
_LOOKED_AT = 20
_ROWS = ("f", "c", "Data", "row")
"""Under which a row of one member holds its cells."""
_CELLS = ("v", "VarCharValue", "stringValue", "longValue", "doubleValue", "booleanValue")
"""Under which a cell holds its value."""
_MAY_HOLD = re.compile(rb'\[\s*(?:\[|\{\s*"(?:f|c|Data|row)"\s*:\s*\[)')
_NAMED = ("label", "name", "Name", "columnName", "ColumnName", "id")
_SECONDS = re.compile(r"-?\d+\.\d+(?:[eE]\+?\d+)?(?:\s+\d+)?")
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


class _NamedColumn(NamedTuple):
    name: str
    kind: str


class ListedTable(SplitTable):
    """Rows that are lists of values, of which each may stand in an object of its own."""

    def __init__(
        self, file: str, text: LongText, at: int, columns: Sequence[_NamedColumn], begin: int
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
        for number, one in enumerate(json_walk.elements(text, self._at), 1):
            if one.fault is None and _is_pairs(one.value):
                yield RawRow(number, {cell["field"]: cell.get("value") for cell in one.value})
            else:
                reason = one.fault or "it should be a list of fields with their values"
                yield Fault(number, reason, text[one.start : one.end][:500])


def _is_pairs(entry: Any) -> bool:
    return isinstance(entry, list) and all(
        isinstance(cell, dict) and cell.keys() == {"field", "value"} for cell in entry
    )


def listed_values(source: JsonObject) -> list[ColumnsTable | SplitTable]:
    """The rows of a document that holds columns as lists under `data`, or one list of lists of
    values and no list of objects as long: once for each list of names that fits it. None are looked
    for where `runs` holds any."""
    if _holds_runs(source):
        return []
    data = source.inner("data")
    is_alone = not any(source.is_list(key) for key in source.at if key != "meta")
    if data and is_alone and (columns := by_lists(data)):
        return [columns]
    if not source.text.holds(_MAY_HOLD):
        return []
    lists = [*_lists(source, _DEEPEST)]
    widths = {at: width for at in lists if (width := _width(source, at))}
    if len(widths) != 1:
        return []
    ((at, width),) = widths.items()
    if all(map(_is_pairs, _first(source, at))):
        return [PairsTable(source.file, source.text, at, ())]
    others = {one: _columns(source, one, width) for one in lists if one != at}
    if any(_is_as_long(source, one, at) for one, columns in others.items() if not columns):
        return []
    named = {tuple(column.name for column in columns): columns for columns in others.values()}
    above = _cells(_first(source, at)[0])  # Athena has the names above the rows, too
    return [
        ListedTable(source.file, source.text, at, columns, int(above == list(names)))
        for names, columns in named.items()
        if names
    ]


def _holds_runs(source: JsonObject) -> bool:
    """Whether there are objects under `runs`, or a single one."""
    if inner := source.inner("runs"):
        return bool(inner.at)
    return source.is_list("runs") and any(
        isinstance(entry, dict) for entry in _first(source, source.at["runs"])
    )


def _lists(source: JsonObject, deepest: int) -> Iterator[int]:
    """Where the lists of a document stand, in objects and in lists of one of these."""
    for key, at in source.at.items():
        inner = source.inner(key) if deepest else None
        if source.is_list(key):
            yield at
            entries = [*islice(json_walk.elements(source.text, at), 2)]
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
    return [one.value for one in islice(json_walk.elements(source.text, at), _LOOKED_AT)]


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


def _columns(source: JsonObject, at: int, width: int) -> list[_NamedColumn]:
    """The names in a list, which are texts or stand in objects; [] of what is no list of so many
    names."""
    entries = islice(json_walk.elements(source.text, at), width + 1)
    found = [one.value for one in entries]
    if len(found) != width:
        return []
    if all(isinstance(one, dict) for one in found):
        key = next((key for key in _NAMED if are_names([one.get(key) for one in found])), "")
        return [_NamedColumn(one[key], str(one.get("type"))) for one in found] if key else []
    return [_NamedColumn(name, "") for name in found] if are_names(found) else []


def _is_as_long(source: JsonObject, one: int, rows: int) -> bool:
    """Whether a list holds objects, and as many as another holds rows, which stands not in it."""
    if not any(isinstance(entry, dict) for entry in _first(source, one)):
        return False
    if one < rows < json_walk.end_of_list(source.text, one):
        return False
    count = sum(1 for _ in json_walk.elements(source.text, rows))
    return sum(1 for _ in islice(json_walk.elements(source.text, one), count)) == count


def _read(value: Any, kind: str) -> Any:
    """A time as databases write it into JSON, as seconds since 1970; all else as it stands."""
    if kind.startswith("timestamp") and type(value) is str and _SECONDS.fullmatch(value.strip()):
        with suppress(ValueError, OverflowError):
            made = _SINCE + timedelta(seconds=float(value.split()[0]))
            return (made.replace(tzinfo=None) if "ntz" in kind else made).isoformat()
    return value
