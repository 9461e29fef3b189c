"""The lines of an export a portion at a time, each a stream that one statement draws from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow as pa

from dashboard.records.line_sources import Piece
from dashboard.sources.tables.cell_pieces import Aside

BATCH_ROWS, BATCH_BYTES = 1 << 13, 1 << 22
"""How much goes into the stream at once: of many small batches DuckDB keeps the order at a cost."""


class Portion:
    """The next pieces of an export, of about so many bytes, while they are drawn from the stream.

    first: the number of the first line, 0 if there is none; read: how many lines were drawn or set
    aside, those before the portion included; last: whether nothing is behind it.
    """

    def __init__(
        self,
        pieces: Iterator[Piece],
        size: int,
        read: int,
        progress: Callable[[int], None],
        set_aside: Callable[[Aside], None],
    ) -> None:
        """read: how many lines are before the portion; set_aside: is given the lines that are not
        in the stream."""
        self._pieces = pieces
        self._size = size
        self._progress = progress
        self._set_aside = set_aside
        self._fault: BaseException | None = None
        self.first = 0
        self.read = read
        self.last = False

    def stream(self, schema: pa.Schema) -> pa.RecordBatchReader:
        """All but what is set aside. It only ends early where anything is raised meanwhile: what
        draws from it knows no errors of ours."""
        return pa.RecordBatchReader.from_batches(schema, self._batches())

    def require_whole(self) -> None:
        """Raise what was raised in the stream."""
        if self._fault:
            raise self._fault

    def _batches(self) -> Iterator[pa.RecordBatch]:
        try:
            waiting, rows, size = list[pa.RecordBatch](), 0, 0
            for batch, its_size in self._drawn():
                waiting.append(batch)
                rows, size = rows + len(batch), size + its_size
                if rows >= BATCH_ROWS or size >= BATCH_BYTES:
                    yield _one(waiting)
                    waiting, rows, size = [], 0, 0
            if waiting:
                yield _one(waiting)
        except BaseException as fault:
            self._fault = fault

    def _drawn(self) -> Iterator[tuple[pa.RecordBatch, int]]:
        """The pieces, each with how many bytes it has."""
        drawn = 0
        for piece in self._pieces:
            if isinstance(piece, Aside):
                self._set_aside(piece)
                drawn += len(piece.text)
                self._count(piece.number, 1)
            else:
                size = piece.nbytes
                yield piece, size
                drawn += size
                self._count(piece["number"][0].as_py(), len(piece))
            if drawn >= self._size:
                return
        self.last = True

    def _count(self, number: int, rows: int) -> None:
        self.first = min(self.first or number, number)
        self.read += rows
        self._progress(self.read)


def _one(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """Batches as one; one alone is not copied."""
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)
