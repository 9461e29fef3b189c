"""How days and times are written: in one way on every page, in every chart and command.

A day is "9 Nov 2026", days in a row are "9–15 Nov 2026", a time is "9 Nov 2026, 09:10". The year is
always there, but for the ticks of a chart's axis. Documents for machines (--json) and days that a
person types are in ISO 8601, "2026-11-09".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

HOVER_DAY, HOVER_TIME = "%-d %b %Y", "%-d %b %Y, %H:%M"
"""The same two forms as a chart's hovers are told them."""
TYPED_DAY = "YYYY-MM-DD"
"""How a day is typed, as fields of pages are told it."""

_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]  # no locale says otherwise
_YEARLONG = timedelta(days=300)


def day(at: date) -> str:
    """A day: 9 Nov 2026."""
    return f"{tick(at)} {at.year}"


def time(at: datetime) -> str:
    """A time as it stands, to the minute: 9 Nov 2026, 09:10."""
    return f"{day(at)}, {clock(at)}"


def exact(at: datetime) -> str:
    """A time as it stands, to the second: 9 Nov 2026, 09:10:05."""
    return f"{time(at)}:{at:%S}"


def clock(at: datetime) -> str:
    """A time of day: 09:10."""
    return f"{at:%H:%M}"


def span(first: date, last: date) -> str:
    """The days from the first to the last: 9–15 Nov 2026, 28 Sep – 4 Oct 2026."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return day(last)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{tick(first)} – {day(last)}"
    return f"{first.day}–{day(last)}"


def tick(at: date) -> str:
    """A day where there is no room for its year: 9 Nov."""
    return f"{at.day} {_MONTHS[at.month - 1]}"


def ticks(days: Sequence[date]) -> list[str]:
    """Days along an axis, their month where it is another than before: 30 Nov, 7 Dec, 14; with
    their years where it is so long that days may read alike."""
    if days and days[-1] - days[0] >= _YEARLONG:
        return [day(at) for at in days]
    months = [None, *(at.month for at in days)]
    return [
        f"{at.day}" if at.month == last else tick(at)
        for at, last in zip(days, months, strict=False)
    ]
