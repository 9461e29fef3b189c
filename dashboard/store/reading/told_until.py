"""Up to when the data tells what ran: an export seldom ends at midnight, though its day is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from dashboard.store.reading.beginning import USUAL_GAPS
from dashboard.store.reading.habits import DAY, Habits, habits_of, midnight, reach
from dashboard.store.workspace.reader import Row

WEEKS = 5
"""The last week and the four before it."""
LONGEST_PAUSE = timedelta(hours=2)
"""No longer silence at the end of a day is taken for a usual one, however seldom runs come."""


def told_until(rows: Sequence[Row], zone: str) -> datetime | None:
    """The local time before which the data tells what ran, from the rows of queries/covers.sql;
    None where no run has a time.

    That is the newest as-of, or the newest run if that is later, but the end of its day

    - within a minute of midnight, or within three gaps that are usual between the runs of a day, at
      most two hours;
    - where an as-of was stated: if hardly any other day had runs after that time of day;
    - where none was, so that the newest time in the export is all that is known: if its last run
      came no earlier than nearly all other days' last runs, but for as many gaps. Then days on
      which no run is to be expected, like weekends without runs, are told of, too, up to the end of
      the week: whoever exports on Monday what ends on Friday evening has the whole of it.

    Working days are compared with working days, and weekends with weekends. STATISTICS.md says how
    often that is right.
    """
    timed = [row for row in rows if row["days"]]
    if not timed:
        return None
    habits = habits_of(rows, ZoneInfo(zone))
    newest = max((row for row in rows if row["until"]), key=itemgetter("until"))
    last = max(row["last"] for row in timed)
    at = reach(newest["until"], last, habits.zone)
    begun = midnight(at.date(), habits.zone)
    end = at if at == begun else midnight(at.date() + DAY, habits.zone)
    if end != at and not _is_over(at, last, habits, _usual_pause(timed), stated=newest["stated"]):
        return at
    # What stated no as-of of its own was made at some time after its newest.
    while newest["stated"] is False and end.weekday() and habits.rests(end.date()):
        end = midnight(end.date() + DAY, habits.zone)
    return end


def days_a_week(rows: Sequence[Row], until: datetime | None) -> tuple[int, ...]:
    """On how many local days runs came in the last whole week before a local time and in each of
    the four before it, newest first, from the same rows; () without a time."""
    if until is None:
        return ()
    monday = until.date() - timedelta(days=until.weekday())
    ran = {day["day"] for row in rows for day in row["days"] or ()}
    weeks = [(monday - day).days for day in ran if day < monday]
    return tuple(sum(n * 7 < ago <= (n + 1) * 7 for ago in weeks) for n in range(WEEKS))


def _is_over(
    at: datetime, last: datetime, habits: Habits, pause: timedelta, *, stated: bool | None
) -> bool:
    """Whether no more runs are to be expected on the day of the newest time. last: the newest run;
    pause: so long a silence at the end of a day is a usual one."""
    day, run = at.date(), last.astimezone(habits.zone)
    if midnight(day + DAY, habits.zone) - at <= pause:
        return True
    if not stated and run.date() == day:
        return run + pause >= datetime.combine(day, habits.late(day), tzinfo=habits.zone)
    return at.time() >= habits.quiet(day)


def _usual_pause(timed: Sequence[Row]) -> timedelta:
    """How long a silence at the end of a day is a usual one."""
    days = [day for row in timed for day in row["days"]]
    busy: timedelta = sum((day["last"] - day["first"] for day in days), timedelta())
    gaps: int = sum(row["versions"] for row in timed) - len(days)
    return min(USUAL_GAPS * busy / max(gaps, 1), LONGEST_PAUSE)
