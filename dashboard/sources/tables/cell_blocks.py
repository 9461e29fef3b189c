"""A CSV or TSV in blocks of records: tables of cells, and the records that need an exact look.

Where its bytes tell plainly what its records are (cell_marks.py), they become tables without going
through Python. Where they don't, Records reads on from there, a record at a time, until they do
again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa

from dashboard.sources.raw.delimited_records import Records
from dashboard.sources.tables.cell_marks import CellMarks, Layout, MarkedRecords, cells_by_column

PIECE, BLOCK = 1 << 19, 1 << 25
"""Bytes that are looked at at once, so that they stay in the processor's cache, and that are handed
on together."""
HELD = 1 << 22
"""Bytes in which a record must end, or is read exactly."""

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)")
_BOM = b"\xef\xbb\xbf"


class Body(NamedTuple):
    """Where the rows of a CSV stand in its file: behind how many lines, the number of the first
    line of them, and before which byte, None where they go on to its end."""

    below: int
    number: int
    until: int | None


class Aside(NamedTuple):
    """A record to be read exactly: the line where it begins, its bytes, and why it is none, as far
    as that lies in the lines behind it."""

    number: int
    text: bytes
    broken: str = ""


class CellBlock(NamedTuple):
    """Some records: a table of those that are plain, and the others.

    table: number, the line where it begins; line, its bytes; c0, c1, …, its cells.
    """

    table: pa.Table
    aside: list[Aside]


class CellBlocks:
    """Goes once through a CSV in UTF-8."""

    def __init__(
        self, path: Path, place: Body, header: tuple[str, ...], delimiter: str, *, restored: bool
    ) -> None:
        self._path = path
        self._place = place
        self._header = header
        self._delimiter = delimiter
        self._layout = Layout(ord(delimiter), len(header), restored)
        self._endless = 0

    def blocks(self, seen: Callable[[bytes], object]) -> Iterator[CellBlock]:
        """The rows, some at a time. seen: is given all bytes of the file, in order. Raises
        OSError."""
        held, aside, size = list[pa.RecordBatch](), list[Aside](), 0
        with self._path.open("rb") as stream:
            window = _Window(stream, seen, self._place.until)
            for _ in range(self._place.below):
                window.take(len(window.line(0) or b""))
            for found in self._found(window, self._place.number):
                if isinstance(found, Aside):
                    aside.append(found)
                    size += len(found.text)
                else:
                    held.append(found)
                    size += found.nbytes
                if size >= BLOCK:
                    yield self._block(held, aside)
                    held, aside, size = [], [], 0
            window.drain()
        if held or aside:
            yield self._block(held, aside)

    def _block(self, held: list[pa.RecordBatch], aside: list[Aside]) -> CellBlock:
        names = [f"c{place}" for place in range(len(self._header))]
        types = [("number", pa.int64()), ("line", pa.binary()), *((n, pa.string()) for n in names)]
        return CellBlock(pa.Table.from_batches(held, pa.schema(types)), aside)

    def _found(self, window: _Window, number: int) -> Iterator[pa.RecordBatch | Aside]:
        """What stands in the window from the line of that number on."""
        while window.data or window.more():
            if not window.data:
                continue
            marks = CellMarks(window.data, self._layout)
            at, whole = 0, True
            while whole:
                limit = self._records(iter(()), number).limit
                stretch = marks.stretch(at, limit)
                yield from self._told(marks, stretch, number)
                number += int(stretch.lines[-1])
                at = int(stretch.starts[-1])
                if not stretch.broken:
                    break
                part, at, number = self._exactly(window, at, number)
                whole = len(window.data) == len(marks.data)
                yield from part
            window.take(at)
            more = window.more()
            if window.data and not at and (not more or len(window.data) > HELD):
                part, at, number = self._exactly(window, 0, number)
                window.take(at)
                yield from part

    def _told(
        self, marks: CellMarks, stretch: MarkedRecords, number: int
    ) -> Iterator[pa.RecordBatch | Aside]:
        """The records of a stretch: a batch of those that are regular, and each of the others."""
        regular, starts = stretch.regular, stretch.starts
        for place in np.flatnonzero(~regular):
            text = marks.data[starts[place] : starts[place + 1]]
            yield Aside(number + int(stretch.lines[place]), text)
        if regular.any():
            numbers = number + stretch.lines[:-1][regular]
            lines = pa.BinaryArray.from_buffers(
                pa.binary(),
                len(regular),
                [None, pa.py_buffer(starts.astype(np.int32)), pa.py_buffer(marks.data)],
            )
            if not regular.all():
                lines = lines.filter(pa.array(regular))
            cells = cells_by_column(marks.data, stretch, self._layout.width)
            names = ["number", "line", *(f"c{place}" for place in range(len(cells)))]
            yield pa.RecordBatch.from_arrays([pa.array(numbers), lines, *cells], names)

    def _exactly(self, window: _Window, at: int, number: int) -> tuple[list[Aside], int, int]:
        """What Records makes of what begins at a place, and the place and line behind it."""
        lines = _Lines(window, at)
        records = self._records(lines, number)
        part = next(records.parts(), None)
        self._endless = records.endless
        used = lines.given[: len(lines.given) - records.ahead]
        text = b"".join(used)
        found = []
        if part is not None and part.broken:
            found.append(Aside(part.line, used[-1], part.broken))
        elif part is not None:
            found.append(Aside(number, text))
        return found, at + len(text), number + len(used)

    def _records(self, lines: Iterator[str], number: int) -> Records:
        return Records(lines, self._delimiter, self._header, number, "line", self._endless)


class _Window:
    """The bytes of a file that were read and not yet taken."""

    def __init__(
        self, stream: BinaryIO, seen: Callable[[bytes], object], until: int | None
    ) -> None:
        self._stream = stream
        self._seen = seen
        self._until = until
        self._read = 0
        self.data = b""

    def more(self) -> bool:
        """Read some more; False where nothing more is there."""
        read = self._stream.read(PIECE)
        self._seen(read)
        begin = len(_BOM) if not self._read and read.startswith(_BOM) else 0
        end = None if self._until is None else max(self._until - self._read, 0)
        self._read += len(read)
        self.data += read[begin:end]
        return bool(read) and end != 0

    def take(self, size: int) -> None:
        """Give up the first bytes."""
        self.data = self.data[size:]

    def line(self, at: int) -> bytes | None:
        """The line that begins at a place, None at the end."""
        while True:
            found = _LINE.match(self.data, at)
            # Behind a carriage return at the end the line may go on.
            if found and (found.end() < len(self.data) or found[0].endswith(b"\n")):
                return found[0]
            if not self.more():
                return self.data[at:] or None

    def drain(self) -> None:
        """Let what is left of the file be seen."""
        while read := self._stream.read(PIECE):
            self._seen(read)


class _Lines:
    """The lines from a place in the window on, as text, and the bytes of those that were given."""

    def __init__(self, window: _Window, at: int) -> None:
        self._window = window
        self._at = at
        self.given: list[bytes] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._window.line(self._at)
        if line is None:
            raise StopIteration
        self._at += len(line)
        self.given.append(line)
        return line.decode("utf-8", "surrogateescape")
