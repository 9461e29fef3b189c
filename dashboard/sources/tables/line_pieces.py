"""A file of JSON lines in pieces, each line with what its bytes alone tell about it.

JSON has quotes, colons and brackets for its structure, and every quote within a text stands behind
a backslash. So a quote followed by a colon ends the name of a member, and how many members a line
has, lists and objects in it included, can be counted without taking it apart: whoever takes it
apart afterwards and finds as many has overlooked none. Lines in which that cannot be told from the
bytes, which only a lenient reader would take for JSON, or of which the begin or end is missing, are
marked as odd.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.sources.tables.sign_places import Bytes, Places, SignPlaces

Seen: TypeAlias = Callable[[bytes | memoryview], object]
"""Is given all bytes of a file, in order."""

PIECE, READ = 1 << 22, 1 << 19
"""Bytes that are looked at together, and that are read at a time. Of much smaller pieces DuckDB
keeps the order at a cost; much larger ones don't stay in the processor's cache."""
LONGEST = 1 << 20
"""Bytes of a line that are taken apart together with others: many longer ones need much memory."""
SCHEMA = pa.schema(
    [
        ("number", pa.int64()),
        ("place", pa.int64()),
        ("size", pa.int32()),
        ("line", pa.string()),
        ("members", pa.int32()),
        ("nulls", pa.int32()),
    ]
)
"""number: of the line in the file; place, size: where it begins there and how many bytes it has;
members: of its object and of all in it, -1 where the line is odd; nulls: how many of them are
null."""

_QUOTE, _BACKSLASH, _COLON, _COMMA, _SPACE, _MINUS, _NEWLINE, _RETURN = b'"\\:, -\n\r'
_PLAIN, _NULL, _SIGNED = 1, 2, 3
_BEGINS = np.zeros(256, np.uint8)  # what a value may begin with
_BEGINS[list(b'"{[tf0123456789')] = _PLAIN
_BEGINS[ord("n")], _BEGINS[_MINUS] = _NULL, _SIGNED
_BOM = b"\xef\xbb\xbf"


def line_pieces(path: Path, seen: Seen) -> Iterator[pa.RecordBatch]:
    """The lines of a file in UTF-8, some at a time, as batches of SCHEMA.

    seen: is given all bytes of the file, in order. Lines end where Python ends them; one with a
    lone carriage return in it is several, and odd. Raises OSError.
    """
    number, places = 1, SignPlaces()
    with path.open("rb", buffering=0) as stream:
        for piece in _pieces(stream, seen, places):
            batch, number = _looked_at(piece, number, places)
            yield batch


class _Piece(NamedTuple):
    """Whole lines: their bytes, where these begin in the file, and where lines end in them."""

    found: Bytes
    place: int
    ends: Places


def _pieces(stream: FileIO, seen: Seen, places: SignPlaces) -> Iterator[_Piece]:
    """The bytes of a file in pieces, each in memory of its own, so that none is copied but the
    beginning of a line that goes on in the next one."""
    place, held = 0, np.empty(0, np.uint8)
    left = os.fstat(stream.fileno()).st_size
    while True:
        more = left + 1 if left >= 0 else READ  # a file may grow meanwhile
        memory = np.empty(len(held) + min(max(PIECE, len(held)), more), np.uint8)
        memory[: len(held)] = held
        filled, view = len(held), memory.data
        while filled < len(memory) and (size := stream.readinto(view[filled:][:READ])):
            seen(view[filled : filled + size])
            filled += size
        is_last = filled < len(memory)
        left -= filled - len(held)
        begin = len(_BOM) if not place and view[:filled][: len(_BOM)] == _BOM else 0
        ends = places.of(_NEWLINE, memory[begin:filled])
        end = filled if is_last else begin + int(ends[-1]) + 1 if len(ends) else 0
        if end > begin:
            yield _Piece(memory[begin:end], place + begin, ends)
        if is_last:
            return
        held, place = memory[end:filled], place + end


def _looked_at(piece: _Piece, number: int, places: SignPlaces) -> tuple[pa.RecordBatch, int]:
    """The lines of a piece, the first of which has that number, and the number after the last."""
    found, place, ends = piece
    starts = np.empty(len(ends) + 1 + (found[-1] != _NEWLINE), np.int32)
    starts[0], starts[1 : len(ends) + 1], starts[-1] = 0, ends + 1, len(found)
    lines = len(starts) - 1
    numbers = np.arange(number, number + lines)
    members, nulls, unclear = _members(found, places.of(_COLON, found))
    closing = (places.of(bracket, found) for bracket in b"]}")
    strange = [unclear, *(_lenient(found, ends) for ends in closing), _cut_off(found, starts)]
    returns = places.of(_RETURN, found[:-1])
    if len(returns):
        lone = returns[found[returns + 1] != _NEWLINE]
        strange.append(lone)
        numbers += _counts(lone, starts).cumsum() - _counts(lone, starts)
        number += len(lone)
    counted, sizes = _counts(members, starts), np.diff(starts)
    for odd in strange:  # may be told by what is missing behind the last byte
        counted[np.searchsorted(starts[:-1], odd, side="right") - 1] = -1
    counted[sizes > LONGEST] = -1
    arrays = [
        whole_numbers(numbers),
        whole_numbers(starts[:-1] + np.int64(place)),
        whole_numbers(sizes),
        pa.StringArray.from_buffers(lines, pa.py_buffer(starts), pa.py_buffer(found)),
        whole_numbers(counted),
        whole_numbers(_counts(nulls, starts)),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA), number + lines


def whole_numbers(values: npt.NDArray[np.signedinteger]) -> pa.Array:
    """Whole numbers for Arrow. Its own `array` imports pandas first, to know it from NumPy: a
    second of the processor."""
    type_ = pa.from_numpy_dtype(values.dtype)
    buffers = [None, pa.py_buffer(np.ascontiguousarray(values))]
    return pa.Array.from_buffers(type_, len(values), buffers)


def _counts(places: Places, starts: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """How many of the places, in order, stand in each line."""
    return np.diff(np.searchsorted(places, starts)).astype(np.int32)


def _members(found: Bytes, colons: Places) -> tuple[Places, Places, Places]:
    """Where names of members end, those of which the value is null, and where that is not told."""
    before = found.take(colons - 1, mode="wrap")
    places = colons[before == _QUOTE] - 1
    escaped = found.take(places - 1, mode="wrap") == _BACKSLASH
    texts, places = places[escaped], places[~escaped]
    values = places + 2
    values += found.take(values, mode="clip") == _SPACE
    begins = _BEGINS.take(found.take(values, mode="clip"))
    nulls, signed = begins == _NULL, values[begins == _SIGNED]
    unlike = values[nulls]
    digits = found.take(signed + 1, mode="clip")
    unclear = (
        texts[found.take(texts - 2, mode="wrap") == _BACKSLASH],
        _spaced(found, colons[before <= _SPACE]),
        values[begins == 0],
        unlike[found.take(unlike + 1, mode="clip") != ord("u")],
        signed[(digits < ord("0")) | (digits > ord("9"))],
    )
    return places, places[nulls], np.concatenate(unclear)


def _spaced(found: Bytes, colons: Places) -> Places:
    """Of colons behind a space those that may stand behind the name of a member all the same."""
    ends = found.take(colons - 2, mode="wrap")
    escaped = found.take(colons - 3, mode="wrap") == _BACKSLASH
    escaped &= found.take(colons - 4, mode="wrap") != _BACKSLASH
    unclear: Places = colons[(ends <= _SPACE) | (ends == _QUOTE) & ~escaped]
    return unclear


def _lenient(found: Bytes, closing: Places) -> Places:
    """Of brackets that close an object or list those behind a comma, which is no JSON."""
    before = found[closing - 1]
    further = found[closing - 2]
    spaced = (before <= _SPACE) & ((further <= _SPACE) | (further == _COMMA))
    lenient: Places = closing[(before == _COMMA) | spaced]
    return lenient


def _cut_off(found: Bytes, starts: npt.NDArray[np.int32]) -> Places:
    """Where lines begin that are no object as a whole, as those that were cut off: for one that is
    no JSON DuckDB goes through thousands of lines one by one."""
    before_ends = starts[1:] - 2
    before_ends[-1] += found[-1] != 10
    before_ends -= found.take(before_ends, mode="wrap") == 13
    first, last = found[starts[:-1]], found.take(before_ends, mode="wrap")
    begun = (first == ord("{")) | (first <= _SPACE)
    ended = (last == ord("}")) | (last <= _SPACE)
    cut: Places = starts[:-1][~(begun & ended)]
    return cut
