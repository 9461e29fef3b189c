"""Which of the shapes of JSON a file has: a row a line, a list, or an object."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, is_utf16, no_rows, open_text
from dashboard.sources.raw import json_relatives, json_walk
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.raw.raw import RawRow
from dashboard.sources.tables.frames import SplitTable, headed
from dashboard.sources.tables.json_object import JsonObject, members_of
from dashboard.sources.tables.json_records import ListTable, NdjsonTable, read_line
from dashboard.sources.tables.named_lines import named_lines

_LONGEST = 1 << 20
"""Letters of a line that are looked at together."""
_COMMENTS = "//", "/*"
_LINES = 1_000
"""Lines in which objects are looked for, where others stand first."""


def open_json(file: TextFile) -> NdjsonTable | ListTable | SplitTable | JsonObject:
    """Look at how the file begins and say which of the shapes it has. Raises ExportRefused."""
    first = _first_line(file)
    text = _text_of(file, first)
    if _is_lines(file, first, text):
        return NdjsonTable(file)
    match first.lstrip()[:1]:
        case "{":
            return _object(file, text)
        case "[":
            named = len(first) < _LONGEST and named_lines(file, first)
            at = text.space(0)
            return named or _headed(file.name, text, at) or ListTable(file.name, text, at)
        case "":
            raise no_rows(file.name)
    if first.lstrip().startswith(_COMMENTS):
        raise _no_json(file.name, "a comment stands in it")
    raise ExportRefused(
        "This holds no rows: it is neither a list nor an object of JSON",
        where=file.name,
        remedy="Rows are objects in a list, or one object a line.",
    )


def is_lines(file: TextFile) -> bool:
    """Whether a file of JSON holds a row a line, which costs less than to open it. Raises
    ExportRefused."""
    first = _first_line(file)
    return _is_lines(file, first, _text_of(file, first))


def _is_lines(file: TextFile, first: str, text: LongText) -> bool:
    """Whether a file holds one object a line. first: its first line, of a very long one the
    beginning."""
    is_named_so = file.suffix in (".ndjson", ".jsonl")
    if not first.lstrip().startswith("{"):  # what stands before rows is none, and said to be none
        is_other = first.lstrip().startswith(("[", *_COMMENTS))
        return is_named_so and not is_other and _has_objects(file)
    is_whole = _is_whole(first) if len(first) < _LONGEST else _ends_on_its_line(text)
    if is_named_so:
        return is_whole or all(sign == "{" for sign in islice(_begins(file), 2))
    begun = (sign for sign in _begins(file) if sign == "{")
    return is_whole and len([*islice(begun, 2)]) > 1  # else it goes on below: the whole file


def _first_line(file: TextFile) -> str:
    """The first line that is not blank, of a very long one the beginning."""
    with open_text(file) as stream:
        lines = iter(lambda: stream.readline(_LONGEST), "")
        return next((line for line in lines if not line.isspace()), "")


def _text_of(file: TextFile, first: str) -> LongText:
    # In a JSON sequence the first sign is one of its own; in JSON itself that stands nowhere.
    blank = b"\x1e" if first.startswith("\x1e") else b""
    if not is_utf16(file):
        return LongText(lambda: file.path.open("rb"), file.name, blank=blank)
    with open_text(file) as stream:
        return LongText.of(iter(lambda: stream.read(_LONGEST), ""), file.name, blank=blank)


def _headed(file: str, text: LongText, at: int) -> SplitTable | None:
    """A file that is one list of lists below the names of their columns, and nothing behind it."""
    found = headed(file, text, at)
    whole = found and text.space(json_walk.end_of_list(text, at)) == len(text)
    return found if whole else None


def _object(file: TextFile, text: LongText) -> JsonObject | ListTable:
    """A file that is one object, or several that stand one after the other."""
    members, end = members_of(file.name, text, text.space(0))
    if text[end - 1 : end] != "}":
        before = text[max(end - 100, 0) : end]
        if what := json_relatives.foreign(before + text[end : end + 100], len(before)):
            raise _no_json(file.at(text.lines(0, end) + 1), what)
    behind = text.space(end)
    if text[behind : behind + 1] == "{":
        return ListTable(file.name, text.as_list(), 0)
    return JsonObject(file.name, text, members, end, end)


def _no_json(where: str, what: str) -> ExportRefused:
    return ExportRefused(f"This is not JSON: {what}", where=where, remedy=json_relatives.WAY)


def _ends_on_its_line(text: LongText) -> bool:
    """Whether the first object of a text ends on the line on which it begins."""
    begin = text.space(0)
    end = json_walk.end_of_value(text, begin)
    return not text.lines(begin, end)


def _begins(file: TextFile) -> Iterator[str]:
    """The signs with which lines begin that are not blank."""
    with open_text(file) as stream:
        goes_on = False
        while piece := stream.readline(_LONGEST):
            if not goes_on and not piece.isspace():
                yield piece.lstrip()[:1]
            goes_on = piece[-1:] != "\n"


def _has_objects(file: TextFile) -> bool:
    """Whether one of the first lines is an object."""
    with open_text(file) as stream:
        return any(line.startswith("{") and _is_whole(line) for line in islice(stream, _LINES))


def _is_whole(line: str) -> bool:
    """Whether a line is all of an object, or of several."""
    return all(isinstance(row, RawRow) for row in read_line(1, line))
