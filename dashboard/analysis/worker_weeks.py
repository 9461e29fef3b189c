"""The reviewed week of every worker against the four weeks before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from dashboard.analysis.cells import KINDS
from dashboard.analysis.days import Days, day_effect
from dashboard.analysis.lifecycle import Reviewed, Seen, reviewed
from dashboard.analysis.mix import ENOUGH_KEPT, FEWEST, Counts, Kind
from dashboard.analysis.rates import NO_RATE, Clusters, Rate, rate
from dashboard.analysis.worse import FEW, WORSE, Judged, Week, judge
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row


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
    doesn't cover a week before it, or by_ending: runs are chosen by how they ended; then weeks is
    empty."""

    reviewed: Reviewed | None
    weeks: tuple[WorkerWeek, ...]
    by_ending: bool = False

    @property
    def worse(self) -> tuple[WorkerWeek, ...]:
        """Those that got worse, and not by chance."""
        return tuple(week for week in self.weeks if week.judged.verdict == WORSE)

    @property
    def tested(self) -> bool:
        """Whether any worker ran often enough to be told from chance."""
        return any(week.judged.q is not None for week in self.weeks)

    @property
    def too_few(self) -> bool:
        """Whether no worker can be told from chance, and some for want of runs alone."""
        return not self.tested and any(week.judged.verdict == FEW for week in self.weeks)


def worker_weeks(history: History, filters: Filters) -> WorkerWeeks:
    """The reviewed week of every worker among the chosen runs."""
    window = reviewed(history.about, filters)
    if window is None or window.short or filters.by_ending:
        return WorkerWeeks(None, (), filters.by_ending)
    ask = partial(
        history.ask,
        filters=filters.within(None, None),
        since=window.since,
        until=window.until,
        before=window.edges[1 + window.weeks],
    )
    rows = ask("worker_weeks")
    names = {row["worker_id"]: row["worker"] for row in rows}
    places = {(row["worker_id"], row["place"]): _rate(row) for row in rows}
    kinds = _kinds(ask("worker_week_kinds"))
    days = _days(ask("worker_week_days", zone=history.about.zone))
    weeks = {
        name: Week(
            places.get((name, 1), NO_RATE).allowing(days[name].after),
            places.get((name, 2), NO_RATE).allowing(days[name].before),
            kinds[name],
        )
        for name in names
    }
    judged = judge(weeks)
    known = history.values_of("worker")
    found = [
        WorkerWeek(name, known.get(name, names[name]), weeks[name], judged[name]) for name in names
    ]
    found.sort(key=lambda week: (-(week.judged.excess or 0.0), week.worker_id))
    return WorkerWeeks(window, tuple(found))


def is_all(of_cause: Seen, week: Week) -> bool:
    """Whether one cause is all failures of a worker in the reviewed week and before it."""
    return of_cause.window == week.now.s and sum(of_cause.weeks) == week.before.s


def _rate(row: Row) -> Rate:
    return rate(row["s"], row["n"], Clusters(row["clusters"], row["mm"], row["ss"], row["sm"]))


def _days(rows: Iterable[Row]) -> dict[str, Days]:
    """Per worker how much its days differ: the reviewed week is what came after."""
    found = {}
    for worker, own in groupby(rows, key=lambda row: row["worker_id"]):
        sides: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for row in own:
            sides[row["place"]].append((row["s"], row["n"]))
        found[worker] = day_effect(sides[1], sides[2])
    return found


def _kinds(rows: Iterable[Row]) -> dict[str, tuple[Counts, ...]]:
    """Per worker its counts by kind of work."""
    by_worker = groupby(rows, key=lambda row: row["worker_id"])
    return {worker: kinds_of_work(list(own)) for worker, own in by_worker}


def kinds_of_work(rows: Sequence[Row]) -> tuple[Counts, ...]:
    """The counts of one worker by its finest kinds of work that are kinds: most of the runs before
    have others of theirs beside them. A name of which nearly each run has a value of its own says
    nothing of the work."""
    for names in (KINDS, KINDS[1:], KINDS[:1]):
        found = _by(rows, names)
        held = sum(kind.n0 for kind in found if kind.n0 >= FEWEST)
        if held >= ENOUGH_KEPT * sum(kind.n0 for kind in found):
            return found
    return _by(rows, ())


def _by(rows: Sequence[Row], names: Sequence[str]) -> tuple[Counts, ...]:
    counts: dict[Kind, list[int]] = {}
    for row in rows:
        held = counts.setdefault(tuple(row[name] for name in names), [0, 0, 0, 0])
        for place, name in enumerate(("s1", "n1", "s0", "n0")):
            held[place] += row[name]
    return tuple(Counts(*held) for held in counts.values())
