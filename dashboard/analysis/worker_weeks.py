"""The reviewed week of every worker against the four weeks before it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.lifecycle import Reviewed, reviewed
from dashboard.analysis.rates import NO_RATE, Clusters, Rate, rate
from dashboard.analysis.worse import WORSE, Judged, Week, judge
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.store.reader import Row


@dataclass(frozen=True, slots=True)
class WorkerWeek:
    """A worker's failures in the reviewed window and before it, and what is said of them."""

    worker_id: str
    worker: str
    week: Week
    judged: Judged


@dataclass(frozen=True, slots=True)
class WorkerWeeks:
    """Every worker's week, most excess failures first. reviewed: the window; None if the data
    doesn't cover a week before it, or runs are chosen by how they ended: then weeks is empty."""

    reviewed: Reviewed | None
    weeks: tuple[WorkerWeek, ...]

    @property
    def worse(self) -> tuple[WorkerWeek, ...]:
        """Those that got worse, and not by chance."""
        return tuple(it for it in self.weeks if it.judged.verdict == WORSE)


NOTHING = WorkerWeeks(None, ())


def worker_weeks(history: History, filters: Filters) -> WorkerWeeks:
    """The reviewed week of every worker among the chosen runs."""
    window = reviewed(history.about, filters)
    if window is None or window.short or filters.by_ending:
        return NOTHING
    rows = history.ask(
        "worker_weeks",
        filters.within(None, None),
        since=window.since,
        until=window.until,
        before=window.edges[1 + window.weeks],
    )
    names = {row["worker_id"]: row["worker"] for row in rows}
    places = {(row["worker_id"], row["place"]): _rate(row) for row in rows}
    weeks = {it: Week(places.get((it, 1), NO_RATE), places.get((it, 2), NO_RATE)) for it in names}
    judged = judge(weeks)
    found = [WorkerWeek(it, names[it], weeks[it], judged[it]) for it in names]
    found.sort(key=lambda it: (-(it.judged.excess or 0.0), it.worker_id))
    return WorkerWeeks(window, tuple(found))


def _rate(row: Row) -> Rate:
    return rate(row["s"], row["n"], Clusters(row["clusters"], row["mm"], row["ss"], row["sm"]))
