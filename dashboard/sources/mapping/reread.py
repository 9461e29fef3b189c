"""Tables whose rows are read as something else than what stands in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as ReadOnly
from typing import Any

from dashboard.sources.mapping import getters
from dashboard.sources.mapping.getters import Finder
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.raw import paths
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw import Fault, Over, RawRow, Record, Table, in_small_letters
from dashboard.sources.raw.raw_text import is_absent


class Spread(Over):
    """Rows that a reader in Python turns into rows first: none, one or several."""

    def __init__(
        self, table: Table, reader: Callable[[Record], Iterable[Record | BadValue]]
    ) -> None:
        super().__init__(table)
        self.header = ()
        self._reader = reader
        self._empty = 0

    def notices(self) -> tuple[str, ...]:
        """How many rows hold nothing that is read, once all were read."""
        if not self._empty:
            return ()
        hold = "row holds" if self._empty == 1 else "rows hold"
        return (f"{self._empty:,} {hold} no part of a run, as metrics and logs don’t: left out.",)

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows that were made, on the lines of the rows they were made from."""
        self._empty = 0
        for row in self.table.rows():
            if isinstance(row, Fault):
                made = (made for values in row.readings for made in self._reader(values))
                yield row._replace(readings=tuple(one for one in made if isinstance(one, dict)))
                continue
            several = list(self._reader(row.values))
            self._empty += not several
            for one in several:
                if isinstance(one, BadValue):
                    yield Fault(row.line, one.reason, self.show(row.values), (), row.file)
                else:
                    yield row._replace(values=one)


class Assembled(Over):
    """Rows of a table with a column for each member of what were objects: with the objects that
    rules ask for in place of these columns."""

    def __init__(self, table: Table, objects: ReadOnly[str, ReadOnly[str, str]]) -> None:
        """objects: by name, for each column of its members the way within it."""
        super().__init__(table)
        self.header = ()
        self._ways = {
            key: (*name.split("."), *rest.split("."))
            for name, members in objects.items()
            for key, rest in members.items()
        }

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows with their objects; of members without a value nothing is there."""
        for row in self.table.rows():
            if isinstance(row, Fault):
                yield row
            else:
                yield row._replace(values=self._assembled(row.values))

    def _assembled(self, values: Record) -> Record:
        made = {key: value for key, value in values.items() if key not in self._ways}
        for key, way in self._ways.items():
            value = values.get(key)
            if not is_absent(value) and not _put(made, way, value):
                made[key] = value
        return made


def objects_of(mapping: Mapping, keys: Collection[str]) -> dict[str, dict[str, str]]:
    """The objects that rules of the mapping read whole and of which rows with these keys have the
    members, each with the keys of these; no object within another one. What has a key of its own is
    no object where a person names it, but mostly empty beside its members where a system does."""
    found: dict[str, dict[str, str]] = {}
    if any("." in key for key in keys) and not (mapping.same_names or mapping.ignore_case):
        for path in sorted(mapping.every_path(), key=len):
            name = path.replace("'", "")
            alone = name in keys and not mapping.builtin
            inner = {} if alone else paths.beneath(path, keys)
            if inner and not any(name.startswith(f"{outer}.") for outer in found):
                found[name] = inner
    return found


def _put(made: Record, way: Sequence[str], value: Any) -> bool:
    """Put a value where the way leads; whether nothing else stands on it already."""
    holder = made
    for step in way[:-1]:
        if is_absent(holder.get(step)):
            holder[step] = {}
        holder = holder[step]
        if not isinstance(holder, dict):
            return False
    return holder.setdefault(way[-1], value) is value


class Sifted(Over):
    """Rows without those that the mapping skips, and without words that mean nothing there."""

    def __init__(self, table: Table, mapping: Mapping, find: Finder) -> None:
        super().__init__(table)
        self._skip = [getters.holds(condition, find) for condition in mapping.skip]
        self._absent = mapping.absent
        self._skipped = 0

    def notices(self) -> tuple[str, ...]:
        """How many rows were left out, once all were read."""
        if not self._skipped:
            return ()
        are = "row was" if self._skipped == 1 else "rows were"
        return (f"{self._skipped:,} {are} left out: by the mapping’s skip they are no runs.",)

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows that may be runs or parts of runs."""
        self._skipped = 0
        for row in self.table.rows():
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


class Beside(Over):
    """Rows with what a mapping may read beside their own keys."""

    def __init__(self, table: Table, more: Record) -> None:
        super().__init__(table)
        self._more = more

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows with these keys added."""
        for row in self.table.rows():
            if isinstance(row, Fault):
                yield row._replace(readings=tuple(r | self._more for r in row.readings))
            else:
                yield row._replace(values={**row.values, **self._more})

    def show(self, values: Record) -> str:
        """The row's own keys, cut."""
        own = {key: value for key, value in values.items() if key not in self._more}
        return super().show(own)


class Joined(Over):
    """The rows of several files of one export, one file after the other."""

    def __init__(self, tables: Sequence[Table]) -> None:
        super().__init__(tables[0])
        self.header = ()
        self._tables = tables

    def rows(self) -> Iterator[RawRow | Fault]:
        """All rows, each with the file it stands in."""
        for table in self._tables:
            for row in table.rows():
                yield row._replace(file=row.file or table.file)


class InSmallLetters(Over):
    """Rows of our own format whose keys may be written in capitals."""

    def __init__(self, table: Table, names: frozenset[str]) -> None:
        super().__init__(table)
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
