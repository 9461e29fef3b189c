"""Rows that stand in several runs, as a resumed session copies the messages of the one that it
goes on with: each belongs to the run that the others go on with, where that can be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from dashboard.sources.mapping import getters
from dashboard.sources.mapping.gathering import comparable
from dashboard.sources.mapping.getters import Finder
from dashboard.sources.mapping.mapping import Gathering
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw import Fault, Over, RawRow, Record, Table
from dashboard.sources.raw.raw_text import as_text, is_absent

_Holders = dict[str, frozenset[str]]
"""The runs of each row that stands in several, by what the row is called."""


class _Ends(NamedTuple):
    """Between which rows a run goes: the places of the first and the last, and how they are
    called."""

    first: tuple[Any, str]
    last: tuple[Any, str]


class WithoutCopies(Over):
    """The rows of a table without those that runs have copied from the one that they go on with.

    That is the one which ends with rows that all the others have; else the only one which has rows
    of its own before them. Where all go on by themselves after what they share, as a session and
    its fork do, nothing tells which had it first: it stays in each.
    """

    def __init__(self, table: Table, gathering: Gathering, find: Finder) -> None:
        super().__init__(table)
        self.header = ()
        self._by, self._order, self._copied = (
            getters.compile_rule(rule, find) if rule else (lambda record: None)
            for rule in (gathering.by, gathering.order, gathering.copied)
        )
        self._owners: dict[str, str | None] | None = None
        self._left = self._shared = 0

    def notices(self) -> tuple[str, ...]:
        """How many rows were left out, and how many count in several runs, once all were read."""
        found = (
            (self._left, "as a session copies them that goes on with another: each counts once, in "
                         "the run that the others go on with."),
            (self._shared, "each of which goes on by itself, as a session and its fork do: which "
                           "had them first nothing tells, and they count in each."),
        )  # fmt: skip
        return tuple(
            f"{'1 row stands' if many == 1 else f'{many:,} rows stand'} in several runs, {sentence}"
            for many, sentence in found
            if many
        )

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows but for copies."""
        self._owners = self._owned() if self._owners is None else self._owners
        self._left = self._shared = 0
        for row in self.table.rows():
            if isinstance(row, RawRow):
                name, run = self._told(row.values)
                owner = self._owners.get(name or "", run)
                self._shared += owner is None and run is not None
                if owner not in (None, run):
                    self._left += 1
                    continue
            yield row

    def _owned(self) -> dict[str, str | None]:
        """The runs that rows belong to which stand in several, by what these are called; None of
        those that belong to each."""
        held: dict[str, str] = {}
        several: dict[str, set[str]] = {}
        ends: dict[str, _Ends] = {}
        for row in self.table.rows():
            if isinstance(row, Fault):
                continue
            name, run = self._told(row.values)
            if name is None or run is None:
                continue
            if held.setdefault(name, run) != run:
                several.setdefault(name, {held[name]}).add(run)
            here = comparable(self._order(row.values)), name
            first, last = ends.get(run, (here, here))
            ends[run] = _Ends(
                here if here[0] < first[0] else first, here if here[0] >= last[0] else last
            )
        holders = {name: frozenset(runs) for name, runs in several.items()}
        owners = {runs: _owner(runs, ends, holders) for runs in {*holders.values()}}
        return {name: owners[runs] for name, runs in holders.items()}

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


def _owner(runs: frozenset[str], ends: dict[str, _Ends], holders: _Holders) -> str | None:
    """Which of the runs that share rows the others go on with; None where nothing tells."""

    def in_all(name: str) -> bool:
        return runs <= holders.get(name, frozenset())

    ended = [run for run in runs if in_all(ends[run].last[1])]
    if ended:
        return min(ended, key=lambda run: (ends[run].last[0], ends[run].first[0], run))
    begun_before = [run for run in runs if not in_all(ends[run].first[1])]
    return begun_before[0] if len(begun_before) == 1 else None
