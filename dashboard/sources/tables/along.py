"""The rows that a way leads to in a JSON document."""

from __future__ import annotations

from dashboard.sources.raw.paths import Every
from dashboard.sources.raw.raw import Table
from dashboard.sources.tables.json_object import JsonObject, KeyedTable
from dashboard.sources.tables.unfolded import Numbered, Unfolded, UnfoldedDocuments
from dashboard.sources.tables.ways import Way


def unfolded_as(source: Table, way: Way, numbered: bool, outside: bool) -> Table:
    """The rows at the end of a way, with their numbers, and with what stands beside them."""
    table = Numbered(source) if numbered else source
    kind = UnfoldedDocuments if outside else Unfolded
    return kind(table, way) if way else table


def along(source: JsonObject, way: Way) -> Table | None:
    """The rows at the end of a way; None if it leads nowhere."""
    holder = source
    for at, step in enumerate(way):
        if isinstance(step, Every):
            table: Table = KeyedTable(source.file, source.text, holder.at, source.known)
            return _unfolded(table, way[at + 1 :])
        if found := holder.table(str(step)):
            rest = way[at + 1 :]
            return _unfolded(found, rest[1:] if rest[:1] == (Every(),) else rest)
        inner = holder.inner(str(step))
        if inner is None:
            return None
        holder = inner
    return holder.one_row()


def _unfolded(table: Table, way: Way) -> Table:
    return Unfolded(table, way) if way else table
