"""Shifts of a worker's rate that no known change explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from dashboard.analysis.change_log import NOT_RECORDED, Change, Together, changes, together
from dashboard.analysis.cusum import DayCount, shifts
from dashboard.analysis.worker_weeks import WorkerWeeks, worker_weeks
from dashboard.store.filters.filter_links import day_start
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.gaps import Gap
from dashboard.store.reading.history import History


def unexplained(
    history: History, filters: Filters, known: Sequence[Together], weeks: Sequence[WorkerWeeks]
) -> tuple[Together, ...]:
    """Shifts of a worker's rate between the changes that are known of it, by time."""
    zone, names = history.about.zone, history.values_of("worker")
    of_worker: dict[str, list[Together]] = defaultdict(list)
    for change in known:
        of_worker[change.worker_id].append(change)
    found = []
    rows = history.ask("worker_days", filters.within(None, None), zone=zone)
    for worker_id, own in groupby(rows, key=lambda row: row["worker_id"]):
        days = list(own)
        stamped = {row["day"] for row in days if row["stamped"]}
        counts = {row["day"]: DayCount(row["day"], row["s"], row["n"]) for row in days}
        for part in _between(counts, of_worker[worker_id], zone):
            found += [
                _shift(
                    worker_id,
                    names.get(worker_id) or days[-1]["worker"],
                    shift.start,
                    zone,
                    stamped=shift.start in stamped,
                    unseen_from=_unseen_before(shift.start, counts, history.about.gaps),
                )
                for shift in shifts(part)
            ]
    for reviewed in weeks:
        found += _worse_this_week(reviewed, (*known, *found), zone)
    return tuple(sorted(found, key=lambda change: (change.at, change.worker_id)))


def turns_of(history: History, worker_id: str) -> list[Together]:
    """Every change of one worker, and every shift that none explains: where another time begins."""
    only = ALL.of_worker(worker_id)
    known = together(changes(history, only))
    weeks = worker_weeks(history, ALL)
    mine = tuple(week for week in weeks.weeks if week.worker_id == worker_id)
    return [*known, *unexplained(history, only, known, [replace(weeks, weeks=mine)])]


def _worse_this_week(weeks: WorkerWeeks, told: Sequence[Together], zone: str) -> list[Together]:
    """Workers that got worse in the reviewed week, of which no change or shift is told in it or in
    the weeks that it is compared with: too new, or with too few runs, for a shift's day to be
    found."""
    if weeks.reviewed is None:
        return []
    since = weeks.reviewed.edges[1 + weeks.reviewed.weeks]
    changed = {change.worker_id for change in told if change.at >= since}
    local = ZoneInfo(zone)
    first = weeks.reviewed.since.astimezone(local).date()
    last = (weeks.reviewed.until.astimezone(local) - timedelta.resolution).date()
    return [
        _shift(week.worker_id, week.worker, first, zone, not_after=last)
        for week in weeks.worse
        if week.worker_id not in changed
    ]


def _between(
    counts: dict[date, DayCount], known: Sequence[Together], zone: str
) -> list[list[DayCount]]:
    """The days of a worker, without gaps, in parts between its changes."""
    local = ZoneInfo(zone)
    cuts = {change.at.astimezone(local).date() for change in known}
    first, last = min(counts), max(counts)
    parts: list[list[DayCount]] = [[]]
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day in cuts:
            parts.append([])
        else:
            parts[-1].append(counts.get(day, DayCount(day, 0, 0)))
    return parts


def _unseen_before(start: date, ran: Collection[date], gaps: Sequence[Gap]) -> date | None:
    """The first day of the gap between start and the day before it on which the worker ran, if
    there is one."""
    before = max((day for day in ran if day < start), default=None)
    unseen = [
        gap.since.date()
        for gap in gaps
        if before and before <= gap.since.date() < start and gap.until.date() <= start
    ]
    return min(unseen, default=None)


def _shift(
    worker_id: str,
    worker: str,
    start: date,
    zone: str,
    *,
    stamped: bool = False,
    unseen_from: date | None = None,
    not_after: date | None = None,
) -> Together:
    at = day_start(start, zone)
    change = Change(
        worker_id,
        worker,
        at,
        NOT_RECORDED,
        origin="derived",
        stamped=stamped,
        unseen_from=unseen_from,
        not_after=not_after,
    )
    return Together(worker_id, worker, at, (change,))
