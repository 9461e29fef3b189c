"""Tables whose rows are read as something else than what stands in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from dashboard.sources.raw import Fault, RawRow, Record, Table, in_small_letters


class RolledUp:
    """Rows that a reader in Python turns into runs first."""

    def __init__(self, table: Table, reader: Callable[[Record], Record]) -> None:
        self.file = table.file
        self.counted = table.counted
        self._table = table
        self._reader = reader

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rolled-up rows, on the lines of the rows they were made from."""
        for row in self._table.rows():
            if isinstance(row, Fault):
                readings = tuple(self._reader(values) for values in row.readings)
                yield row._replace(readings=readings)
            else:
                yield RawRow(row.line, self._reader(row.values))

    def show(self, values: Record) -> str:
        """A rolled-up row, cut."""
        return self._table.show(values)


class InSmallLetters:
    """Rows of our own format whose keys may be written in capitals."""

    def __init__(self, table: Table, names: frozenset[str]) -> None:
        self.file = table.file
        self.counted = table.counted
        self._table = table
        self._names = names

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows under the names of the columns; a fault for a row that has one of them twice."""
        for row in self._table.rows():
            if isinstance(row, Fault):
                yield row._replace(readings=tuple(map(self._small, row.readings)))
                continue
            if row.values.keys() <= self._names:
                yield row
                continue
            values = self._small(row.values)
            if len(values) == len(row.values):
                yield RawRow(row.line, values)
            else:
                reason = "one of its keys stands there in small letters and in capitals"
                yield Fault(row.line, reason, self.show(row.values), (values,))

    def _small(self, values: Record) -> Record:
        """A row under the names of the columns, without what stands there twice."""
        times = Counter(in_small_letters(key, self._names) for key in values)
        named = ((in_small_letters(key, self._names), value) for key, value in values.items())
        return {name: value for name, value in named if times[name] == 1}

    def show(self, values: Record) -> str:
        """The row, cut."""
        return self._table.show(values)
