"""The time that a period is compared with, in words."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis.compared import ComparedTime, NotCompared, Uncompared
from dashboard.dates import day, span, time
from dashboard.store.filters.against import DATES, FOUR_WEEKS, PREVIOUS
from dashboard.store.reading.about import About

WAYS = {PREVIOUS: "The same time before", FOUR_WEEKS: "4 weeks before"}
"""The times that move with the period, as a person picks them."""
DAY = timedelta(days=1)


def compared_with(found: ComparedTime) -> str:
    """What a period is compared with: "the 7 days before, 2–8 Nov 2026"."""
    days, rest = divmod(_length(found), DAY)
    when = span_of(found)
    if found.how == DATES:
        return when
    if found.how == FOUR_WEEKS:
        return f"the same time 4 weeks before, {when}"
    if rest or found.part:
        return f"the same part of the period before, {when}"
    return f"the day before, {when}" if days == 1 else f"the {days:,} days before, {when}"


def span_of(found: ComparedTime) -> str:
    """Its days, "2–8 Nov 2026", with hours where they are not whole."""
    if any(at.time() != at.min.time() for at in (found.since, found.until)):
        return f"{time(found.since)} to {time(found.until)}"
    return span(found.since.date(), (found.until - DAY).date())


def then(found: ComparedTime) -> str:
    """How a sentence ends that tells a number of that time: "the week before"."""
    if found.how == DATES:
        return f"on {span_of(found)}"
    if found.how == FOUR_WEEKS:
        return "4 weeks before"
    if found.part:
        return "in the same part of the period before"
    days = round(_length(found) / DAY)
    named = {1: "the day before", 7: "the week before"}
    return named.get(days, f"in the {days:,} days before")


def not_compared(found: NotCompared, about: About) -> str:
    """Why a period is not compared, as a sentence."""
    if found.meant is None:
        if found.why is Uncompared.NO_DATA:
            return "Not compared: the data ends before the period begins."
        return "Not compared: the period has no first day, so nothing lies before it."
    with_ = f"Not compared with {compared_with(found.meant)}: "
    if found.why is Uncompared.ITSELF_PARTLY:
        return f"{with_}exports cover only a part of the chosen period."
    if found.why is Uncompared.OVERLAPS:
        return f"{with_}the two have days in common."
    begins = _begins(found.meant, about)
    if found.why is Uncompared.PARTLY:
        return f"{with_}exports cover only a part of it{begins}."
    return f"{with_}no export covers it{begins}."


def _begins(meant: ComparedTime, about: About) -> str:
    """When the data begins, where that is why: "; the data begins on 5 Nov 2026"."""
    first = about.whole_from
    if first is None or meant.since >= first:
        return ""
    return f"; the data begins on {day(first.astimezone(ZoneInfo(about.zone)))}"


def unlike_lengths(found: ComparedTime) -> str:
    """What is said where only rates are put side by side; "" where numbers of runs are, too."""
    return "" if found.alike else "It is not as long, so only rates are compared"


def _length(found: ComparedTime) -> timedelta:
    return found.until.replace(tzinfo=None) - found.since.replace(tzinfo=None)
