"""NDJSON, a JSON array, or an object that holds the list of rows under one of its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, no_rows, open_text
from dashboard.sources.raw import json_text
from dashboard.sources.raw.raw import (
    KEY,
    NO_UTF8,
    SHOWN_BEGINNING,
    Fault,
    RawRow,
    Record,
    with_small_keys,
)
from dashboard.sources.tables.legible import MOST, legible

_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


def show(values: Record) -> str:
    """A row as JSON, cut."""
    return json.dumps(values, ensure_ascii=False, default=str)[:SHOWN_BEGINNING]


def _row(line: int, value: Any, fault: str | None, text: str) -> RawRow | Fault:
    """A row or a fault out of one decoded value."""
    if fault is None and not isinstance(value, dict):
        fault = f'it should be an object, like {{"run_id": …}}, and is {_kind(value)}'
    if fault is None and not text.isascii() and _ESCAPED_BYTE.search(text):
        fault = NO_UTF8
    if fault is not None:
        text = _ESCAPED_BYTE.sub("\ufffd", text[:MOST])
        return Fault(line, fault, text[:SHOWN_BEGINNING].strip(), (legible(text),))
    return RawRow(line, value)


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def read_line(line: int, text: str) -> Iterator[RawRow | Fault]:
    """The object that a line holds, or the fault that prevents it.

    Objects that stand one behind the other, as a program writes them that forgets to end its lines,
    are a row each. A line may begin with the sign of a JSON sequence (RFC 7464), and end with the
    comma of a list.
    """
    text = text.lstrip("\x1e")
    at = json_text.space(text, 0)
    while at < len(text):
        begin = at
        try:
            value, end = json_text.value_at(text, at)
            at = json_text.space(text, end)
            if text[at : at + 1] == "," and not text[at + 1 :].strip():
                at = len(text)
            if at < len(text) and not (isinstance(value, dict) and text[at] == "{"):
                raise json.JSONDecodeError("extra data", text, at)
        except (ValueError, RecursionError) as error:
            yield _row(line, None, json_text.why(error), text[begin:])
            return
        yield _row(line, value, None, text[begin:at])


class NdjsonTable:
    """A file with one JSON object a line, or several that stand one behind the other."""

    header: tuple[str, ...] = ()

    def __init__(self, file: TextFile) -> None:
        self.file = file.name
        self.counted = file.counted
        self._text = file

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each line's object; a fault for a line that is none."""
        with open_text(self._text) as stream:
            for line, text in enumerate(stream, 1):
                if text.isspace():
                    continue
                yield from read_line(line, text)

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


class ListTable:
    """A list within JSON text: a whole file, or what stands under a key of it."""

    header: tuple[str, ...] = ()

    def __init__(self, file: str, text: str, at: int, end: int | None = None) -> None:
        """at: where its `[` stands; end: where the outermost object ends, None without one."""
        self.file = file
        self.counted = "line"
        self._text = text
        self._at = at
        self._end = end

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each element's object with the line where it begins; a fault for what is none."""
        text, line, counted = self._text, 1, 0
        end, whole = self._at + 1, True
        for element in json_text.elements(text, self._at):
            line += text.count("\n", counted, element.start)
            counted, end, whole = element.start, element.end, element.end < len(text)
            yield _row(line, element.value, element.fault, text[element.start : element.end])
        after = json_text.space(text, self._end or json_text.closing(text, end) + 1)
        if whole and after < len(text):
            line += text.count("\n", counted, after)
            yield _row(line, None, "it stands after the end of the list", text[after:])

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


class KeyedTable:
    """An object whose values are the rows, each of which gets its key under KEY."""

    header: tuple[str, ...] = ()

    def __init__(self, file: str, text: str, at: dict[str, int]) -> None:
        """at: where the value of each key begins."""
        self.file = file
        self.counted = "line"
        self._text = text
        self._at = at

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each value's object with the line where it begins; a fault for what is none."""
        text, line, counted = self._text, 1, 0
        for key, at in self._at.items():
            line += text.count("\n", counted, at)
            counted = at
            element = json_text.element_at(text, at)
            row = _row(line, element.value, element.fault, text[at : element.end])
            yield row if isinstance(row, Fault) else row._replace(values={**row.values, KEY: key})

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


