"""Rows of JSON: one a line, or in a list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from dashboard.sources.files.files import TextFile, open_text
from dashboard.sources.raw import json_text, json_walk
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.raw.raw import NO_UTF8, SHOWN_BEGINNING, Fault, RawRow, Record
from dashboard.sources.tables.legible import MOST, legible

_LINE_END = re.compile("\r\n?")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


def show(values: Record) -> str:
    """A row as JSON, cut."""
    return json.dumps(values, ensure_ascii=False, default=str)[:SHOWN_BEGINNING]


def row_of(line: int, value: Any, fault: str | None, text: str) -> RawRow | Fault:
    """A row or a fault out of one decoded value."""
    if fault is None and not isinstance(value, dict):
        fault = f'it should be an object, like {{"run_id": …}}, and is {_kind(value)}'
    if fault is None and not text.isascii() and _ESCAPED_BYTE.search(text):
        fault = NO_UTF8
    if fault is not None:
        text = _LINE_END.sub("\n", _ESCAPED_BYTE.sub("\ufffd", text[:MOST]))
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
            yield row_of(line, None, json_text.why_no_row(error), text[begin:])
            return
        yield row_of(line, value, None, text[begin:at])


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

    def __init__(self, file: str, text: LongText, at: int, end: int | None = None) -> None:
        """at: where its `[` stands; end: where the outermost object ends, None without one."""
        self.file = file
        self.counted = "line"
        self._text = text
        self._at = at
        self._end = end
        self._broken: dict[int, json_walk.Element] = {}

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each element's object with the line where it begins; a fault for what is none. Lists one
        behind the other are one, as tools write the pages of an answer."""
        text, line, counted = self._text, 1, 0
        at: int | None = self._at
        while at is not None:
            end, whole = at + 1, True
            for element in json_walk.elements(text, at, self._broken):
                line += text.lines(counted, element.start)
                counted, end, whole = element.start, element.end, element.end < len(text)
                yield row_of(line, element.value, element.fault, text[element.start : element.end])
            after = text.space(self._end or json_walk.closing(text, end) + 1)
            goes_on = whole and self._end is None and text[after : after + 1] == "["
            at = after if goes_on else None
        if whole and after < len(text):
            line += text.lines(counted, after)
            rest = text[after : after + MOST]
            yield row_of(line, None, "it stands after the end of the list", rest)

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)
