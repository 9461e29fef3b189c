"""How quotes stand in the lines of a CSV, told by which reading leaves fewest rows unread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.sources.raw.delimited_records import Records
from dashboard.sources.raw.quoted_records import (
    ApostropheRecords,
    BackslashRecords,
    SpacedRecords,
    TypographicRecords,
    WrappedRecords,
    is_typographic,
    unwrapped,
)
from dashboard.sources.raw.raw import Fault

_CELL = r"(?:'(?:[^'\\]|\\.|'')*'|\\N|-?\d+(?:\.\d+)?)"
"""A cell where cells stand in ': also one without a value, and a number."""
_LEFT = re.compile(r'\s+".*"\s*', re.DOTALL)
"""A cell that kept its quotes, because a blank stands before them."""
_FEWEST_WRAPPED = 3
"""Names of a header that is a line in quotes: a title has a comma, too."""


class QuoteReading(NamedTuple):
    """What splits lines into records, by how quotes stand in them, and the cells of the first."""

    kind: type[Records]
    cells: Sequence[str]


def reading(lines: Sequence[str], delimiter: str, cells: Sequence[str]) -> QuoteReading:
    """How lines are read of which the first record may be a header. cells: that record as it is
    read where quotes stand as usual."""
    if _in_apostrophes(lines[0], delimiter):
        return _read(ApostropheRecords, lines, delimiter)
    if is_typographic(lines[0], delimiter):
        return _read(TypographicRecords, lines, delimiter)
    usual = QuoteReading(Records, cells)
    kinds = _perhaps(lines, delimiter)
    if not kinds or (WrappedRecords not in kinds and not _unread(usual, lines, delimiter)):
        return usual
    found = [usual, *(_read(kind, lines, delimiter) for kind in kinds)]
    return min(found, key=lambda one: (_unread(one, lines, delimiter), -_names(one)))


def _perhaps(lines: Sequence[str], delimiter: str) -> list[type[Records]]:
    """How the lines might be read otherwise than usual."""
    if not any('"' in line for line in lines):
        return []
    text = "".join(lines)
    found: list[type[Records]] = []
    if any(delimiter in unwrapped(line) != line for line in lines[1:]):
        found.append(WrappedRecords)
    if re.search(rf'{re.escape(delimiter)} +"', text):
        found.append(SpacedRecords)
    if '\\"' in text:
        found.append(BackslashRecords)
    return found


def _read(kind: type[Records], lines: Sequence[str], delimiter: str) -> QuoteReading:
    return QuoteReading(kind, next(kind.split(lines, delimiter), []))


def _unread(one: QuoteReading, lines: Sequence[str], delimiter: str) -> int:
    """How many of the rows below the first are none, or kept their quotes."""
    rows = iter(one.kind(iter(lines), delimiter, tuple(one.cells), 1, "line"))
    return sum(isinstance(row, Fault) or any(map(_LEFT.fullmatch, row[1])) for row in rows)


def _names(one: QuoteReading) -> int:
    """How many names its first record has; a title in quotes has a comma, too."""
    many = sum(bool(cell.strip()) and not cell.startswith("column ") for cell in one.cells)
    return many if one.kind is Records or many >= _FEWEST_WRAPPED else 0


def _in_apostrophes(line: str, delimiter: str) -> bool:
    """Whether a line has several cells that stand in '."""
    sign = re.escape(delimiter)
    return line[:1] == "'" and bool(re.fullmatch(rf"{_CELL}(?:{sign}{_CELL})+\s*", line))
