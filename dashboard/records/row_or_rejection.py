"""What a raw row becomes: a canonical row, or a rejection that says why it is none."""

from __future__ import annotations

from dataclasses import replace

from dashboard.records.canonical import RowMaker
from dashboard.records.made import MadeRow, RowRejected
from dashboard.records.rows import Rejected
from dashboard.records.unread import cells_of, told_by, told_by_readings
from dashboard.sources.raw.raw import SHOWN_BEGINNING, Fault, RawRow, Table, whole


def canonical_row(
    maker: RowMaker, table: Table, raw: RawRow | Fault, position: int
) -> MadeRow | Rejected:
    """The canonical row of a raw row, or what to say about it when there is none."""
    by_place = bool(table.header)
    if isinstance(raw, Fault):
        row = _rejected(table, raw, None, raw.reason, raw.raw)
        return replace(row, **told_by_readings(maker, raw.readings, by_place)._asdict())
    try:
        return maker.make(raw.values, position)
    except RowRejected as refused:
        row = _rejected(table, raw, refused.field, refused.reason, table.show(raw.values))
        told = told_by(maker, raw.values, by_place)._asdict()
        return replace(row, cells=cells_of(raw.values), **told)


def _rejected(
    table: Table, row: RawRow | Fault, field: str | None, reason: str, raw: str
) -> Rejected:
    file = whole(row.file or table.file)
    return Rejected(file, row.line, field, whole(reason), whole(raw[:SHOWN_BEGINNING]))
