"""Times between exports that no export covers: nobody knows whether anything ran in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dashboard.store.reading.beginning import beginning
from dashboard.store.reading.habits import DAY, Habits, days_between, habits_of, midnight, reach
from dashboard.store.workspace.reader import Row


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
    habits = habits_of(rows, ZoneInfo(zone))
    return tuple(
        _gap(before, after, habits)
        for before, after in silences
        if habits.are_broken_by(_uncovered(before, after, habits))
    )


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


def _uncovered(before: Row, after: Row, habits: Habits) -> list[date]:
    """The days between two exports that neither covers."""
    day, _ = _end(before, habits)
    return days_between(day, after["first"].astimezone(habits.zone).date())


def _gap(before: Row, after: Row, habits: Habits) -> Gap:
    """The time between two exports."""
    zone = habits.zone
    _, since = _end(before, habits)
    first = after["first"].astimezone(zone)
    firsts = [first, *habits.firsts.values()]
    until = beginning(firsts, after["last"], after["versions"], zone.key)
    return Gap(since, until, reach(before["until"], before["last"], zone), first)


def _end(export: Row, habits: Habits) -> tuple[date, datetime]:
    """The first day that an export does not cover, and the time from when on it covers none."""
    at = reach(export["until"], export["last"], habits.zone)
    day, late = at.date(), habits.late(at.date())
    run = export["last"] and export["last"].astimezone(habits.zone)
    if run and run.date() == day and not export["stated"]:
        # The newest time in an export is not when it was made: the day may be covered or not.
        tomorrow = day + DAY
        return tomorrow, midnight(tomorrow, habits.zone) if run.time() >= late else at
    return (day + DAY if at.time() > late else day), at
