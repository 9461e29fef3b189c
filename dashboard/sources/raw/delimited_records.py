"""Lines of a CSV or TSV file as records of cells; a bad one spoils no other."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from dashboard.sources.raw.raw import NO_UTF8, SHOWN_BEGINNING, Fault, Record

SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
"""What may stand between cells, and how it is called."""
LOOK_AHEAD = 10_000
"""Lines that a quoted cell may span; also how far an unclosed quote is followed."""
ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as it was read."""

_PATIENCE = 100  # after so many quotes that never close, only a few lines are looked at

csv.field_size_limit(sys.maxsize)


class _EndlessCell(Exception):
    """A quote that does not close within the look-ahead."""


class RecordLines(NamedTuple):
    """Lines that were taken for a record: where they begin, their text, the cells, and why it is
    none for all that, "" where they are just what they seem."""

    line: int
    text: str
    cells: list[str]
    broken: str = ""


class Scrap(NamedTuple):
    """A line with so few cells that it is rather a piece of a record."""

    fault: Fault


Found = Fault | Scrap | tuple[int, list[str], bool]
"""Faults, or line, cells, and whether the record holds no ' at all."""


class Records:
    """Splits lines into records as wide as the header, resuming on the line after a bad one."""

    _quotes: ClassVar[tuple[str, str | None]] = '"', None
    """The sign in which cells stand, and the one before a sign that is meant as such."""

    def __init__(
        self,
        lines: Iterator[str],
        delimiter: str,
        header: tuple[str, ...],
        number: int,
        counted: str,
        endless: int = 0,
    ) -> None:
        """number: of the first of the lines, as places are counted: in lines or in rows; endless:
        how many quotes that never close stand before."""
        self._lines = lines
        self._delimiter = delimiter
        self._header = header
        self._width = len(header)
        self._again: list[str] = []  # lines to be read again, last one first
        self._taken: list[str] = []  # lines of the present record
        self._line = number  # where the present record begins
        self._in_rows = counted == "row"
        self.endless = endless

    @property
    def limit(self) -> int:
        """Lines that a record may have from here on."""
        return LOOK_AHEAD if self.endless < _PATIENCE else 10

    @property
    def ahead(self) -> int:
        """How many of the lines that were looked at belong to no part yet."""
        return len(self._again)

    def _feed(self) -> Iterator[str]:
        limit = self.limit
        while True:
            if len(self._taken) >= limit:
                self.endless += 1
                raise _EndlessCell
            line = self._again.pop() if self._again else next(self._lines, None)
            if line is None:
                return
            self._taken.append(line)
            yield line

    def __iter__(self) -> Iterator[Fault | tuple[int, list[str], bool]]:
        """Faults, or line, cells, and whether the record holds no ' and no =" at all.

        Lines in a row that hold less than half a record are no records: they are one fault.
        """
        return joined(map(self.told, self.parts()), self._width)

    def parts(self) -> Iterator[RecordLines]:
        """What the lines fall into, but for records of which all cells are empty."""
        reader = self._reader()
        while True:
            self._taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, _EndlessCell) as error:
                yield self._reject(_reason(error))
                reader = self._reader()
                continue
            if len(cells) != self._width and len(self._taken) > 1 and any(cells):
                yield self._reject(f"{self._count(cells)}; perhaps a quote is not closed")
                reader = self._reader()
                continue
            record = self._taken[0] if len(self._taken) == 1 else "".join(self._taken)
            if any(map(str.strip, cells)):
                yield RecordLines(self._line, record, cells)
            self._line += 1 if self._in_rows else len(self._taken)

    def told(self, part: RecordLines) -> Found:
        """What a part is."""
        line, record, cells, broken = part
        shown = record[:SHOWN_BEGINNING]
        if broken:
            return Fault(line, broken, shown.rstrip("\r\n"), self._readings(cells))
        if len(cells) != self._width:
            quotes = (
                f"; a cell with a {SIGNS.get(self._delimiter, self._delimiter)} needs quotes"
                if len(cells) > self._width
                else ""
            )
            reason = f"{self._count(cells)}{quotes}"
            fault = Fault(line, reason, shown.rstrip("\r\n"), self._readings(cells))
            return Scrap(fault) if 2 * len(cells) < self._width else fault
        if not record.isascii() and ESCAPED_BYTE.search(record):
            shown = ESCAPED_BYTE.sub("\ufffd", shown).rstrip("\r\n")
            return Fault(line, NO_UTF8, shown, self._readings(cells))
        return line, cells, "'" not in record and '="' not in record

    def broken(self, line: int, text: str, why: str) -> RecordLines:
        """A line that is no record, for that reason."""
        cells = next(self.split([text], self._delimiter, strict=False), [])
        return RecordLines(line, text, cells, why)

    def _reader(self) -> Iterator[list[str]]:
        return self.split(self._feed(), self._delimiter, strict=True)

    @classmethod
    def split(
        cls, lines: Iterable[str], delimiter: str, *, strict: bool = False
    ) -> Iterator[list[str]]:
        """The cells of each record of the lines. strict: raise csv.Error for a quote that stands
        where none can be."""
        quote, escape = cls._quotes
        return csv.reader(
            lines, delimiter=delimiter, quotechar=quote, escapechar=escape, strict=strict
        )

    def _reject(self, reason: str) -> RecordLines:
        """Give up the record's first line; its other lines are read again."""
        part = self.broken(self._line, self._taken[0], reason)
        self._again.extend(reversed(self._taken[1:]))
        self._line += 1
        return part

    def _readings(self, cells: list[str]) -> tuple[Record, ...]:
        """The cells under the names at their places; of a row with too many or too few also counted
        from the end. A line with less than half of them is no row."""
        if 2 * len(cells) < self._width:
            return ()
        cells = [ESCAPED_BYTE.sub("\ufffd", cell) for cell in cells]
        begin = dict(zip(self._header, cells, strict=False))
        if len(cells) == self._width:
            return (begin,)
        end = zip(reversed(self._header), reversed(cells), strict=False)
        return begin, dict(end)

    def _count(self, cells: list[str]) -> str:
        return f"it has {len(cells)} cells, the header {self._width}"


def joined(
    found: Iterable[Found | None], width: int
) -> Iterator[Fault | tuple[int, list[str], bool]]:
    """What was found, with scraps that follow each other as one fault; None: something else stands
    there. width: cells of the header."""
    scrap: Fault | None = None
    lines = 0
    for one in found:
        if isinstance(one, Scrap):
            scrap, lines = scrap or one.fault, lines + 1
            continue
        if scrap is not None:
            yield _scraps(scrap, lines, width)
            scrap, lines = None, 0
        if one is not None:
            yield one
    if scrap is not None:
        yield _scraps(scrap, lines, width)


def _scraps(first: Fault, lines: int, width: int) -> Fault:
    if lines == 1:
        return first
    reason = (
        f"this and the {lines - 1:,} lines after it have less than half of the header’s "
        f"{width} cells; perhaps a text of several lines that stands in no quotes"
    )
    return first._replace(reason=reason)


def _reason(error: Exception) -> str:
    if isinstance(error, _EndlessCell) or "unexpected end" in str(error):
        return "a quote is opened and not closed"
    return "a quote stands where none can be"
