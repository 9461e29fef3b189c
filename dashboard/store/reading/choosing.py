"""Which table a question is answered from: the runs, or runs that count alike, gathered.

A question that only counts reads FROM run_counts, FROM valued or, for causes and checks, FROM
kind_counts, for what customers see of these FROM seen_counts, for checks alone FROM checked_counts,
for kinds of work and set-ups FROM setup_counts; around changes FROM windowed_counts (windows.py),
whose moments may part days. There a row stands for `n` runs, of which `last` is the newest, and for
as many clusters where it names none, else for `alike` ones. That is one run a row unless a table of
gathered runs can tell the answer (store/derived/gathered.py): the first one does that has as a
column every filter, the dimension of valued, and what the question reads; no bound moment may part
the runs of a day, and no bucket may be shorter than one.

What tells of tasks reads FROM tries the runs of those that their only run did not solve, out of
the table of these (store/derived/tries.py) where that has every filter as a column; others it only
counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from dashboard.store.dimensions.dimension import Dimension
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filter_sql import (
    GATHERED,
    RUNS,
    SET_UPS,
    TALLIED,
    TRIES,
    RunTable,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.tables import GATHERED_BY, SET_UPS_BY, TALLIED_BY, TRIES_BY

_CAUSED = ("cause", "origin")
TABLES = (
    (TALLIED, TALLIED_BY),
    (SET_UPS, SET_UPS_BY),
    (GATHERED, (*GATHERED_BY, *_CAUSED)),
)
"""With the columns of each, the one with the fewest rows first."""
_OF_TRIES = frozenset((*TRIES_BY, *_CAUSED, "created_at", "run_id"))
"""What runs in the table of tries are chosen by."""
_READS = {
    "kind_counts": _CAUSED,
    "seen_counts": (*_CAUSED, "customers"),
    "checked_counts": ("checks",),
    "setup_counts": SET_UPS_BY,
}
"""Columns that a question reads that counts FROM these."""


@dataclass(frozen=True, slots=True)
class GatheredDays:
    """What is known of the gathered runs.

    tables: those of TABLES that are there, none where no runs are gathered; firsts, lasts: of each
    day the created times of the first and the last, oldest first; has_tries: whether the table of
    tries is there.
    """

    tables: tuple[RunTable, ...] = ()
    firsts: tuple[datetime, ...] = ()
    lasts: tuple[datetime, ...] = ()
    has_tries: bool = False

    def source(
        self,
        filters: Filters,
        values: Mapping[str, Any],
        by: Dimension | None = None,
        *,
        counts: str = "run_counts",
        split: bool = False,
        also: Sequence[Filters] = (),
    ) -> RunTable:
        """Where to count the chosen runs.

        values: what is bound beside the filters; by: the dimension that they are counted by;
        counts: what the question reads FROM; split: whether causes are split by words of messages,
        which gathered runs don't have; also: what else the runs are held against.
        """
        chosen = (filters, *also)
        dimensions = [*chain.from_iterable(map(_asked, chosen)), *([by] if by else [])]
        dimensions = [one for one in dimensions if not one.daily]  # a row is of one local day
        asked = {name for one in dimensions for name in one.columns} | {*_READS.get(counts, ())}
        if (
            not self.tables
            or values.get("unit") == "hour"
            or any(one.sql for one in dimensions)
            or (split and not asked.isdisjoint(_CAUSED))
            or any(map(self._parts, _moments(([(one.since, one.until) for one in chosen], values))))
        ):
            return RUNS
        there = (columns for columns in TABLES if columns[0] in self.tables)
        return next((table for table, columns in there if asked <= {*columns}), RUNS)

    def tries(self, filters: Filters, *, split: bool = False) -> RunTable:
        """Where to read the runs of tasks that their only run did not solve. split: as in
        source()."""
        asked = {name for one in _asked(filters) for name in one.columns}
        told = asked <= _OF_TRIES and not (split and not asked.isdisjoint(_CAUSED))
        return TRIES if self.has_tries and told else RUNS

    def _parts(self, moment: datetime) -> bool:
        """Whether some runs of a day are before a moment, and others are not."""
        place = bisect_left(self.lasts, moment)
        return place < len(self.lasts) and self.firsts[place] < moment


def _asked(filters: Filters) -> list[Dimension]:
    """What runs are chosen by."""
    return [named(name) for name, _ in (*filters.keep, *filters.drop)]


def _moments(values: object) -> Iterator[datetime]:
    """All moments in values."""
    if isinstance(values, datetime):
        yield values
    elif isinstance(values, Mapping):
        yield from _moments(tuple(values.values()))
    elif isinstance(values, Sequence) and not isinstance(values, str):
        for value in values:
            yield from _moments(value)


def gathered_of(
    tables: Iterable[RunTable], rows: Iterable[Mapping[str, Any]], *, has_tries: bool = False
) -> GatheredDays:
    """The same from the tables that are there and the rows of queries/gathered_days.sql."""
    ordered = sorted((row["first"], row["last"]) for row in rows)
    firsts, lasts = tuple(first for first, _ in ordered), tuple(last for _, last in ordered)
    return GatheredDays(tuple(tables), firsts, lasts, has_tries)
