"""What the bytes of a CSV alone tell: where its records and cells end, as far as that is plain.

A quote opens a cell where it stands first in it and closes the cell where it stands last; two side
by side within are one that belongs to the text. While every quote stands so, whatever has an odd
number of quotes before it is within quotes, and the ends of cells and records are just the signs
that are not. From the first quote on that stands otherwise only a reader that goes through the
signs one by one can tell, and so it is where a lone carriage return or a NUL stands.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LONGEST = 1 << 20
"""Bytes of a record that is taken apart together with others: many longer ones need much memory."""

_QUOTE, _LF, _CR, _APOSTROPHE = b"\"\n\r'"
_NOWHERE = np.zeros(0, np.int64)


class Layout(NamedTuple):
    """How a CSV is written: the sign between cells, how many a row has, and whether an ' before a
    cell may be none of its text."""

    delimiter: int
    width: int
    restored: bool


class MarkedRecords(NamedTuple):
    """Records that follow each other and end where they seem to.

    starts: where each begins, and after the last where that ends; lines: in which line each begins,
    and after the last the next, counted from 0 at the stretch's beginning; first: which cell of all
    is its first; begin, end: where each cell does, without its quotes; doubled: whether the cell
    has quotes within; regular: whether the record has as many cells as it should and nothing in it
    is strange; broken: whether what follows can't be told.
    """

    starts: Places
    lines: Places
    first: Places
    begin: Places
    end: Places
    doubled: Flags
    regular: Flags
    broken: bool


class CellMarks:
    """The signs in a piece of a CSV that its records and cells may end with."""

    def __init__(self, data: bytes, layout: Layout) -> None:
        self.data = data
        self.found: Bytes = np.frombuffer(data, np.uint8)
        self._layout = layout
        found = self.found
        signs = (found == layout.delimiter) | (found == _QUOTE) | (found == _LF)
        self._places = np.flatnonzero(signs)
        self._signs = found[self._places]
        self._unclear = self._find_unclear()
        self._strange = _not_utf8(data)

    def _find_unclear(self) -> Places:
        found, unclear = self.found, _NOWHERE
        if b"\r" in self.data:
            unclear = np.flatnonzero((found[:-1] == _CR) & (found[1:] != _LF))
        if b"\0" in self.data:
            unclear = np.sort(np.concatenate((unclear, np.flatnonzero(found == 0))))
        return unclear

    def stretch(self, start: int, most: int) -> MarkedRecords:
        """The records from a place on at which one begins. most: lines that one may have."""
        after = np.searchsorted(self._places, start)
        places, signs = self._places[after:], self._signs[after:]
        quotes = signs == _QUOTE
        before = quotes.cumsum()
        outside = np.flatnonzero(~quotes & (before & 1 == 0))
        ends = places[outside]
        lasts = np.flatnonzero(signs[outside] == _LF)
        starts = np.concatenate(([start], ends[lasts] + 1))
        numbers = np.concatenate(([0], (signs == _LF).cumsum()[outside[lasts]]))
        cells = np.diff(lasts, prepend=-1)
        unclear = self._first_unclear(start, places[quotes])
        plain = int(np.searchsorted(starts[1:], unclear, side="right"))
        lines = np.diff(numbers)
        several = (lines > 1) & ((cells != self._layout.width) | (lines > most))
        if several[:plain].any():
            plain = int(several.argmax())
        broken = plain < len(lasts) or unclear < len(self.found)
        lasts, starts, numbers = lasts[:plain], starts[: plain + 1], numbers[: plain + 1]
        many = int(lasts[-1]) + 1 if plain else 0
        within = np.diff(before[outside[:many]], prepend=0)
        begin, end = self._trimmed(start, ends[:many], lasts, within)
        first = lasts - cells[:plain] + 1
        regular = self._regular(starts, cells[:plain], first, begin)
        return MarkedRecords(starts, numbers, first, begin, end, within > 2, regular, broken)

    def _first_unclear(self, start: int, quotes: Places) -> int:
        """The first place from which on it is not plain where cells and records end."""
        size, sign = len(self.found), self._layout.delimiter
        opening, closing = quotes[::2], quotes[1::2]
        before = self.found.take(opening - 1, mode="wrap")
        well = (before == sign) | (before == _LF) | (before == _QUOTE) | (opening == start)
        after = self.found.take(closing + 1, mode="clip")
        then = self.found.take(closing + 2, mode="clip")
        ends = (after == sign) | (after == _LF) | (after == _QUOTE)
        ends |= (after == _CR) & (then == _LF) | (closing >= size - 2)
        unclear = self._unclear[np.searchsorted(self._unclear, start) :]
        wrong = (opening[~well][:1], closing[~ends][:1], unclear[:1])
        return int(min((places[0] for places in wrong if len(places)), default=size))

    def _trimmed(
        self, start: int, ends: Places, lasts: Places, within: Places
    ) -> tuple[Places, Places]:
        """Where cells begin and end without their quotes and the sign that ends a line."""
        begin = np.empty_like(ends)
        begin[:1], begin[1:] = start, ends[:-1] + 1
        end = ends.copy()
        end[lasts] -= (self.found[ends[lasts] - 1] == _CR) & (end[lasts] > begin[lasts])
        quoted = within > 0
        begin += quoted
        end -= quoted
        return begin, end

    def _regular(self, starts: Places, cells: Places, first: Places, begin: Places) -> Flags:
        regular: Flags = (cells == self._layout.width) & (np.diff(starts) <= LONGEST)
        if len(self._strange):
            inside = self._strange[(self._strange >= starts[0]) & (self._strange < starts[-1])]
            regular[np.searchsorted(starts, inside, side="right") - 1] = False
        if self._layout.restored:
            marked = self.found.take(begin, mode="clip") == _APOSTROPHE
            if marked.any():
                regular &= np.add.reduceat(marked, first) == 0
        return regular


def cells_by_column(data: bytes, stretch: MarkedRecords, width: int) -> list[pa.StringArray]:
    """The cells of the regular records of a stretch, a column at a time."""
    first = stretch.first[stretch.regular]
    bounds = np.empty(2 * len(stretch.begin) + 1, np.int32)
    bounds[:-1:2], bounds[1::2], bounds[-1] = stretch.begin, stretch.end, stretch.end[-1]
    pieces = pa.StringArray.from_buffers(len(bounds) - 1, pa.py_buffer(bounds), pa.py_buffer(data))
    places = first + np.arange(width)[:, None]
    taken = pieces.take(pa.array(2 * places.ravel()))
    columns = [taken.slice(column * len(first), len(first)) for column in range(width)]
    for column in np.flatnonzero(stretch.doubled[places].any(axis=1)):
        columns[column] = pc.replace_substring(columns[column], '""', '"')
    return columns


def _not_utf8(data: bytes) -> Places:
    """Where bytes stand that are not UTF-8."""
    found, begin = list[int](), 0
    while not data.isascii():
        try:
            codecs.utf_8_decode(memoryview(data)[begin:], "strict", True)
            break
        except UnicodeDecodeError as error:
            found.append(begin + error.start)
            begin += error.end
    return np.array(found, np.int64)
