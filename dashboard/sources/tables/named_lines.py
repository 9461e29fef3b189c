"""A file of lists, one a line, below the names of their columns and perhaps their types, as
ClickHouse writes JSONCompactEachRowWithNames."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from dashboard.sources.files.files import TextFile, open_text
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.tables.frames import SplitTable, headed

_TYPE = re.compile(
    r"(?:String|U?Int\d+|B?Float\d+|Decimal\d*|Date|Date32|DateTime|DateTime64|Time|Time64|Bool|UUID"
    r"|Enum|Enum8|Enum16|IPv[46]|JSON|Dynamic|Nothing|Point|Ring|LineString|MultiLineString|Polygon"
    r"|MultiPolygon|Interval[A-Z]\w+)(?:\(.*\))?"
    r"|(?:FixedString|Nullable|LowCardinality|Array|Map|Tuple|Nested|Variant|Object"
    r"|AggregateFunction|SimpleAggregateFunction)\(.*\)"
)
"""The type of a column, as ClickHouse has them in a line below their names."""


def named_lines(file: TextFile, first: str) -> SplitTable | None:
    """The rows of such a file; None of any other. first: its first line, whole. Raises
    ExportRefused."""
    if not _is_list(first.strip()):
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
