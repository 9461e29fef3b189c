"""Which of the shapes of JSON a file has: a row a line, a list, or an object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, is_utf16, no_rows, open_text
from dashboard.sources.raw import json_relatives, json_walk
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.raw.raw import RawRow
from dashboard.sources.tables.frames import SplitTable, headed
from dashboard.sources.tables.json_object import JsonObject, members_of
from dashboard.sources.tables.json_records import ListTable, NdjsonTable, read_line

_TYPE = re.compile(
    r"(?:String|U?Int\d+|B?Float\d+|Decimal\d*|Date|Date32|DateTime|DateTime64|Time|Time64|Bool|UUID"
    r"|Enum|Enum8|Enum16|IPv[46]|JSON|Dynamic|Nothing|Point|Ring|LineString|MultiLineString|Polygon"
    r"|MultiPolygon|Interval[A-Z]\w+)(?:\(.*\))?"
    r"|(?:FixedString|Nullable|LowCardinality|Array|Map|Tuple|Nested|Variant|Object"
    r"|AggregateFunction|SimpleAggregateFunction)\(.*\)"
)
"""The type of a column, as ClickHouse has them in a line below their names."""
_LONGEST = 1 << 20
"""Letters of a line that are looked at together."""
_LINES = 1_000
"""Lines in which objects are looked for, where others stand first."""


def open_json(file: TextFile) -> NdjsonTable | ListTable | SplitTable | JsonObject:
    """Look at how the file begins and say which of the three shapes it has."""
    first = _first_line(file)
    if not first:
        raise no_rows(file.name)
    start = first.lstrip()[:1]
    if first.lstrip().startswith(("//", "/*")):
        raise _no_json(file.name, "a comment stands in it")
    if start not in "[{":
        if _named_as_lines(file) and _has_objects(file):
            return NdjsonTable(file)  # what stands before them is no row, and said to be none
        raise ExportRefused(
            "This holds no rows: it is neither a list nor an object of JSON",
            where=file.name,
            remedy="Rows are objects in a list, or one object a line.",
        )
    # In a JSON sequence the first sign is one of its own; in JSON itself that stands nowhere.
    text = _text_of(file, blank=b"\x1e" if first.startswith("\x1e") else b"")
    if start == "{" and _is_lines(file, first, text):
        return NdjsonTable(file)
    at = text.space(0)
    if start == "[":
        named = first.strip().endswith("]") and len(first) < _LONGEST and _named_lines(file, first)
        return named or _headed(file.name, text, at) or ListTable(file.name, text, at)
    members, end = members_of(file.name, text, at)
    if text[end - 1 : end] != "}":
        before = text[max(end - 100, 0) : end]
        if what := json_relatives.foreign(before + text[end : end + 100], len(before)):
            raise _no_json(file.at(text.lines(0, end) + 1), what)
    behind = text.space(end)
    if text[behind : behind + 1] == "{":  # objects that stand one after the other
        return ListTable(file.name, text.as_list(), 0)
    return JsonObject(file.name, text, members, end, end)


def may_be_lines(file: TextFile) -> bool:
    """Whether a file of JSON may hold a row a line, which costs less than to open it. Raises
    ExportRefused."""
    first = _first_line(file)
    start = first.lstrip()[:1]
    return start != "[" and (start != "{" or _is_lines(file, first, _text_of(file, blank=b"")))


def _first_line(file: TextFile) -> str:
    """The first line that is not blank, of a very long one the beginning."""
    with open_text(file) as stream:
        lines = iter(lambda: stream.readline(_LONGEST), "")
        return next((line for line in lines if not line.isspace()), "")


def _text_of(file: TextFile, blank: bytes) -> LongText:
    if not is_utf16(file):
        return LongText(lambda: file.path.open("rb"), file.name, blank=blank)
    with open_text(file) as stream:
        return LongText.of(iter(lambda: stream.read(_LONGEST), ""), file.name, blank=blank)


def _headed(file: str, text: LongText, at: int) -> SplitTable | None:
    """A file that is one list of lists below the names of their columns, and nothing behind it."""
    found = headed(file, text, at)
    whole = found and text.space(json_walk.end_of_list(text, at)) == len(text)
    return found if whole else None


def _named_lines(file: TextFile, first: str) -> SplitTable | None:
    """A file of lists, one a line, below the names of their columns and perhaps their types, as
    ClickHouse writes JSONCompactEachRowWithNames."""
    if not _is_list(_entry(first)):
        return None
    with open_text(file) as stream:
        lines = (entry for line in stream if (entry := _entry(line)))
        begun = [*islice(lines, 2)]
        if len(begun) < 2 or not all(map(_is_list, begun)):
            return None
        try:
            entries = _entries([begun[0], *begun[1 + _are_types(begun[1]) :]], lines)
            return headed(file.name, LongText.of(entries, file.name), 0)
        except _NoList:
            return None


class _NoList(Exception):
    """A line is no list."""


def _entry(line: str) -> str:
    return line.strip().removesuffix(",")


def _is_list(entry: str) -> bool:
    return entry[:1] == "[" and entry[-1:] == "]"


def _entries(begun: Iterable[str], rest: Iterable[str]) -> Iterator[str]:
    """The text of a list of these. Raises _NoList."""
    for number, entry in enumerate(chain(begun, rest)):
        if not _is_list(entry):
            raise _NoList
        yield f"{',' if number else '['}{entry}"
    yield "]"


def _are_types(line: str) -> bool:
    """Whether each of the values in a list is the name of a type."""
    try:
        named = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return bool(named) and all(type(one) is str and _TYPE.fullmatch(one) for one in named)


def _no_json(where: str, what: str) -> ExportRefused:
    return ExportRefused(f"This is not JSON: {what}", where=where, remedy=json_relatives.WAY)


def _is_lines(file: TextFile, first: str, text: LongText) -> bool:
    """Whether a file that begins with { holds one object a line. first: its first line, of a very
    long one the beginning."""
    is_whole = _is_whole(first) if len(first) < _LONGEST else _ends_on_its_line(text)
    if not _named_as_lines(file):
        begun = (sign for sign in _begins(file) if sign == "{")
        return is_whole and len([*islice(begun, 2)]) > 1  # else it goes on below: the whole file
    return is_whole or all(sign == "{" for sign in islice(_begins(file), 2))


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


def _named_as_lines(file: TextFile) -> bool:
    return file.suffix in (".ndjson", ".jsonl")


def _has_objects(file: TextFile) -> bool:
    """Whether one of the first lines is an object."""
    with open_text(file) as stream:
        return any(line.startswith("{") and _is_whole(line) for line in islice(stream, _LINES))


def _is_whole(line: str) -> bool:
    """Whether a line is all of an object, or of several."""
    return all(isinstance(row, RawRow) for row in read_line(1, line))
