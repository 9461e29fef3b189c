"""The time that a chosen period is compared with, or why it is compared with none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from dashboard.store.filters.against import DATES, FOUR_WEEKS, Against
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About

FOUR = timedelta(weeks=4)


class Uncompared(Enum):
    """Why a period is compared with no other time."""

    NO_PERIOD = "it has no first day"
    NO_DATA = "the data ends before it"
    ITSELF_PARTLY = "exports cover a part of it only"
    OUTSIDE = "no export covers the other time"
    PARTLY = "exports cover a part of the other time only"
    OVERLAPS = "the two have days in common"


@dataclass(frozen=True, slots=True)
class ComparedTime:
    """The time that a period is compared with: its local beginning and end.

    how: as Against; alike: it is as long as what the data tells of the period, so that numbers of
    runs can stand side by side, too; part: it is a part of the period before, because the chosen
    one is not over yet.
    """

    how: str
    since: datetime
    until: datetime
    alike: bool
    part: bool = False


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Why nothing is compared. meant: the time that it would be; None where nothing says it."""

    why: Uncompared
    meant: ComparedTime | None = None


def compared_time(about: About, filters: Filters) -> ComparedTime | NotCompared:
    """The time that the chosen period is compared with, if exports cover both.

    A period that is not over yet is compared with the same elapsed part of the other, but for days
    of one's own; in local time, so that a clock change does not shift the days.
    """
    span = _elapsed(about, filters)
    if span is None or about.until is None or about.whole_from is None:
        begun = filters.since is not None and about.until is not None
        return NotCompared(Uncompared.NO_DATA if begun else Uncompared.NO_PERIOD)
    since, end, full_end = span
    meant = _meant(filters.against, since, end, full_end)
    if why := _why_not(about, since, end, meant):
        return NotCompared(why, meant)
    return meant


def _elapsed(about: About, filters: Filters) -> tuple[datetime, datetime, datetime] | None:
    """The local beginning of the chosen period, the end of its data, and its own end; with days of
    one's own, the data begins a period that says no beginning."""
    begun = filters.since or (about.whole_from if filters.against.how == DATES else None)
    if begun is None or (now := about.until) is None:
        return None
    zone = ZoneInfo(about.zone)
    full_end = filters.until.astimezone(zone) if filters.until else _end_of_day(now)
    since, end = begun.astimezone(zone), min(full_end, now)
    return (since, end, full_end) if end > since else None


def _meant(against: Against, since: datetime, end: datetime, full_end: datetime) -> ComparedTime:
    if against.since and against.until:
        start, stop = (at.astimezone(since.tzinfo) for at in (against.since, against.until))
        return ComparedTime(DATES, start, stop, _length(start, stop) == _length(since, end))
    shift = FOUR if against.how == FOUR_WEEKS else _length(since, full_end)
    part = against.how != FOUR_WEEKS and end < full_end
    # Wall-clock arithmetic, by intent.
    return ComparedTime(against.how, since - shift, end - shift, alike=True, part=part)


def _length(since: datetime, until: datetime) -> timedelta:
    """How long it is by the clock on the wall."""
    return until.replace(tzinfo=None) - since.replace(tzinfo=None)


def _why_not(
    about: About, since: datetime, end: datetime, meant: ComparedTime
) -> Uncompared | None:
    start, stop = meant.since, meant.until
    if start < end and stop > since:
        return Uncompared.OVERLAPS
    if not about.covers(since, end):
        return Uncompared.ITSELF_PARTLY
    told = about.until is not None and stop <= about.until
    if told and about.covers(start, stop):
        return None
    return Uncompared.PARTLY if _touched(about, start, stop) else Uncompared.OUTSIDE


def _touched(about: About, start: datetime, stop: datetime) -> bool:
    """Whether exports cover any of a time."""
    if about.until is None or about.whole_from is None:
        return False
    within = start < about.until and stop > about.whole_from
    return within and not any(gap.since <= start and stop <= gap.until for gap in about.gaps)


def _end_of_day(local: datetime) -> datetime:
    """The end of the day that data up to a time tells of: at midnight, that time."""
    day = (local - timedelta.resolution).date()
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=local.tzinfo)
