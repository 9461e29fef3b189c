"""Lines of a CSV in which quotes stand otherwise than usual, as databases and spreadsheets write
them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from dashboard.sources.raw.delimited_records import Records

_NONE = "\\N"
_TYPOGRAPHIC = re.compile("[“„«]")
_WRAPPED = re.compile(r'"((?:[^"]|"")*)"[,;\t|]*(\s*)')


class ApostropheRecords(Records):
    """Cells stand in ', with a backslash before a ' that is meant as such, or a second '; a cell
    of `\\N` in no ' has no value."""

    _quotes: ClassVar[tuple[str, str | None]] = "'", "\\"

    @classmethod
    def split(
        cls, lines: Iterable[str], delimiter: str, *, strict: bool = False
    ) -> Iterator[list[str]]:
        """See Records."""
        sign = re.escape(delimiter)
        none = re.compile(rf"(?:^|(?<={sign}))\\N(?=[{sign}\r\n]|$)")
        kept = (none.sub(r"\\\\N", line) for line in lines)
        for cells in super().split(kept, delimiter, strict=strict):
            yield ["" if cell == _NONE else cell for cell in cells]


class BackslashRecords(Records):
    """A backslash stands before a quote that is meant as such; before all else it is itself."""

    _quotes: ClassVar[tuple[str, str | None]] = '"', "\\"

    @classmethod
    def split(
        cls, lines: Iterable[str], delimiter: str, *, strict: bool = False
    ) -> Iterator[list[str]]:
        """See Records."""
        kept = (re.sub(r'\\(?!\\*")', r"\\\\", line) for line in lines)
        return super().split(kept, delimiter, strict=strict)


class SpacedRecords(Records):
    """Blanks stand before quotes: `1, "Ann", "failed"`. Those of other cells are their own."""

    @classmethod
    def split(
        cls, lines: Iterable[str], delimiter: str, *, strict: bool = False
    ) -> Iterator[list[str]]:
        """See Records."""
        return super().split(_unspaced(lines, delimiter), delimiter, strict=strict)


class WrappedRecords(Records):
    """Whole lines stand in quotes as if they were one cell, as a spreadsheet program writes a CSV
    that it had opened without telling its cells apart."""

    @classmethod
    def split(
        cls, lines: Iterable[str], delimiter: str, *, strict: bool = False
    ) -> Iterator[list[str]]:
        """See Records."""
        return super().split(map(unwrapped, lines), delimiter, strict=strict)


class TypographicRecords(Records):
    """Cells stand in “ ”, „ “ or « », as a word processor makes of quotes."""

    @classmethod
    def split(
        cls, lines: Iterable[str], delimiter: str, *, strict: bool = False
    ) -> Iterator[list[str]]:
        """See Records."""
        kept = (_typewritten(line, delimiter) for line in lines)
        return super().split(kept, delimiter, strict=strict)


def is_typographic(line: str, delimiter: str) -> bool:
    """Whether a cell of a line stands in typographic quotes."""
    return line != _typewritten(line, delimiter)


def _typewritten(line: str, delimiter: str) -> str:
    """The line with cells in plain quotes that stand in typographic ones."""
    if not _TYPOGRAPHIC.search(line):
        return line
    sign = re.escape(delimiter)
    cell = rf"(?:^|(?<={sign}))[“„«]([^“”»]*)[“”»](?=[{sign}\r\n]|$)"
    return re.sub(cell, lambda found: '"' + found[1].replace('"', '""') + '"', line)


def _unspaced(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The lines without the blanks before quotes in which cells stand."""
    sign = re.escape(delimiter)
    quoted = r'"(?:[^"]|"")*+(?P<closed>"?)'
    cell = re.compile(rf'(?: *+(?="))?((?:{quoted})?[^{sign}]*+(?:{sign})?)')
    inside = ""
    for line in lines:
        cells = list(cell.finditer(inside + line))
        yield "".join(found[1] for found in cells)[len(inside) :]
        # The next line goes on with a cell that is not closed: it is read as if it had opened it.
        inside = '"\n' if any(found["closed"] == "" for found in cells) else ""


def unwrapped(line: str) -> str:
    """What a line holds that stands in quotes as a whole; any other line as it is."""
    found = _WRAPPED.fullmatch(line)
    return found[1].replace('""', '"') + found[2] if found else line
