"""Rows that stand within rows: in pages of a list, in documents one after the other in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dashboard.sources.raw import paths
from dashboard.sources.raw.paths import Every
from dashboard.sources.raw.raw import (
    KEY,
    OUTSIDE,
    RESERVED,
    ROW,
    Fault,
    Over,
    RawRow,
    Record,
    Table,
    shortened,
)
from dashboard.sources.tables.ways import Way


class Unfolded(Over):
    """Rows that stand in lists within other rows, like pages of a list; a row without that list
    is a row itself. way: leads to it."""

    def __init__(self, table: Table, way: Way) -> None:
        super().__init__(table)
        self.header = ()
        self.way = way

    def rows(self) -> Iterator[RawRow | Fault]:
        """The inner rows, on the lines of those that hold them."""
        return self._inner(self.table.rows())

    def shortened(self) -> Iterator[RawRow | Fault]:
        """Those of rows of which very long ones are shortened."""
        return self._inner(shortened(self.table))

    def _inner(self, rows: Iterable[RawRow | Fault]) -> Iterator[RawRow | Fault]:
        for row in rows:
            if isinstance(row, Fault):
                yield row
                continue
            inner = _at_end(row.values, self.way)
            if inner is None:
                yield row
                continue
            beside = self._beside(row.values)
            for key, values in inner:
                if isinstance(values, dict):
                    own = values if key is None else values | {KEY: key}
                    yield row._replace(values=own | beside)
                else:
                    reason = "an entry of its list of rows is no object"
                    yield Fault(row.line, reason, self.show(row.values), (), row.file)

    def _beside(self, values: Record) -> Record:
        """What all inner rows of a row have from it."""
        return {key: values[key] for key in RESERVED if key in values}


class UnfoldedDocuments(Unfolded):
    """Such rows with what stands beside their list in the row that holds it."""

    def _beside(self, values: Record) -> Record:
        outside = {key: value for key, value in values.items() if key != self.way[0]}
        return super()._beside(values) | {OUTSIDE: outside}

    def show(self, values: Record) -> str:
        """The row's own keys, cut."""
        return super().show({key: value for key, value in values.items() if key != OUTSIDE})


class Numbered(Over):
    """Rows with their number in the file."""

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows, from 1 on."""
        for number, row in enumerate(self.table.rows(), 1):
            yield row if isinstance(row, Fault) else row._replace(values=row.values | {ROW: number})

    def show(self, values: Record) -> str:
        """The row's own keys, cut."""
        return super().show({key: value for key, value in values.items() if key != ROW})


def _at_end(value: Any, way: Way) -> list[tuple[str | None, Any]] | None:
    """What stands at the end of a way, each with the last key that led to it where any may; None
    where the way leads to no list."""
    for at, step in enumerate(way):
        if isinstance(step, Every):
            entries = _entries(paths.opened(value) if type(value) is str else value)
            return _further(entries, way[at + 1 :]) if entries is not None else None
        value = paths.getter_of((step,))(value)
    found = paths.opened(value) if type(value) is str else value
    return [(None, one) for one in found] if isinstance(found, list) else None


def _further(entries: list[tuple[str | None, Any]], way: Way) -> list[tuple[str | None, Any]]:
    if not way:
        return entries
    found: list[tuple[str | None, Any]] = []
    for outer, entry in entries:
        inner = _at_end(entry, way) or []
        found += [(outer if key is None else key, value) for key, value in inner]
    return found


def _entries(value: Any) -> list[tuple[str | None, Any]] | None:
    if isinstance(value, dict):
        return [(str(key), one) for key, one in value.items()]
    return [(None, one) for one in value] if isinstance(value, list) else None
