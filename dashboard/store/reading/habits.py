"""When runs usually come: on which weekdays, and by what time of day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from operator import itemgetter
from zoneinfo import ZoneInfo

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
ENOUGH_ALIKE = 4
"""Days of a weekend are compared with others of a weekend, and working days with working days, if
there are so many."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Habits:
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
        """Whether runs would have come on these days."""
        weekdays = [day.weekday() for day in days]
        return not self.usual.isdisjoint(weekdays) or _working(days, self.off) > self.pause

    def late(self, day: date) -> time:
        """The latest time of day at or after which runs came on nearly all other days."""
        times = self._ends(day)
        return times[len(times) // SELDOM] if times else time.max

    def quiet(self, day: date) -> time:
        """The earliest time of day after which runs came on hardly any other day."""
        times = self._ends(day)
        return times[-1 - len(times) // SELDOM] if times else time.max

    def rests(self, day: date) -> bool:
        """Whether no run is to be expected on a day; where runs come on no weekday as a rule,
        nothing is known of any."""
        weekday = day.weekday()
        return bool(self.usual) and (
            weekday in self.off or (weekday in WEEKEND and weekday not in self.usual)
        )

    def _ends(self, day: date) -> list[time]:
        """When the last run of other days came, earliest first."""
        others = {other: last for other, last in self.lasts.items() if other != day}
        is_weekend = day.weekday() in WEEKEND
        alike = [last for one, last in others.items() if (one.weekday() in WEEKEND) == is_weekend]
        return sorted(alike if len(alike) >= ENOUGH_ALIKE else others.values())


def habits_of(rows: Sequence[Row], zone: ZoneInfo) -> Habits:
    """The habits that exports show, from the rows of queries/covers.sql, of which one has days."""
    rows = [row for row in rows if row["days"]]
    held = [sorted(day["day"] for day in row["days"]) for row in rows]
    every = [day for row in rows for day in row["days"]]
    firsts = {
        day["day"]: day["first"] for day in sorted(every, key=itemgetter("first"), reverse=True)
    }
    lasts = {day["day"]: day["last"] for day in sorted(every, key=itemgetter("last"))}
    covered = {
        day
        for row, own in zip(rows, held, strict=True)
        for day in days_between(own[0], row["until"].astimezone(zone).date())
    }
    ran = Counter(day.weekday() for day in lasts)
    seen = Counter(day.weekday() for day in covered | lasts.keys())
    passed = Counter(day.weekday() for day in days_between(min(lasts), max(lasts)))
    off = frozenset(
        weekday
        for weekday in range(7)
        if not ran[weekday] and (weekday in WEEKEND or passed[weekday] >= OFF_WEEKS)
    )
    between = [days_between(one + DAY, other) for own in held for one, other in pairwise(own)]
    pauses = [_working(days, off) for days in between]
    usual = frozenset(weekday for weekday, number in ran.items() if 2 * number > seen[weekday])
    local = {day: last.astimezone(zone).time() for day, last in lasts.items()}
    return Habits(zone, off, usual, max(pauses, default=0), firsts, local)


def _working(days: Sequence[date], off: frozenset[int]) -> int:
    return sum(day.weekday() not in off for day in days)


def days_between(since: date, until: date) -> list[date]:
    """The days from the first, inclusive, to the second, exclusive."""
    return [since + n * DAY for n in range((until - since).days)]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time(), tzinfo=zone)


def reach(until: datetime, last: datetime | None, zone: ZoneInfo) -> datetime:
    """The local time before which data covers that is of a time and has this last run: midnight
    where that is near and no run came after it."""
    at = until.astimezone(zone)
    end = midnight((at + NEAR).date(), zone)
    near = abs(until - end) <= NEAR
    return end if near and (last is None or last < end) else at
