"""Days between exports that no export covers: nobody knows whether anything ran on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from dashboard.store.reader import Row

Gap = tuple[datetime, datetime]
"""From the first instant, inclusive, to the second, exclusive: whole days of the zone."""

WEEKEND = (5, 6)
OFF_WEEKS = 3
"""So many days of a weekday without a run make it a day off, if no run ever came on one; of a
weekend one does."""

_DAY = timedelta(days=1)


def gaps(rows: Sequence[Row], zone: str) -> tuple[Gap, ...]:
    """The gaps between exports, oldest first, from the rows of queries/covers.sql.

    An export covers the time from its first run to its as-of. One that shows runs known before
    reaches back over an unknown time, so no gap is claimed before its as-of.

    An export seldom says when it begins: the days before its first run are a gap only if runs would
    have come on them, going by the days that exports cover. That is so if they hold a weekday on
    which runs usually come (on more than half of such days), or if there are more of them than in
    the longest pause within an export. Days off count in neither pause: a weekend without runs
    between two weekly exports is no gap, nor are some days where runs are that far apart anyway.
    """
    reached = [_day(row["until"], zone) for row in rows if row["overlaps"] and row["until"]]
    shown = [row for row in rows if row["first"] is not None]
    silent = [days for days in _silences(shown, zone) if not any(day > days[-1] for day in reached)]
    if not silent:
        return ()
    habits = _habits(shown, zone)
    return tuple(_times(days, zone) for days in silent if habits.are_broken_by(days))


@dataclass(frozen=True, slots=True)
class _Habits:
    """When runs come. off, usual: weekdays, Monday is 0; pause: the most days in a row without a
    run within an export, days off not counted."""

    off: frozenset[int]
    usual: frozenset[int]
    pause: int

    def are_broken_by(self, days: Sequence[date]) -> bool:
        weekdays = [day.weekday() for day in days]
        return not self.usual.isdisjoint(weekdays) or _working(days, self.off) > self.pause


def _habits(rows: Sequence[Row], zone: str) -> _Habits:
    busy = {day for row in rows for day in row["days"]}
    ran = Counter(day.weekday() for day in busy)
    covered = {day for row in rows for day in _days(min(row["days"]), _reach(row, zone))} | busy
    seen = Counter(day.weekday() for day in covered)
    passed = Counter(day.weekday() for day in _days(min(busy), max(busy)))
    off = frozenset(
        weekday
        for weekday in range(7)
        if not ran[weekday] and (weekday in WEEKEND or passed[weekday] >= OFF_WEEKS)
    )
    pauses = [
        _working(_days(one + _DAY, other), off)
        for row in rows
        for one, other in pairwise(sorted(row["days"]))
    ]
    usual = frozenset(weekday for weekday, days in ran.items() if 2 * days > seen[weekday])
    return _Habits(off, usual, max(pauses, default=0))


def _silences(rows: Sequence[Row], zone: str) -> Iterator[list[date]]:
    """The whole days between what exports cover, one list a time."""
    end: date | None = None
    for row in rows:
        first, until = min(row["days"]), _reach(row, zone)
        if end and (days := _days(end + _DAY, first)):
            yield days
        end = max(end or until, until)


def _reach(row: Row, zone: str) -> date:
    """The day up to which an export covers; one that says no time covers its runs."""
    last: date = max(row["days"])
    return max(last, _day(row["until"], zone)) if row["until"] else last


def _working(days: Sequence[date], off: frozenset[int]) -> int:
    return sum(day.weekday() not in off for day in days)


def _days(since: date, until: date) -> list[date]:
    """The days from the first, inclusive, to the second, exclusive."""
    return [since + n * _DAY for n in range((until - since).days)]


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _times(days: Sequence[date], zone: str) -> Gap:
    def begin(day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))

    return begin(days[0]), begin(days[-1] + _DAY)
