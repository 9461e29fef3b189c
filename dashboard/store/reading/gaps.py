"""Times between exports that no export covers: nobody knows whether anything ran in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dashboard.store.reading.beginning import beginning
from dashboard.store.workspace.reader import Row

WEEKEND = (5, 6)
OFF_WEEKS = 3
"""So many days of a weekday without a run make it a day off, if no run ever came on one; of a
weekend one does."""
NEAR = timedelta(minutes=1)
"""An as-of so near to midnight is meant to be midnight."""
SELDOM = 20
"""Runs still come after a time of day if they did on all but one in so many days. In simulations
(10 to 100 runs a day at random times, one day in 25 short) one as-of in 50 is taken for the
beginning of a gap where the next export goes on from there, and six to nine in ten are where the
rest of the day is missing."""

_DAY = timedelta(days=1)


class Gap(NamedTuple):
    """A time that no export covers, in local times.

    since, until: the first inclusive, the second exclusive. last, first: up to when the export
    before it tells, and the first run of the one after it. These lie before and after it where a
    day is taken to be whole, because its last or first run came when it usually does; by the hour
    nothing between them is known.
    """

    since: datetime
    until: datetime
    last: datetime
    first: datetime


def gaps(rows: Sequence[Row], zone: str) -> tuple[Gap, ...]:
    """The gaps between exports, oldest first, from the rows of queries/covers.sql.

    An export covers the time from its first run to its as-of, stated or else the newest time in it.
    One that shows runs known before reaches back over an unknown time, so no gap is claimed before
    its as-of.

    An export seldom says when it begins: the days before its first run are a gap only if runs would
    have come on them, going by the days that exports cover. That is so if they hold a weekday on
    which runs usually come (on more than half of such days), or if there are more of them than in
    the longest pause within an export. Days off count in neither pause: a weekend without runs
    between two weekly exports is no gap, nor are some days where runs are that far apart anyway.
    The day of an as-of that was stated is one of them if runs usually still come later on a day.
    """
    silences = list(_silences(rows))
    if not silences:
        return ()
    habits = _habits([row for row in rows if row["days"]], ZoneInfo(zone))
    return tuple(
        habits.gap(before, after)
        for before, after in silences
        if habits.are_broken_by(habits.uncovered(before, after))
    )


def reach(until: datetime, last: datetime | None, zone: ZoneInfo) -> datetime:
    """The local time before which data covers that is of a time and has this last run: midnight
    where that is near and no run came after it."""
    at = until.astimezone(zone)
    midnight = _midnight((at + NEAR).date(), zone)
    near = abs(until - midnight) <= NEAR
    return midnight if near and (last is None or last < midnight) else at


def _silences(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The exports before and after each time between what exports cover."""
    told = [row for row in rows if row["until"]]
    known = max((row for row in told if row["overlaps"]), key=itemgetter("until"), default=None)
    reached: Row | None = None
    for row in told:
        if row["days"]:
            if reached and row["first"] > reached["until"]:
                yield reached, row
            reached = max((one for one in (reached, row, known) if one), key=itemgetter("until"))


@dataclass(frozen=True, slots=True)
class _Habits:
    """When runs come. off, usual: weekdays, Monday is 0; pause: the most days in a row without a
    run within an export, days off not counted; firsts, lasts: when the first run of
    each day with runs came, and at what time of day the last one.
    """

    zone: ZoneInfo
    off: frozenset[int]
    usual: frozenset[int]
    pause: int
    firsts: dict[date, datetime]
    lasts: dict[date, time]

    def are_broken_by(self, days: Sequence[date]) -> bool:
        weekdays = [day.weekday() for day in days]
        return not self.usual.isdisjoint(weekdays) or _working(days, self.off) > self.pause

    def uncovered(self, before: Row, after: Row) -> list[date]:
        """The days between two exports that neither covers."""
        day, _ = self._end(before)
        return _days(day, after["first"].astimezone(self.zone).date())

    def gap(self, before: Row, after: Row) -> Gap:
        """The time between two exports."""
        _, since = self._end(before)
        first = after["first"].astimezone(self.zone)
        others = self.firsts.values()
        until = beginning([first, *others], after["last"], after["versions"], self.zone.key)
        return Gap(since, until, reach(before["until"], before["last"], self.zone), first)

    def _end(self, export: Row) -> tuple[date, datetime]:
        """The first day that an export does not cover, and the time from when on it covers none."""
        at = reach(export["until"], export["last"], self.zone)
        day, late = at.date(), self._late(at.date())
        run = export["last"] and export["last"].astimezone(self.zone)
        if run and run.date() == day and not export["stated"]:
            # The newest time in an export is not when it was made: the day may be covered or not.
            tomorrow = day + _DAY
            return tomorrow, _midnight(tomorrow, self.zone) if run.time() >= late else at
        return (day + _DAY if at.time() > late else day), at

    def _late(self, day: date) -> time:
        """The latest time of day at or after which runs came on nearly all other days."""
        times = sorted(last for other, last in self.lasts.items() if other != day)
        return times[len(times) // SELDOM] if times else time.max


def _habits(rows: Sequence[Row], zone: ZoneInfo) -> _Habits:
    held = [sorted(day["day"] for day in row["days"]) for row in rows]
    every = [day for row in rows for day in row["days"]]
    firsts = {
        day["day"]: day["first"] for day in sorted(every, key=itemgetter("first"), reverse=True)
    }
    lasts = {day["day"]: day["last"] for day in sorted(every, key=itemgetter("last"))}
    covered = {
        day
        for row, own in zip(rows, held, strict=True)
        for day in _days(own[0], row["until"].astimezone(zone).date())
    }
    ran = Counter(day.weekday() for day in lasts)
    seen = Counter(day.weekday() for day in covered | lasts.keys())
    passed = Counter(day.weekday() for day in _days(min(lasts), max(lasts)))
    off = frozenset(
        weekday
        for weekday in range(7)
        if not ran[weekday] and (weekday in WEEKEND or passed[weekday] >= OFF_WEEKS)
    )
    pauses = [
        _working(_days(one + _DAY, other), off) for own in held for one, other in pairwise(own)
    ]
    usual = frozenset(weekday for weekday, number in ran.items() if 2 * number > seen[weekday])
    local = {day: last.astimezone(zone).time() for day, last in lasts.items()}
    return _Habits(zone, off, usual, max(pauses, default=0), firsts, local)


def _working(days: Sequence[date], off: frozenset[int]) -> int:
    return sum(day.weekday() not in off for day in days)


def _days(since: date, until: date) -> list[date]:
    """The days from the first, inclusive, to the second, exclusive."""
    return [since + n * _DAY for n in range((until - since).days)]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)
