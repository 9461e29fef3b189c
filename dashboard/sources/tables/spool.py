"""Lines of a file set aside, as they stood there, to be read again one by one."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from itertools import count

from dashboard.sources.raw.raw import Fault, RawRow, Record
from dashboard.sources.tables.json_records import read_line, show

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

_END = re.compile(r"(?:\r\n|\r)$")


class Spool:
    """Lines of a file of JSON lines, each with its number; a table of raw rows like any other."""

    header: tuple[str, ...] = ()

    def __init__(self, file: str) -> None:
        self.file = file
        self.counted = "line"
        self._kept = tempfile.TemporaryFile()  # noqa: SIM115
        self._lines: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, number: int, line: bytes) -> None:
        """Set a line aside. One with a lone carriage return in it is several, from that number."""
        self._kept.write(line)
        self._lines.append((number, len(line)))

    def rows(self) -> Iterator[RawRow | Fault]:
        """Each line's object; a fault for a line that is none."""
        self._kept.seek(0)
        for first, size in self._lines:
            text = self._kept.read(size).decode("utf-8", "surrogateescape")
            for number, line in zip(count(first), _LINE.findall(text), strict=False):
                if not line.isspace():
                    yield read_line(number, _END.sub("\n", line))

    def show(self, values: Record) -> str:
        """The row as JSON, cut."""
        return show(values)
