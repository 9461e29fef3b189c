"""Rows of a file set aside, as they stood there, to be read again one by one."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from itertools import count

from dashboard.sources.raw.delimited_records import Found, joined
from dashboard.sources.raw.raw import Fault, Over, RawRow, Record
from dashboard.sources.tables.delimited import DelimitedTable
from dashboard.sources.tables.json_records import read_line, show

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

_END = re.compile(r"(?:\r\n|\r)$")


class Kept:
    """Pieces of text, each with the number of the line where it begins, in a file of its own: in
    the order of their numbers, whatever the order in which they were set aside."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._size = 0
        self._pieces: list[tuple[int, int, int, str]] = []

    def __len__(self) -> int:
        return len(self._pieces)

    def add(self, number: int, text: bytes, broken: str = "") -> None:
        """Set a piece aside. broken: why it can't be read, if that lies not in itself."""
        self._file.write(text)
        self._pieces.append((number, self._size, len(text), broken))
        self._size += len(text)

    def __iter__(self) -> Iterator[tuple[int, str, str]]:
        for number, place, size, broken in sorted(self._pieces):
            self._file.seek(place)
            yield number, self._file.read(size).decode("utf-8", "surrogateescape"), broken


class Spool:
    """Lines of a file of JSON lines; a table of raw rows like any other."""

    header: tuple[str, ...] = ()

    def __init__(self, file: str, counted: str = "line") -> None:
        self.file = file
        self.counted = counted
        self.kept = Kept()

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each line's object; a fault for a line that is none. A line with a lone carriage return
        in it is several, from its number on."""
        for first, text, _ in self.kept:
            for number, line in zip(count(first), _LINE.findall(text), strict=False):
                if not line.isspace():
                    yield from read_line(number, _END.sub("\n", line))

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)


class CellSpool(Over):
    """Records of a CSV or TSV; a table of raw rows like the whole file."""

    table: DelimitedTable

    def __init__(self, table: DelimitedTable) -> None:
        super().__init__(table)
        self.kept = Kept()

    def rows(self) -> Iterator[RawRow | Fault]:
        """Their cells by name, and faults, as the whole file has them."""
        return self.table.named(joined(self._found(), len(self.header)))

    def _found(self) -> Iterator[Found | None]:
        behind = 0
        for number, text, broken in self.kept:
            if number != behind:
                yield None
            lines = _LINE.findall(text)
            behind = number + len(lines)
            records = self.table.records(iter(lines), number)
            parts = [records.broken(number, text, broken)] if broken else records.parts()
            yield from map(records.told, parts)
