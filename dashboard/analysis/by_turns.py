"""Values of a worker that take turns, so that none of them replaced another."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.unordered import two_sets
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class ByTurns:
    """Two or more values of one thing of a worker whose runs are mixed, and of which no change says
    anything: a trial by day or by batch, or values that vary from run to run.

    what: the thing, one of CHANGED_THINGS, but no list that goes with the kind of work; values: the
    first to be seen first; sets: the runs with the first value and those with the second, as a link
    writes filters; times: how often one of them followed another; days: on how many days they ran.
    """

    worker: str
    what: str
    values: tuple[str, ...]
    sets: tuple[str, str]
    times: int
    days: int


def by_turns(history: History, filters: Filters) -> tuple[ByTurns, ...]:
    """What takes turns, of the workers with chosen runs."""
    chosen = filters.of_any_ending().within(None, None)
    rows = history.ask("by_turns", chosen, zone=history.about.zone)
    return tuple(
        ByTurns(
            worker=row["worker"] or row["worker_id"],
            what=row["what"],
            values=tuple(names[0] or "none" for names in row["names"]),
            sets=two_sets(row),
            times=row["times"],
            days=row["days"],
        )
        for row in rows
    )
