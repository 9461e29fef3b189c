"""Rows that stand in several runs, as a resumed session copies the messages of the one that it
goes on with: each belongs to the run that had it first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.sources.mapping import getters
from dashboard.sources.mapping.gathering import comparable
from dashboard.sources.mapping.getters import Finder
from dashboard.sources.mapping.mapping import Gathering
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw import Fault, Over, RawRow, Record, Table
from dashboard.sources.raw.raw_text import as_text, is_absent


class WithoutCopies(Over):
    """The rows of a table without those that another run has had before: of runs that share rows
    the one that ended first is the one that the others go on with."""

    def __init__(self, table: Table, gathering: Gathering, find: Finder) -> None:
        super().__init__(table)
        self.header = ()
        self._by, self._order, self._copied = (
            getters.compile_rule(rule, find) if rule else (lambda record: None)
            for rule in (gathering.by, gathering.order, gathering.copied)
        )
        self._owners: dict[str, str] | None = None
        self._left = 0

    def notices(self) -> tuple[str, ...]:
        """How many rows were left out, once all were read."""
        if not self._left:
            return ()
        rows = "1 row stands" if self._left == 1 else f"{self._left:,} rows stand"
        return (
            f"{rows} in several runs, as a session copies them that goes on with another: each "
            "counts once, in the run that ended first.",
        )

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows but for copies."""
        self._owners = self._owned() if self._owners is None else self._owners
        self._left = 0
        for row in self.table.rows():
            if isinstance(row, RawRow):
                name, run = self._told(row.values)
                if self._owners.get(name or "", run) != run:
                    self._left += 1
                    continue
            yield row

    def _owned(self) -> dict[str, str]:
        """The runs of the rows that stand in several, by what these are called."""
        held: dict[str, str] = {}
        several: dict[str, set[str]] = {}
        ends: dict[str, Any] = {}
        for row in self.table.rows():
            if isinstance(row, Fault):
                continue
            name, run = self._told(row.values)
            if name is None or run is None:
                continue
            if held.setdefault(name, run) != run:
                several.setdefault(name, {held[name]}).add(run)
            place = comparable(self._order(row.values))
            ends[run] = max(ends.get(run, place), place)
        return {name: min(runs, key=lambda run: (ends[run], run)) for name, runs in several.items()}

    def _told(self, values: Record) -> tuple[str | None, str | None]:
        """What a row is called in all runs, and its run."""
        try:
            name, run = self._copied(values), self._by(values)
        except BadValue:
            return None, None
        return (
            None if is_absent(name) else as_text(name),
            None if is_absent(run) else as_text(run),
        )
