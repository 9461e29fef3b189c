"""JSON as data frames and databases write it: columns by their names, with a value for each row; or
the names of the columns beside lists of values; or rows under their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from dashboard.sources.raw import json_walk
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.raw.raw import KEY, Fault, RawRow, Record
from dashboard.sources.tables.json_object import ElementAt, JsonObject, KeyedTable
from dashboard.sources.tables.json_records import show

_NAMES = ("columns", "meta", "cols", "fields", "schema")
_LISTS = ("data", "rows", "values", "result")
"""Where the names of columns stand, and where the lists of values do."""


class ColumnsTable:
    """Rows of which each column is an object with a value under the name of the row.

    numbered: whether the rows are called 0, 1, 2, as they are where nobody named them.
    """

    header: tuple[str, ...] = ()

    def __init__(self, file: str, columns: dict[str, Record]) -> None:
        self.file = file
        self.counted = "row"
        self.columns = columns
        self._names = tuple(next(iter(columns.values())))
        self.numbered = are_numbers(self._names)

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each row, with its name under KEY where it has one."""
        for number, name in enumerate(self._names, 1):
            values = {column: held[name] for column, held in self.columns.items()}
            yield RawRow(number, values if self.numbered else values | {KEY: name})

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


class SplitTable:
    """Rows that are lists of values, with the names of the columns beside them."""

    header: tuple[str, ...] = ()

    def __init__(
        self, file: str, text: LongText, at: int, columns: Sequence[str], begin: int = 0
    ) -> None:
        """at: where the list of rows stands in the text; begin: how many of its entries are no
        rows. Below names in such an entry, as a spreadsheet answers, the last cells of a row that
        are empty may not be there."""
        self.file = file
        self.counted = "row"
        self._text = text
        self._at = at
        self._columns = columns
        self._begin = begin

    @property
    def is_headed(self) -> bool:
        """Whether the names stand in the list itself, where a row may as well."""
        return self._begin > 0

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each row; a fault for a list of more or fewer values than there are columns."""
        text, entries = self._text, json_walk.elements(self._text, self._at)
        for number, one in enumerate(islice(entries, self._begin, None), 1):
            reason, values = one.fault, self._values(one.value)
            if reason is None and not isinstance(values, list):
                reason = "it should be a list of values"
            elif reason is None and not self._fits(len(values)):
                reason = f"it has {len(values):,} values, and there are {len(self._columns):,} "
                reason += "columns"
            if reason is None:
                yield RawRow(number, dict(zip(self._columns, values, strict=False)))
            else:
                yield Fault(number, reason, text[one.start : one.end][:500])

    def _values(self, entry: Any) -> Any:
        """The values of an entry of the list of rows."""
        return entry

    def _fits(self, values: int) -> bool:
        columns = len(self._columns)
        return values == columns or (bool(self._begin) and values < columns)

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


class NumberedTable(KeyedTable):
    """Rows under 0, 1, 2, which are no names of theirs."""

    def made_with(self, element_at: ElementAt, most: int) -> Iterator[RawRow | Fault]:
        """Each row without its number."""
        for row in super().made_with(element_at, most):
            if isinstance(row, RawRow):
                del row.values[KEY]
            yield row


Frame = ColumnsTable | SplitTable | NumberedTable


def frame(source: JsonObject) -> Frame | None:
    """The rows of a data frame, if the object is one."""
    if found := _split(source):
        return found
    if columns := by_lists(source):
        return columns
    if any(source.text[at : at + 1] != "{" for at in source.at.values()):
        return None
    if are_numbers(tuple(source.at)):
        return NumberedTable(source.file, source.text, source.at)
    return _by_columns(source)


def _split(source: JsonObject) -> SplitTable | None:
    """Lists of values beside the names of their columns, which are texts or, as databases tell
    their types too, stand in objects."""
    named = next((key for key in _NAMES if source.is_list(key)), None)
    held = next((key for key in _LISTS if source.is_list(key)), None)
    others = {key: at for key, at in source.at.items() if key not in (named, held)}
    if held is None or any(_holds(source.text, at, "{") for at in others.values()):
        return None  # or rows stand elsewhere
    if "runs" in others and source.inner("runs") and source.value("runs"):
        return None  # a single one, or each under its name
    at = source.at[held]
    if named is None:
        return headed(source.file, source.text, at)
    names = source.value(named)
    if _is_list_of(dict, names):
        names = [one.get("name") for one in names]
    found = are_names(names) and _holds(source.text, at, "[")
    return SplitTable(source.file, source.text, at, names) if found else None


def headed(file: str, text: LongText, at: int) -> SplitTable | None:
    """Lists of values of which the first holds the names of the columns, as spreadsheets answer."""
    first = next(json_walk.elements(text, at), None) if _holds(text, at, "[") else None
    if first is None or not are_names(first.value):
        return None
    return SplitTable(file, text, at, first.value, begin=1)


def _holds(text: LongText, at: int, sign: str) -> bool:
    """Whether a list stands there, and one or an object, as its sign says, first in it."""
    inner = text.space(at + 1)
    return text[at : at + 1] == "[" and text[inner : inner + 1] == sign


def are_names(value: Any) -> bool:
    """Whether it is a list of texts, each of another."""
    return _is_list_of(str, value) and all(value) and len(set(value)) == len(value)


def by_lists(source: JsonObject) -> ColumnsTable | None:
    """Columns that are lists of as many values, with nothing beside them."""
    if len(source.at) < 2 or any(_holds(source.text, at, "{") for at in source.at.values()):
        return None
    if not all(map(source.is_list, source.at)):
        return None
    columns = {key: source.value(key) for key in source.at}
    lengths = {len(held) if held else 0 for held in columns.values()}
    if len(lengths) > 1 or 0 in lengths:
        return None
    rows = {key: {str(at): one for at, one in enumerate(held)} for key, held in columns.items()}
    return ColumnsTable(source.file, rows)


def _by_columns(source: JsonObject) -> ColumnsTable | None:
    if not _are_columns(map(source.shortened, source.at), len(source.at)):
        return None  # without that very long ones are decoded whole
    columns = {column: source.value(column) for column in source.at}
    found = _are_columns(columns.values(), len(columns))
    return ColumnsTable(source.file, columns) if found else None


def _are_columns(columns: Iterable[Any], many: int) -> bool:
    """Whether each is an object with a value for each of the same rows; one alone only where these
    are numbered."""
    names: list[str] = []
    for held in columns:
        if not isinstance(held, dict) or not held or (names and list(held) != names):
            return False
        names = names or list(held)
    return bool(names) and (many > 1 or are_numbers(names))


def are_numbers(names: Sequence[str]) -> bool:
    """Whether they are 0, 1, 2 and so on."""
    return bool(names) and all(name == str(at) for at, name in enumerate(names))


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(type(one) is kind for one in value)
