"""A workbook goes to its file as it is packed, not all at once from memory."""

from __future__ import annotations

import random
from io import BytesIO

import pyarrow as pa

from dashboard.exporting.workbook import open_book, write_sheet
from dashboard.records.schema import Column, ValueKind


class Pieces(BytesIO):
    """A file that knows its longest piece, in bytes."""

    longest = 0

    def write(self, data: object) -> int:
        written = super().write(data)  # type: ignore[arg-type]
        self.longest = max(self.longest, written)
        return written


def test_a_workbook_is_written_piece_by_piece() -> None:
    texts = [random.Random(n).randbytes(10_000).hex() for n in range(50)]
    batch = pa.record_batch({"text": texts})
    file = Pieces()
    with open_book(file) as book:
        write_sheet(book, "runs", [Column("text", ValueKind.TEXT, "list", "")], [batch])
    assert file.getvalue().startswith(b"PK") and len(file.getvalue()) > 500_000
    assert file.longest < 100_000