@dataclass(frozen=True, slots=True)
class JsonObject:
    """An object of a JSON file: where it begins and ends, the value of each of its keys, and the
    end of the outermost object of the file; decoded: by where they begin those of its objects that
    were looked at as rows; values: and the values of keys that were asked for."""

    file: str
    text: str
    at: dict[str, int]
    end: int
    document_end: int
    begin: int = 0
    decoded: dict[int, RawRow | Fault] = field(default_factory=dict, repr=False, compare=False)
    values: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)

    def in_small_letters(self, known: Container[str]) -> JsonObject:
        """The same object with these keys also where they are written in capitals."""
        return replace(self, at=with_small_keys(self.at, known, self.file))

    def value(self, key: str) -> Any:
        """The value of a key; None if it is absent or cannot be decoded."""
        if key not in self.at:
            return None
        begin = self.at[key]
        if begin not in self.values:
            try:
                self.values[begin] = json_text.value_at(self.text, begin)[0]
            except (ValueError, RecursionError):
                self.values[begin] = None
        return self.values[begin]

    def table(self, key: str) -> ListTable | None:
        """The list under a key; None if there is none."""
        if key in self.at and self.text[self.at[key] : self.at[key] + 1] == "[":
            return ListTable(self.file, self.text, self.at[key], self.document_end)
        return None

    def inner(self, key: str) -> JsonObject | None:
        """The object under a key; None if there is none."""
        if key in self.at and self.text[self.at[key] : self.at[key] + 1] == "{":
            begin = self.at[key]
            at, end = _members(self.file, self.text, begin)
            return replace(self, at=at, begin=begin, end=end)
        return None

    def one_row(self) -> WholeTable:
        """The object as the only row."""
        return WholeTable(self)

    def row(self) -> RawRow | Fault:
        """The object as a row. Many formats look at it, so that it is decoded once."""
        if self.begin not in self.decoded:
            line = self.text.count("\n", 0, self.begin) + 1
            found = json_text.element_at(self.text, self.begin)
            text = self.text[self.begin : found.end]
            self.decoded[self.begin] = _row(line, found.value, found.fault, text)
        return self.decoded[self.begin]


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

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


def open_json(file: TextFile) -> NdjsonTable | ListTable | JsonObject:
    """Look at how the file begins and say which of the three shapes it has."""
    with open_text(file) as stream:
        first = next((line for line in stream if not line.isspace()), "")
    if not first:
        raise no_rows(file.name)
    start = first.lstrip()[:1]
    if start not in "[{":
        raise ExportRefused(
            "This holds no rows: it is neither a list nor an object of JSON",
            where=file.name,
            remedy="Rows are objects in a list, or one object a line.",
        )
    if start == "{" and _is_lines(file, first):
        return NdjsonTable(file)
    with open_text(file) as stream:
        text = stream.read()
    at = json_text.space(text, 0)
    if start == "[":
        return ListTable(file.name, text, at)
    members, end = _members(file.name, text, at)
    found = JsonObject(file.name, text, members, end, end)
    if text[json_text.space(text, found.end) :][:1] == "{":
        return ListTable(file.name, f"[{text}]", 0)  # objects that stand one after the other
    return found


def _members(file: str, text: str, at: int) -> tuple[dict[str, int], int]:
    try:
        return json_text.members(text, at)
    except ValueError as error:
        raise ExportRefused(
            f"Of the export {error}", where=file, remedy="Remove or rename one of them."
        ) from None


def _is_lines(file: TextFile, first: str) -> bool:
    """Whether a file that begins with { holds one object a line."""
    named_so = file.suffix in (".ndjson", ".jsonl")
    if not named_so and not _is_whole(first):
        return False  # the object goes on below: it is the whole file
    with open_text(file) as stream:
        begun = (line.lstrip().startswith("{") for line in stream if not line.isspace())
        if not named_so:
            return sum(begun) > 1
        return _is_whole(first) or all(islice(begun, 2))  # else objects over several lines


def _is_whole(line: str) -> bool:
    """Whether a line is all of an object, or of several."""
    return all(isinstance(row, RawRow) for row in read_line(1, line))
