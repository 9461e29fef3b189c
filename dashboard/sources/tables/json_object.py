"""An object of JSON that holds the rows under its keys, or is the only one."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

from dashboard.errors import ExportRefused
from dashboard.sources.raw import json_walk
from dashboard.sources.raw.json_walk import Element
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.raw.raw import KEY, Fault, RawRow, Record, with_small_keys
from dashboard.sources.tables.json_records import ListTable, row_of, show

ElementAt: TypeAlias = Callable[[LongText, int], Element]


class KeyedTable:
    """An object whose values are the rows, each of which gets its key under KEY."""

    header: tuple[str, ...] = ()

    def __init__(
        self,
        file: str,
        text: LongText,
        at: dict[str, int],
        known: dict[int, Element] | None = None,
    ) -> None:
        """at: where the value of each key begins; known: as look_at takes it."""
        self.file = file
        self.counted = "line"
        self._text = text
        self._at = at
        self._known = {} if known is None else known

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each value's object with the line where it begins; a fault for what is none."""
        return self.made_with(json_walk.element_at, len(self._text))

    def shortened(self) -> Iterator[RawRow | Fault]:
        """The same with the beginning of very long ones."""
        look_at = partial(json_walk.look_at, known=self._known)
        return self.made_with(look_at, json_walk.LONG)

    def made_with(self, element_at: ElementAt, most: int) -> Iterator[RawRow | Fault]:
        """The rows of elements that are read so. most: how much of the text of one is looked at."""
        text, line, counted = self._text, 1, 0
        for key, at in self._at.items():
            line += text.lines(counted, at)
            counted = at
            element = element_at(text, at)
            whole = text[at : _end(text, element, at + most)]
            row = row_of(line, element.value, element.fault, whole)
            yield row if isinstance(row, Fault) else row._replace(values={**row.values, KEY: key})

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


@dataclass(frozen=True, slots=True)
class JsonObject:
    """An object of a JSON file: where it begins and ends, the value of each of its keys, and the
    end of the outermost object of the file; decoded: by where they begin those of its objects that
    were looked at as rows; values: and the values of keys that were asked for; inners: and the
    members of the objects in it; known: and its very long values that were looked at."""

    file: str
    text: LongText
    at: dict[str, int]
    end: int
    document_end: int
    begin: int = 0
    decoded: dict[int, RawRow | Fault] = field(default_factory=dict, repr=False, compare=False)
    values: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)
    known: dict[int, Element] = field(default_factory=dict, repr=False, compare=False)
    inners: dict[int, tuple[dict[str, int], int]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def in_small_letters(self, known: Container[str]) -> JsonObject:
        """The same object with these keys also where they are written in capitals."""
        return replace(self, at=with_small_keys(self.at, known, self.file))

    def value(self, key: str) -> Any:
        """The value of a key; None if it is absent or cannot be decoded."""
        if key not in self.at:
            return None
        begin = self.at[key]
        if begin not in self.values:
            self.values[begin] = json_walk.element_at(self.text, begin).value
        return self.values[begin]

    def shortened(self, key: str) -> Any:
        """The same, of a very long value its beginning."""
        found = json_walk.look_at(self.text, self.at[key], self.known)
        return self.value(key) if found.end - found.start <= json_walk.LONG else found.value

    def is_list(self, key: str) -> bool:
        """Whether a list stands under a key."""
        return key in self.at and self.text[self.at[key] : self.at[key] + 1] == "["

    def table(self, key: str) -> ListTable | None:
        """The list under a key; None if there is none."""
        if self.is_list(key):
            return ListTable(self.file, self.text, self.at[key], self.document_end)
        return None

    def inner(self, key: str) -> JsonObject | None:
        """The object under a key; None if there is none."""
        if key in self.at and self.text[self.at[key] : self.at[key] + 1] == "{":
            begin = self.at[key]
            if begin not in self.inners:
                self.inners[begin] = members_of(self.file, self.text, begin)
            at, end = self.inners[begin]
            return replace(self, at=at, begin=begin, end=end)
        return None

    def one_row(self) -> WholeTable:
        """The object as the only row."""
        return WholeTable(self)

    def row(self) -> RawRow | Fault:
        """The object as a row."""
        if self.end - self.begin <= json_walk.LONG:
            return self.row_shortened()
        return self._row(json_walk.element_at(self.text, self.begin), self.end)

    def row_shortened(self) -> RawRow | Fault:
        """The same of a beginning, if it is very long. Many formats look at it, so that it is
        decoded once."""
        if self.begin not in self.decoded:
            found = json_walk.look_at(self.text, self.begin, self.known)
            self.decoded[self.begin] = self._row(found, self.begin + json_walk.LONG)
        return self.decoded[self.begin]

    def _row(self, found: Element, until: int) -> RawRow | Fault:
        line = self.text.lines(0, self.begin) + 1
        text = self.text[self.begin : _end(self.text, found, until)]
        return row_of(line, found.value, found.fault, text)


class WholeTable:
    """An object that is the only row."""

    header: tuple[str, ...] = ()

    def __init__(self, whole: JsonObject) -> None:
        self.file = whole.file
        self.counted = "line"
        self._whole = whole

    def rows(self) -> Iterator[RawRow | Fault]:
        """The row, or why it is none."""
        yield self._whole.row()

    def shortened(self) -> Iterator[RawRow | Fault]:
        """The same with the beginning of a very long one."""
        yield self._whole.row_shortened()

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


def _end(text: LongText, found: Element, until: int) -> int:
    """Where an element ends, or what is looked at of its text."""
    return found.end if found.end <= until else text.before(until)


def members_of(file: str, text: LongText, at: int) -> tuple[dict[str, int], int]:
    """Where the value of each key of an object begins, and where it ends. Raises ExportRefused for
    a key that stands there twice."""
    try:
        return json_walk.members(text, at)
    except ValueError as error:
        raise ExportRefused(
            f"Of the export {error}", where=file, remedy="Remove or rename one of them."
        ) from None
