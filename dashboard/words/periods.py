"""Periods that a reviewer picks by name, as dates of the data's own calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.dates import day, span
from dashboard.store.filters.filter_links import day_start
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.about import About
from dashboard.words.values import moment

DAY, WEEK = timedelta(days=1), timedelta(days=7)
ALL_DATA, CUSTOM = "All data", "Other dates"
_IN = {ALL_DATA: "", "Last week": "last week", "This week": "this week"}


def today(about: About) -> date:
    """The day of the data's own now: the first of which it does not tell all; date.min where no run
    has a time."""
    return about.until.date() if about.until else date.min


def last_day(about: About) -> date:
    """The last day of which the data tells; date.min where no run has a time."""
    return (about.until - timedelta.resolution).date() if about.until else date.min


def presets(about: About) -> dict[str, tuple[date, date] | None]:
    """Per name the first and last day, None for all data; only those that hold data."""
    if about.first is None:
        return {ALL_DATA: None}
    first, last = about.first.astimezone(ZoneInfo(about.zone)).date(), last_day(about)
    held = {
        name: days
        for name, days in moving(about).items()
        if max(days[0], first) <= min(days[1], last)
    }
    return {ALL_DATA: None, **held}


def moving(about: About) -> dict[str, tuple[date, date]]:
    """Per name the first and last day of the periods that move with the data, whether or not they
    hold any; none where no run has a time of its own."""
    if about.first is None or about.weeks_end is None:
        return {}
    last, monday = last_day(about), about.weeks_end.date()
    first = about.first.astimezone(ZoneInfo(about.zone)).date()
    return {
        "Last week": (monday - WEEK, monday - DAY),
        "This week": (monday, monday + 6 * DAY),
        "Complete weeks": (first + timedelta(days=-first.weekday() % 7), monday - DAY),
        "Last 7 days": (last - timedelta(days=6), last),
        "Last 14 days": (last - timedelta(days=13), last),
        "Last 28 days": (last - timedelta(days=27), last),
    }


def key_of(name: str) -> str:
    """What a saved view calls a period: "last-week"."""
    return name.lower().replace(" ", "-")


def in_last_week(filters: Filters, about: About) -> Filters:
    """The same filters in the last complete week, if the data covers the whole of it and runs come
    week by week."""
    if about.first is None or about.weeks_end is None or not about.weekly:
        return filters
    monday = about.weeks_end.date() - WEEK
    if about.first.astimezone(ZoneInfo(about.zone)).date() > monday:
        return filters
    return within(filters, (monday, monday + 6 * DAY), about.zone)


def within(filters: Filters, days: tuple[date, date] | None, zone: str) -> Filters:
    """The same filters from the first to the last day, both included."""
    if days is None:
        return filters.within(None, None)
    return filters.within(day_start(days[0], zone), day_start(days[1] + timedelta(days=1), zone))


def holding(chosen: Filters, at: datetime | None, about: About) -> Filters:
    """All runs of the period of some filters if it holds a time, else of the week of that time; of
    all data without a time."""
    if at is None:
        return ALL
    if (not chosen.since or chosen.since <= at) and (not chosen.until or at < chosen.until):
        return ALL.within(chosen.since, chosen.until)
    local = at.astimezone(ZoneInfo(about.zone)).date()
    monday = local - timedelta(days=local.weekday())
    return within(ALL, (monday, monday + 6 * DAY), about.zone)


def closed(filters: Filters, about: About) -> Filters:
    """The same filters, an open end of their period closed after the last day of the data: what a
    link holds that says the same when there is more."""
    if filters.until or about.until is None or about.first is None:
        return filters
    return filters.within(filters.since, day_start(last_day(about) + DAY, about.zone))


def chosen_days(filters: Filters, about: About) -> tuple[date, date] | None:
    """The first and last day of the period; an open end is that of the data."""
    if filters.since is None and filters.until is None:
        return None
    zone = ZoneInfo(about.zone)
    first = filters.since or about.first
    end = filters.until or about.until
    if first is None or end is None:
        return None
    return first.astimezone(zone).date(), (end - timedelta.resolution).astimezone(zone).date()


def preset_of(filters: Filters, about: About) -> str:
    """The name of the chosen period, CUSTOM if it has none."""
    named = presets(about).items()
    return next(
        (name for name, days in named if within(filters, days, about.zone) == filters), CUSTOM
    )


def period_words(filters: Filters, about: About) -> str:
    """The chosen period in words: "Last 28 days", "9–15 Nov 2026", "since …" with hours."""
    name = preset_of(filters, about)
    return name if name != CUSTOM else dates(filters, about)


def dates(filters: Filters, about: About) -> str:
    """The chosen period by its dates: "9–15 Nov 2026", "since …" with hours."""
    days = chosen_days(filters, about)
    if days is None:
        return preset_of(filters, about)
    if not _whole_days(filters, about.zone):
        since = f"since {moment(filters.since, about.zone)}" if filters.since else ""
        until = f"until {moment(filters.until, about.zone)}" if filters.until else ""
        return f"{since} {until}".strip()
    if filters.since is None:
        return f"until {day(days[1])}"
    return f"since {day(days[0])}" if filters.until is None else span(*days)


def in_period(filters: Filters, about: About) -> str:
    """The chosen period as a sentence ends with it: "last week", "in the last 28 days", "on 9–15
    Nov 2026"; "" for all data."""
    name = preset_of(filters, about)
    if name != CUSTOM:
        return _IN.get(name, f"in the {name[0].lower()}{name[1:]}")
    told = dates(filters, about)
    return told if told.startswith(("since ", "until ")) else f"on {told}"


def _whole_days(filters: Filters, zone: str) -> bool:
    ends = [end.astimezone(ZoneInfo(zone)) for end in (filters.since, filters.until) if end]
    return all(end.time() == time() for end in ends)
