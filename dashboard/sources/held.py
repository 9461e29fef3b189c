"""What rows hold, as formats are told by it: their keys, and some of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking
from dashboard.sources.raw.raw import Fault, RawRow, Record
from dashboard.sources.tables.frames import ColumnsTable

SAMPLE = 1_000
"""Rows that are looked at before all of them are."""


def held(found: Iterable[RawRow | Fault]) -> Contents:
    """What rows hold: their keys, and some of them."""
    keys: dict[str, None] = {}
    rows: list[Record] = []
    for row in found:
        if isinstance(row, RawRow):
            keys.update(dict.fromkeys(row.values))
            if len(rows) < SAMPLE:
                rows.append(row.values)
    return Contents(tuple(keys), rows)


def fits_columns(mapping: Mapping, table: ColumnsTable) -> bool:
    """Whether what tells the format are the names of a table's columns."""
    rows = [row.values for row in islice(table.rows(), 9) if isinstance(row, RawRow)]
    return bool(mapping.recognise) and not lacking(mapping, Contents(tuple(table.columns), rows))
