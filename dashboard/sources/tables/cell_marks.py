"""What the bytes of a CSV alone tell: where its records end and what their cells are, as far as
that is plain.

A quote opens a cell where it stands first in it and closes the cell where it stands last; two side
by side within are one that belongs to the text. While every quote stands so, whatever has an odd
number of quotes before it is within quotes, and records end at the ends of lines that have not:
Arrow then takes them apart as any reader would. From the first quote on that stands otherwise only
a reader that goes through the signs one by one can tell, and so it is where a lone carriage return
or a NUL stands.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.sources.tables.sign_places import Bytes, Places, SignPlaces

Flags = npt.NDArray[np.bool_]

LONGEST = 1 << 20
"""Bytes of a record that is taken apart together with others: many longer ones need much memory."""

_QUOTE, _LF, _CR, _APOSTROPHE, _EQUALS = b"\"\n\r'="
_BOM = b"\xef\xbb\xbf"
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
    and after the last the next, counted from 0 at the stretch's beginning; regular: whether the
    record has as many cells as it should and nothing in it is strange; cells: of the regular ones,
    a column at a time, None where a cell is empty; broken: whether what follows can't be told.
    """

    starts: Places
    lines: Places
    regular: Flags
    cells: list[pa.Array]
    broken: bool


class CellMarks:
    """The signs in a piece of a CSV that its records and cells may end with.

    places: finds them.
    """

    def __init__(self, data: bytes, layout: Layout, places: SignPlaces) -> None:
        self.data = data
        self._found: Bytes = np.frombuffer(data, np.uint8)
        self._layout = layout
        self._places = places
        self._quotes = places.of(_QUOTE, self._found)
        self._ends = places.of(_LF, self._found)
        self._quoted = np.searchsorted(self._quotes, self._ends)  # quotes before each end
        self._opens, self._closes = self._well_placed()
        self._unclear = self._find_unclear()
        self._strange = self._find_strange()

    def _well_placed(self) -> tuple[Flags, Flags]:
        """Whether each quote may be one that opens a cell, and one that closes it."""
        found, sign, quotes = self._found, self._layout.delimiter, self._quotes
        before = found.take(quotes - 1, mode="wrap")
        after = found.take(quotes + 1, mode="clip")
        then = found.take(quotes + 2, mode="clip")
        opens = (before == sign) | (before == _LF) | (before == _QUOTE)
        closes = (after == sign) | (after == _LF) | (after == _QUOTE)
        closes |= (after == _CR) & (then == _LF) | (quotes >= len(found) - 2)
        return opens, closes

    def _find_unclear(self) -> Places:
        found, unclear = self._found, _NOWHERE
        if b"\r" in self.data:
            unclear = np.flatnonzero((found[:-1] == _CR) & (found[1:] != _LF))
        if b"\0" in self.data:
            unclear = np.sort(np.concatenate((unclear, np.flatnonzero(found == 0))))
        return unclear

    def _find_strange(self) -> Places:
        """Where something stands in a record for which it must be read exactly."""
        marked = [_not_utf8(self.data)]
        if b'="' in self.data:
            signs = np.flatnonzero((self._found[:-1] == _EQUALS) & (self._found[1:] == _QUOTE))
            marked.append(self._first_in_cells(signs))
        if self._layout.restored and b"'" in self.data:
            marked.append(self._first_in_cells(self._places.of(_APOSTROPHE, self._found)))
        return marked[0] if len(marked) == 1 else np.sort(np.concatenate(marked))

    def _first_in_cells(self, places: Places) -> Places:
        """Those at which a cell may begin."""
        before = self._found.take(places - 1, mode="wrap")
        first = (before == self._layout.delimiter) | (before == _LF) | (before == _QUOTE)
        found: Places = places[first | (places == 0)]
        return found

    def stretch(self, start: int, most: int) -> MarkedRecords:
        """The records from a place on at which one begins. most: lines that one may have."""
        quotes = int(np.searchsorted(self._quotes, start))
        lines = int(np.searchsorted(self._ends, start))
        outside = np.flatnonzero((self._quoted[lines:] - quotes) & 1 == 0)
        starts = np.concatenate(([start], self._ends[lines:][outside] + 1))
        numbers = np.concatenate(([0], outside + 1))
        odd = self._odd(starts)
        several = np.diff(numbers)
        unclear = self._first_unclear(start, quotes)
        plain = int(np.searchsorted(starts[1:], unclear, side="right"))
        plain = _before(((several > 1) & odd | (several > most))[:plain])
        regular, cells = self._taken_apart(starts[: plain + 1], ~odd[:plain])
        sure = _before((several[:plain] > 1) & ~regular)
        if sure < plain:
            cells = [column.slice(0, int(regular[:sure].sum())) for column in cells]
        broken = sure < len(odd) or unclear < len(self._found)
        return MarkedRecords(starts[: sure + 1], numbers[: sure + 1], regular[:sure], cells, broken)

    def _first_unclear(self, start: int, after: int) -> int:
        """The first place from which on it is not plain where cells and records end. after: how
        many quotes stand before the start."""
        quotes = self._quotes[after:]
        wrong = np.empty(len(quotes), np.bool_)
        wrong[::2], wrong[1::2] = ~self._opens[after::2], ~self._closes[after + 1 :: 2]
        wrong[:1] &= quotes[:1] != start
        unclear = self._unclear[np.searchsorted(self._unclear, start) :]
        at = _before(wrong)
        return int(min([len(self._found), *quotes[at : at + 1], *unclear[:1]]))

    def _odd(self, starts: Places) -> Flags:
        """Records that must be read exactly, whatever their cells are."""
        odd: Flags = np.diff(starts) > LONGEST
        strange = self._strange[(self._strange >= starts[0]) & (self._strange < starts[-1])]
        odd[np.searchsorted(starts, strange, side="right") - 1] = True
        odd[:1] |= self.data.startswith(_BOM, int(starts[0]))  # which Arrow would leave out
        return odd

    def _taken_apart(self, starts: Places, chosen: Flags) -> tuple[Flags, list[pa.Array]]:
        """Which of the chosen records have as many cells as they should, and the cells of these."""
        data = self.data[starts[0] : starts[-1]]
        if not chosen.all():
            bounds = zip(starts[:-1][chosen], starts[1:][chosen], strict=True)
            data = b"".join(self.data[begin:end] for begin, end in bounds)
        cells, wrong = _cells(data, self._layout)
        regular = chosen.copy()
        regular[np.flatnonzero(chosen)[wrong]] = False
        return regular, cells


def _before(flags: Flags) -> int:
    """How many stand before the first that is flagged."""
    return int(flags.argmax()) if flags.any() else len(flags)


def _cells(data: bytes, layout: Layout) -> tuple[list[pa.Array], list[int]]:
    """The cells of records, a column at a time, and which records have not as many as they should,
    which are left out."""
    from pyarrow import csv  # not every export needs it

    wrong: list[int] = []

    def skip(row: csv.InvalidRow) -> str:
        wrong.append(row.number - 1)
        return "skip"

    names = [str(place) for place in range(layout.width)]
    if not data:
        return [pa.nulls(0, pa.string())] * layout.width, wrong
    table = csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
        csv.ParseOptions(
            delimiter=chr(layout.delimiter),
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=skip,
        ),
        csv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
        ),
    )
    return [column.combine_chunks() for column in table.columns], wrong


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
