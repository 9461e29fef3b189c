"""Hours, days and weeks as they were on a clock, also where it skips or repeats some of an hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
"""From the first local time, inclusive, to the second, exclusive; the fold of a time tells two
alike apart."""
Place = tuple[datetime, datetime | None]
"""The bucket and the instant by which the rows of queries by bucket name an hour, day or week."""

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_DAYS = {"day": timedelta(days=1), "week": timedelta(days=7)}


def spans(period: Span | None, unit: str, zone: ZoneInfo) -> Iterator[Span]:
    """The local start and end of every hour, day or week that a period touches. An hour in which
    clocks change is two, or is shorter, wherever in it they do."""
    if period is None:
        return
    if unit != "hour":
        first = midnight(period[0], unit)
        while first < period[1]:
            yield first, first + _DAYS[unit]
            first += _DAYS[unit]
        return
    at, until = clock(period[0], unit, zone), clock(period[1], unit, zone)
    while at < until:
        since, at = _hour(at, zone)
        yield local(since, zone), local(at, zone)


def place_of(start: datetime, unit: str, zone: ZoneInfo) -> Place:
    """What the rows of queries by bucket call the hour, day or week that begins at a local time.

    Of an hour the instant is when it began if the clock did not change since.
    """
    if unit != "hour":
        return start, None
    hour = hour_of(start)
    return hour, clock(start, unit, zone) - (start.replace(fold=0) - hour)


def clock(at: datetime, unit: str, zone: ZoneInfo) -> datetime:
    """A local time as one that can be reckoned with: hours pass as they do, and days as they are
    called."""
    return at.replace(tzinfo=zone).astimezone(UTC) if unit == "hour" else at


def midnight(at: datetime, unit: str) -> datetime:
    """The start of the day or ISO week that holds a local time."""
    day = at.date() - timedelta(days=at.weekday() if unit == "week" else 0)
    return datetime.combine(day, time())


def hour_of(at: datetime) -> datetime:
    """The full hour on the clock at a local time, whose fold is dropped."""
    return at.replace(minute=0, second=0, microsecond=0, fold=0)


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """The local time of an instant."""
    return at.astimezone(zone).replace(tzinfo=None)


def _hour(at: datetime, zone: ZoneInfo) -> Span:
    """The instants between which the clock shows the hour of an instant without being changed."""
    shown = local(at, zone)
    begin = at - (shown.replace(fold=0) - hour_of(shown))
    if _offset(begin, zone) == _offset(begin + _HOUR - _MINUTE, zone):
        return begin, begin + _HOUR
    held = [
        minute
        for minute in (begin + n * _MINUTE for n in range(60))
        if _offset(minute, zone) == _offset(at, zone)
    ]
    return held[0], held[-1] + _MINUTE


def _offset(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()
