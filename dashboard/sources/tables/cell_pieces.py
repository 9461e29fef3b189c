"""A CSV or TSV in pieces: batches of records in cells, and the records that need an exact look.

Where its bytes tell plainly what its records are (cell_marks.py), they become batches without going
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
from dashboard.sources.tables.cell_marks import CellMarks, Layout, MarkedRecords
from dashboard.sources.tables.line_pieces import whole_numbers
from dashboard.sources.tables.sign_places import SignPlaces

PIECE = 1 << 19
"""Bytes that are looked at at once, so that they stay in the processor's cache."""
HELD = 1 << 22
"""Bytes in which a record must end, or is read exactly."""

_LINE_END = re.compile(rb"\r\n|\n|\r")
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


class CellPieces:
    """Goes once through a CSV in UTF-8."""

    def __init__(
        self, path: Path, place: Body, header: tuple[str, ...], delimiter: str, *, restored: bool
    ) -> None:
        """schema: number, the line where a record begins; place, size: where it begins in the file
        and how many bytes it has; c0, c1, …, its cells, None where they are empty."""
        self._path = path
        self._place = place
        self._header = header
        self._delimiter = delimiter
        self._layout = Layout(ord(delimiter), len(header), restored)
        self._endless = 0
        names = [(f"c{place}", pa.string()) for place in range(len(header))]
        numbers = [("number", pa.int64()), ("place", pa.int64()), ("size", pa.int64())]
        self.schema = pa.schema([*numbers, *names])

    def pieces(self, seen: Callable[[bytes], object]) -> Iterator[pa.RecordBatch | Aside]:
        """The rows: batches of those that are plain, and each of the others. seen: is given all
        bytes of the file, in order. Raises OSError."""
        with self._path.open("rb") as stream:
            window = _Window(stream, seen, self._place.until)
            for _ in range(self._place.below):
                window.take(len(window.line(0) or b""))
            yield from self._found(window, self._place.number)
            window.drain()

    def _found(self, window: _Window, number: int) -> Iterator[pa.RecordBatch | Aside]:
        """What stands in the window from the line of that number on."""
        places = SignPlaces()
        while window.data or window.more():
            if not window.data:
                continue
            marks = CellMarks(bytes(window.data), self._layout, places)
            at, whole = 0, True
            while whole:
                limit = self._records(iter(()), number).limit
                stretch = marks.stretch(at, limit)
                yield from self._told(marks, stretch, number, window.place)
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
        self, marks: CellMarks, stretch: MarkedRecords, number: int, place: int
    ) -> Iterator[pa.RecordBatch | Aside]:
        """The records of a stretch: a batch of those that are regular, and each of the others.
        place: of the marks in the file."""
        regular, starts = stretch.regular, stretch.starts
        for at in np.flatnonzero(~regular):
            text = marks.data[starts[at] : starts[at + 1]]
            yield Aside(number + int(stretch.lines[at]), text)
        if regular.any():
            numbers = number + stretch.lines[:-1], place + starts[:-1], np.diff(starts)
            arrays = [whole_numbers(values[regular]) for values in numbers]
            yield pa.RecordBatch.from_arrays([*arrays, *stretch.cells], schema=self.schema)

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
    """The bytes of a file that were read and not yet taken, and where they begin in it."""

    def __init__(
        self, stream: BinaryIO, seen: Callable[[bytes], object], until: int | None
    ) -> None:
        self._stream = stream
        self._seen = seen
        self._until = until
        self._read = 0
        self.place = 0
        self.data = bytearray()

    def more(self) -> bool:
        """Read some more; False where nothing more is there."""
        read = self._stream.read(PIECE)
        self._seen(read)
        begin = len(_BOM) if not self._read and read.startswith(_BOM) else 0
        end = None if self._until is None else max(self._until - self._read, 0)
        self._read += len(read)
        self.place += begin
        self.data += read[begin:end]
        return bool(read) and end != 0

    def take(self, size: int) -> None:
        """Give up the first bytes."""
        del self.data[:size]
        self.place += size

    def line(self, at: int) -> bytes | None:
        """The line that begins at a place, None at the end."""
        looked = at
        while True:
            found = _LINE_END.search(self.data, looked)
            # Behind a carriage return at the end the line may go on.
            if found and (found[0] != b"\r" or found.end() < len(self.data)):
                return bytes(self.data[at : found.end()])
            looked = found.start() if found else len(self.data)
            if not self.more():
                return bytes(self.data[at:]) or None

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
