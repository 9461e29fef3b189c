"""The two kinds of files whose rows can be read as columns: JSON lines, and CSV or TSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pyarrow as pa

from dashboard.sources.mapping.reread import InSmallLetters
from dashboard.sources.raw.json_text import decode
from dashboard.sources.raw.raw import RawRow, Record, Table, in_small_letters
from dashboard.sources.tables.cell_pieces import Aside, CellPieces
from dashboard.sources.tables.delimited import DelimitedTable
from dashboard.sources.tables.json_records import NdjsonTable
from dashboard.sources.tables.line_pieces import SCHEMA, Seen, line_pieces
from dashboard.sources.tables.spool import CellSpool, Spool

_SAMPLE = 1_000  # rows that are looked at to know the keys

Piece: TypeAlias = pa.RecordBatch | Aside
"""Some lines that may be plain, as sources/tables/line_pieces.py or cell_pieces.py gives them; or
one that is not."""


class LineSource(NamedTuple):
    """Rows of a file that can be read as columns.

    header: the names of the cells of each record of a CSV in order, () of JSON lines; keys: those
    of rows as they are known, each with how it is written in the file; sample: the first rows;
    is_short: whether these are all; schema: of their batches. pieces: gives all rows, and all
    bytes of the file to what it is given; spool: a table for those that are set aside; again: these
    as the rows of the whole file are; row: one by its bytes, None where they hold none. Raises
    OSError.
    """

    header: tuple[str, ...]
    keys: dict[str, str]
    sample: list[Record]
    is_short: bool
    schema: pa.Schema
    pieces: Callable[[Seen], Iterator[Piece]]
    spool: Callable[[], Spool | CellSpool]
    again: Callable[[Table], Table]
    row: Callable[[bytes], Record | None]


def source_of(runs: Table, path: Path) -> LineSource | None:
    """The rows of a table that stands in that file; None where they can't be read so."""
    if isinstance(runs, DelimitedTable):
        cells = runs.pieces()
        return _of_cells(runs, cells) if cells else None
    table = runs.table if isinstance(runs, InSmallLetters) else runs
    if isinstance(table, NdjsonTable):
        return _of_json(runs, table, path)
    return None


def _of_json(runs: Table, table: NdjsonTable, path: Path) -> LineSource:
    names = runs.names if isinstance(runs, InSmallLetters) else frozenset[str]()
    sample = _sample(table)
    return LineSource(
        header=(),
        keys={in_small_letters(key, names): key for key in _written(sample)},
        sample=sample,
        is_short=len(sample) < _SAMPLE,
        schema=SCHEMA,
        pieces=lambda seen: line_pieces(path, seen),
        spool=lambda: Spool(runs.file, runs.counted),
        again=lambda rest: InSmallLetters(rest, names) if names else rest,
        row=_object,
    )


def _of_cells(table: DelimitedTable, cells: CellPieces) -> LineSource:
    def row(text: bytes) -> Record | None:
        lines = StringIO(text.decode("utf-8", "surrogateescape"), newline="")
        found = next(table.named(table.records(lines, 0)), None)
        return found.values if isinstance(found, RawRow) else None

    sample = _sample(table)
    return LineSource(
        header=table.header,
        keys=dict(zip(table.header, table.header, strict=True)),
        sample=sample,
        is_short=len(sample) < _SAMPLE,
        schema=cells.schema,
        pieces=cells.pieces,
        spool=lambda: CellSpool(table),
        again=lambda rest: rest,
        row=row,
    )


def _sample(table: Table) -> list[Record]:
    """The first rows as they stand in the file."""
    return [row.values for row in islice(table.rows(), _SAMPLE) if isinstance(row, RawRow)]


def _written(sample: Sequence[Record]) -> Iterator[str]:
    """The keys of JSON objects; of those that differ only in case the first, and none that no
    column can be called."""
    written: dict[str, str] = {}
    for key in (key for values in sample for key in values):
        if key and key.isprintable():
            written.setdefault(key.casefold(), key)
    yield from written.values()


def _object(line: bytes) -> Record | None:
    with suppress(ValueError, RecursionError):
        row = decode(line.decode())
        return row if isinstance(row, dict) else None
    return None
