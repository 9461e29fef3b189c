"""Which of the shapes of JSON a file has: a row a line, a list, or an object."""

from __future__ import annotations

import json
import re
from itertools import islice

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, no_rows, open_text
from dashboard.sources.raw import json_relatives, json_text
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
_LINES = 1_000
"""Lines in which objects are looked for, where others stand first."""


def open_json(file: TextFile) -> NdjsonTable | ListTable | SplitTable | JsonObject:
    """Look at how the file begins and say which of the three shapes it has."""
    with open_text(file) as stream:
        first = next((line for line in stream if not line.isspace()), "")
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
    if start == "{" and _is_lines(file, first):
        return NdjsonTable(file)
    with open_text(file) as stream:
        text = stream.read()
    if first.startswith("\x1e"):  # a JSON sequence; in JSON itself the sign stands nowhere
        text = text.replace("\x1e", " ")
    at = json_text.space(text, 0)
    if start == "[":
        named = first.strip().endswith("]") and _named_lines(file.name, text)
        return named or _headed(file.name, text, at) or ListTable(file.name, text, at)
    members, end = members_of(file.name, text, at)
    if text[end - 1] != "}" and (what := json_relatives.foreign(text, end)):
        raise _no_json(file.at(text.count("\n", 0, end) + 1), what)
    found = JsonObject(file.name, text, members, end, end)
    if text[json_text.space(text, found.end) :][:1] == "{":
        return ListTable(file.name, f"[{text}]", 0)  # objects that stand one after the other
    return found


def _headed(file: str, text: str, at: int) -> SplitTable | None:
    """A file that is one list of lists below the names of their columns, and nothing behind it."""
    found = headed(file, text, at)
    whole = found and json_text.space(text, json_text.end_of_list(text, at)) == len(text)
    return found if whole else None


def _named_lines(file: str, text: str) -> SplitTable | None:
    """A file of lists, one a line, below the names of their columns and perhaps their types, as
    ClickHouse writes JSONCompactEachRowWithNames."""
    lines = [line.strip().removesuffix(",") for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line[:1] == "[" and line[-1:] == "]" for line in lines):
        return None
    typed = _are_types(lines[1])
    return headed(file, f"[{','.join(lines[:1] + lines[1 + typed :])}]", 0)


def _are_types(line: str) -> bool:
    """Whether each of the values in a list is the name of a type."""
    try:
        named = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return bool(named) and all(type(one) is str and _TYPE.fullmatch(one) for one in named)


def _no_json(where: str, what: str) -> ExportRefused:
    return ExportRefused(f"This is not JSON: {what}", where=where, remedy=json_relatives.WAY)


def _is_lines(file: TextFile, first: str) -> bool:
    """Whether a file that begins with { holds one object a line."""
    named_so = _named_as_lines(file)
    if not named_so and not _is_whole(first):
        return False  # the object goes on below: it is the whole file
    with open_text(file) as stream:
        begun = (line.lstrip().startswith("{") for line in stream if not line.isspace())
        if not named_so:
            return sum(begun) > 1
        return _is_whole(first) or all(islice(begun, 2))  # else objects over several lines


def _named_as_lines(file: TextFile) -> bool:
    return file.suffix in (".ndjson", ".jsonl")


def _has_objects(file: TextFile) -> bool:
    """Whether one of the first lines is an object."""
    with open_text(file) as stream:
        return any(line.startswith("{") and _is_whole(line) for line in islice(stream, _LINES))


def _is_whole(line: str) -> bool:
    """Whether a line is all of an object, or of several."""
    return all(isinstance(row, RawRow) for row in read_line(1, line))
