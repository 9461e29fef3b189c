"""Which table a question is answered from: the runs, or the runs that count alike, gathered.

A question that only counts reads FROM run_counts (or FROM valued), where a row stands for `n` runs,
of which `last` is the newest, and for as many clusters where it names none. That is one run a row
unless the gathered runs (store/derived/gathered.py) can tell the answer: every filter, and the
dimension of valued, must be a column of theirs, no bound moment may part the runs of a day, and no
bucket may be shorter than one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.store.dimensions.dimension import Dimension
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filter_sql import GATHERED, RUNS, RunTable
from dashboard.store.filters.filters import Filters
from dashboard.store.tables import GATHERED_BY

_CAUSED = ("cause", "origin")


@dataclass(frozen=True, slots=True)
class GatheredDays:
    """What is known of the gathered runs.

    firsts, lasts: of each day the created times of the first and the last, oldest first; both are
    empty where no runs are gathered.
    """

    firsts: tuple[datetime, ...] = ()
    lasts: tuple[datetime, ...] = ()

    def source(
        self,
        filters: Filters,
        values: Mapping[str, Any],
        by: Dimension | None = None,
        *,
        split: bool = False,
    ) -> RunTable:
        """Where to count the chosen runs.

        values: what is bound beside the filters; by: the dimension that they are counted by; split:
        whether causes are split by words of messages, which gathered runs don't have.
        """
        asked = [named(name) for name, _ in (*filters.keep, *filters.drop)]
        columns = {*GATHERED_BY, *(() if split else _CAUSED)}
        if (
            self.firsts
            and values.get("unit") != "hour"
            and all(_is_in(columns, one) for one in (*asked, *([by] if by else [])))
            and not any(map(self._parts, _moments((filters.since, filters.until, values))))
        ):
            return GATHERED
        return RUNS

    def _parts(self, moment: datetime) -> bool:
        """Whether some runs of a day are before a moment, and others are not."""
        place = bisect_left(self.lasts, moment)
        return place < len(self.lasts) and self.firsts[place] < moment


def _is_in(columns: Iterable[str], dimension: Dimension) -> bool:
    return not dimension.sql and {*dimension.columns} <= {*columns}


def _moments(values: object) -> Iterator[datetime]:
    """All moments in values."""
    if isinstance(values, datetime):
        yield values
    elif isinstance(values, Mapping):
        yield from _moments(tuple(values.values()))
    elif isinstance(values, Sequence) and not isinstance(values, str):
        for value in values:
            yield from _moments(value)


def gathered_of(rows: Iterable[Mapping[str, Any]]) -> GatheredDays:
    """The same from the rows of queries/gathered_days.sql."""
    ordered = sorted((row["first"], row["last"]) for row in rows)
    return GatheredDays(tuple(first for first, _ in ordered), tuple(last for _, last in ordered))
