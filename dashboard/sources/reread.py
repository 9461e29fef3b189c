"""Tables whose rows are read as something else than what stands in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from dashboard.sources import getters
from dashboard.sources.faults import BadValue
from dashboard.sources.getters import Finder
from dashboard.sources.mapping import Mapping
from dashboard.sources.raw import Fault, RawRow, Record, Table, in_small_letters


class Spread:
    """Rows that a reader in Python turns into rows first: none, one or several."""

    header: tuple[str, ...] = ()

    def __init__(
        self, table: Table, reader: Callable[[Record], Iterable[Record | BadValue]]
    ) -> None:
        self.file = table.file
        self.counted = table.counted
        self._table = table
        self._reader = reader

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows that were made, on the lines of the rows they were made from."""
        for row in self._table.rows():
            if isinstance(row, Fault):
                made = (made for values in row.readings for made in self._reader(values))
                yield row._replace(readings=tuple(one for one in made if isinstance(one, dict)))
                continue
            for one in self._reader(row.values):
                if isinstance(one, BadValue):
                    yield Fault(row.line, one.reason, self.show(row.values), (), row.file)
                else:
                    yield row._replace(values=one)

    def show(self, values: Record) -> str:
        """A row that was made, cut."""
        return self._table.show(values)


class Sifted:
    """Rows without those that the mapping skips, and without words that mean nothing there."""

    def __init__(self, table: Table, mapping: Mapping, find: Finder) -> None:
        self.file, self.counted, self.header = table.file, table.counted, table.header
        self._table = table
        self._skip = [getters.holds(condition, find) for condition in mapping.skip]
        self._absent = mapping.absent
        self._skipped = 0

    def notices(self) -> tuple[str, ...]:
        """How many rows were left out, once all were read."""
        left_out = f"{self._skipped:,} {'row' if self._skipped == 1 else 'rows'} left out by skip."
        return (left_out,) if self._skipped else ()

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows that may be runs or parts of runs."""
        self._skipped = 0
        for row in self._table.rows():
            if isinstance(row, Fault):
                yield row
                continue
            filled = self._filled(row.values) if self._absent else row.values
            try:
                if any(holds(filled) for holds in self._skip):
                    self._skipped += 1
                else:
                    yield row._replace(values=filled)
            except BadValue as bad:
                yield Fault(row.line, bad.reason, self.show(row.values), (row.values,), row.file)

    def _filled(self, values: Record) -> Record:
        return {
            key: None if type(v) is str and v.strip().casefold() in self._absent else v
            for key, v in values.items()
        }

    def show(self, values: Record) -> str:
        """The row, cut."""
        return self._table.show(values)


class Beside:
    """Rows with what a mapping may read beside their own keys."""

    def __init__(self, table: Table, more: Record) -> None:
        self.file, self.counted, self.header = table.file, table.counted, table.header
        self._table = table
        self._more = more

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows with these keys added."""
        for row in self._table.rows():
            if isinstance(row, Fault):
                yield row._replace(readings=tuple(r | self._more for r in row.readings))
            else:
                yield row._replace(values={**row.values, **self._more})

    def show(self, values: Record) -> str:
        """The row's own keys, cut."""
        own = {key: value for key, value in values.items() if key not in self._more}
        return self._table.show(own)


class Together:
    """The rows of several files of one export, one file after the other."""

    header: tuple[str, ...] = ()

    def __init__(self, tables: Sequence[Table]) -> None:
        self.file = tables[0].file
        self.counted = tables[0].counted
        self._tables = tables

    def rows(self) -> Iterator[RawRow | Fault]:
        """All rows, each with the file it stands in."""
        for table in self._tables:
            for row in table.rows():
                yield row._replace(file=row.file or table.file)

    def show(self, values: Record) -> str:
        """The row, cut."""
        return self._tables[0].show(values)


class InSmallLetters:
    """Rows of our own format whose keys may be written in capitals."""

    def __init__(self, table: Table, names: frozenset[str]) -> None:
        self.file, self.counted, self.header = table.file, table.counted, table.header
        self.table = table
        self.names = names

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows under the names of the columns; a fault for a row that has one of them twice."""
        for row in self.table.rows():
            if isinstance(row, Fault):
                yield row._replace(readings=tuple(map(self._small, row.readings)))
                continue
            if row.values.keys() <= self.names:
                yield row
                continue
            values = self._small(row.values)
            if len(values) == len(row.values):
                yield row._replace(values=values)
            else:
                reason = "one of its keys stands there in small letters and in capitals"
                yield Fault(row.line, reason, self.show(row.values), (values,), row.file)

    def _small(self, values: Record) -> Record:
        """A row under the names of the columns, without what stands there twice."""
        times = Counter(in_small_letters(key, self.names) for key in values)
        named = ((in_small_letters(key, self.names), value) for key, value in values.items())
        return {name: value for name, value in named if times[name] == 1}

    def show(self, values: Record) -> str:
        """The row, cut."""
        return self.table.show(values)
