"""Which week pages open on, by when exports end: thirty of them, as people make them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.analysis.lifecycle import reviewed
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.about import About
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.settings import set_zone
from dashboard.words.periods import closed, in_last_week, presets
from tests.store.conftest import export, home

__all__ = ["home"]

ZONE = "America/New_York"
LONG_AFTER = datetime(2026, 12, 1, tzinfo=UTC)
FIRST = date(2026, 10, 19)
"""A Monday, four weeks before the one that THIS ends with."""
THIS, BEFORE = (date(2026, 11, 9), date(2026, 11, 15)), (date(2026, 11, 2), date(2026, 11, 8))

Clock = Callable[[date], list[time]]
"""When runs come on a day, earliest first."""


def at(*texts: str) -> list[time]:
    return [time.fromisoformat(text) for text in texts]


def office(day: date) -> list[time]:
    """A run every half hour of office days, the last between 17:20 and 17:50."""
    return [time(8 + n // 2, n % 2 * 30 + day.toordinal() % 7 * 3) for n in range(20)] * (
        day.weekday() < 5
    )


def office_and_a_saturday(day: date) -> list[time]:
    """Office days, and one Saturday on which somebody worked."""
    return at("10:00") if day == date(2026, 10, 24) else office(day)


def late_office(day: date) -> list[time]:
    """Office days that end at any time from five to eight, and no weekends."""
    hours = 17 + day.toordinal() % 4
    return [time(hour, 10) for hour in range(9, hours)] * (day.weekday() < 5)


def every_day(day: date) -> list[time]:
    """A run every half hour from 8 to 23, weekends too, the last between 22:30 and 22:48."""
    return [time(8 + n // 2, n % 2 * 30 + day.toordinal() % 7 * 3) for n in range(30)]


def short_weekends(day: date) -> list[time]:
    """From 8 to 23; at weekends to noon."""
    return every_day(day)[: 9 if day.weekday() >= 5 else 30]


def round_the_clock(day: date) -> list[time]:
    """About forty runs a day at any time."""
    drawn = random.Random(day.toordinal())
    return sorted(time(drawn.randrange(24), drawn.randrange(60)) for _ in range(40))


def hourly(day: date) -> list[time]:
    return [time(hour, 5) for hour in range(24)]


def nightly(day: date) -> list[time]:
    """One job a day."""
    return at("02:15")


def twice_a_week(day: date) -> list[time]:
    return at("11:00") * (day.weekday() in (1, 3))


def evenings(day: date) -> list[time]:
    return at("19:00", "21:30")


CASES: dict[str, tuple[Clock, str, str | None, tuple[date, date]]] = {
    # how runs come, when the last one comes, what the export states, the week that is expected
    "Friday evening, weekends off": (office, "13 17:50", None, THIS),
    "Friday evening, somebody once worked on a Saturday":
        (office_and_a_saturday, "13 17:50", None, THIS),
    "Friday noon, weekends off": (office, "13 12:10", None, BEFORE),
    "Friday, at any usual end": (late_office, "13 19:15", None, THIS),
    "Thursday evening, weekends off": (office, "12 17:50", None, BEFORE),
    "Monday morning, weekends off": (office, "16 09:10", None, THIS),
    "Sunday evening": (every_day, "15 22:40", None, THIS),
    "Sunday evening, as of its last minute": (every_day, "15 22:40", "15 23:59", THIS),
    "Sunday evening, as of the evening": (every_day, "15 22:40", "15 22:55", THIS),
    "Sunday morning": (every_day, "15 09:00", None, BEFORE),
    "Sunday morning, as of that": (every_day, "15 09:00", "15 09:10", BEFORE),
    "Saturday evening": (every_day, "14 22:40", None, BEFORE),
    "Wednesday": (every_day, "11 15:00", None, BEFORE),
    "Wednesday evening": (every_day, "11 22:40", None, BEFORE),
    "Monday morning": (every_day, "16 09:00", None, THIS),
    "Sunday evening, as of Monday morning": (every_day, "15 22:40", "16 09:10", THIS),
    "Friday evening, as of Monday morning": (office, "13 17:50", "16 09:10", THIS),
    "Friday evening, as of then": (office, "13 17:50", "13 18:05", BEFORE),
    "Sunday noon, weekends are short": (short_weekends, "15 12:15", None, THIS),
    "Sunday morning, weekends are short": (short_weekends, "15 08:40", None, BEFORE),
    "Sunday at nine, round the clock": (round_the_clock, "15 09:00", None, BEFORE),
    "Sunday at six in the evening, round the clock": (round_the_clock, "15 18:00", None, BEFORE),
    "Sunday before midnight, round the clock": (round_the_clock, "15 23:45", None, THIS),
    "Sunday at ten in the evening, round the clock": (round_the_clock, "15 22:40", None, THIS),
    "Sunday at eleven, hourly": (hourly, "15 23:05", None, THIS),
    "Sunday at four, hourly": (hourly, "15 16:05", None, BEFORE),
    "Sunday, one job a night": (nightly, "15 02:15", None, THIS),
    "Saturday, one job a night": (nightly, "14 02:15", None, BEFORE),
    "Thursday, two days a week": (twice_a_week, "12 11:00", None, THIS),
    "Sunday, in the evenings": (evenings, "15 21:30", None, THIS),
    "Sunday, between the evening's runs": (evenings, "15 19:00", None, BEFORE),
    "Sunday, in the evenings, as of midnight": (evenings, "15 21:30", "16 00:00", THIS),
}  # fmt: skip


def moment(text: str) -> datetime:
    """A local time of November 2026, like "13 17:50"."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(ZONE))


def created(clock: Clock, end: datetime) -> Iterator[datetime]:
    """The times of all runs up to one at the end."""
    day = FIRST
    while day <= end.date():
        for when in clock(day):
            if (run := datetime.combine(day, when, tzinfo=end.tzinfo)) < end:
                yield run
        day += timedelta(days=1)
    yield end


@pytest.mark.parametrize(("clock", "end", "as_of", "week"), CASES.values(), ids=CASES.keys())
def test_pages_and_commands_are_about_the_last_week_that_is_over(
    home: Home, clock: Clock, end: str, as_of: str | None, week: tuple[date, date]
) -> None:
    runs = [{"run_id": f"{run}", "created_at": run} for run in created(clock, moment(end))]
    set_zone(home, ZONE)
    import_export(home, export(*runs, as_of=as_of and moment(as_of)), LONG_AFTER)
    history = current(home)
    assert history and history.about.zone == ZONE
    about = history.about
    assert days_of(in_last_week(ALL, about).since, in_last_week(ALL, about).until, about) == week
    window = reviewed(about, ALL)
    assert window and days_of(window.since, window.until, about) == week
    assert presets(about)["Last week"] == week
    for name, days in presets(about).items() if as_of is None else ():
        held = not days or any(days[0] <= run["created_at"].date() <= days[1] for run in runs)
        assert held, f"{name} holds no run"
    last = closed(ALL, about).until
    assert last and last > runs[-1]["created_at"]


def days_of(since: datetime | None, until: datetime | None, about: About) -> tuple[date, date]:
    assert since and until
    zone = ZoneInfo(about.zone)
    return since.astimezone(zone).date(), (until - timedelta.resolution).astimezone(zone).date()


def days(first: str, last: str, clock: Clock = every_day, zone: str = ZONE) -> list[datetime]:
    """The runs of all days from the first to the last."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    held = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return [
        datetime.combine(day, when, tzinfo=ZoneInfo(zone)) for day in held for when in clock(day)
    ]


def on(*dates: str, clock: Clock = every_day, zone: str = ZONE) -> list[datetime]:
    """The runs of single days."""
    return [run for day in dates for run in days(day, day, clock, zone)]


SHAPES: dict[str, tuple[list[datetime], tuple[date, date] | None]] = {
    # when runs came, and the week that is expected, None for all data
    "daily, ends on Wednesday": (days("2026-10-19", "2026-11-11"), BEFORE),
    "weekdays only, ends on Friday": (days("2026-10-19", "2026-11-13", office), THIS),
    "a single batch": (on("2026-11-11"), None),
    "a single batch on a Friday": (on("2026-11-13"), None),
    "monthly batches": (on("2026-07-01", "2026-08-03", "2026-09-01", "2026-10-01", "2026-11-04"),
                        None),
    "monthly batches, the last of a week that is over":
        (on("2026-07-01", "2026-08-03", "2026-09-01", "2026-10-01", "2026-11-04", "2026-11-15"),
         None),
    "weekly batches": (on("2026-10-20", "2026-10-27", "2026-11-03", "2026-11-10"), THIS),
    "three runs in half a year":
        (on("2026-05-20", "2026-08-14", "2026-11-10", clock=nightly), None),
    "three runs in half a year, the last on a Friday":
        (on("2026-05-20", "2026-08-14", "2026-11-13", clock=nightly), None),
    "hourly for two days": (days("2026-11-13", "2026-11-14", hourly), None),
    "hourly for two days over a Sunday": (days("2026-11-15", "2026-11-16", hourly), None),
    "ends on Sunday at 23:59":
        ([*days("2026-10-19", "2026-11-15", hourly), moment("15 23:59")], THIS),
    "a gap of five weeks, then a whole week":
        (days("2026-08-03", "2026-10-04") + days("2026-11-09", "2026-11-15"), THIS),
    "a gap of five weeks, then two days":
        (days("2026-08-03", "2026-10-07") + days("2026-11-12", "2026-11-13"), None),
    "two batches in two zones":
        (on("2026-11-02") + on("2026-11-11", zone="Asia/Tokyo"), None),
    "silent in its last week": ([*days("2026-10-05", "2026-11-08"), moment("16 09:00")], THIS),
    "silent for three weeks": ([*days("2026-09-28", "2026-10-25"), moment("16 09:00")], None),
}  # fmt: skip


@pytest.mark.parametrize(("runs", "week"), SHAPES.values(), ids=SHAPES.keys())
def test_the_last_week_opens_only_where_runs_come_week_by_week(
    home: Home, runs: list[datetime], week: tuple[date, date] | None
) -> None:
    made = [{"run_id": f"{n}", "created_at": run} for n, run in enumerate(runs)]
    set_zone(home, ZONE)
    import_export(home, export(*made), LONG_AFTER)
    history = current(home)
    assert history
    chosen, window = in_last_week(ALL, history.about), reviewed(history.about, ALL)
    assert window
    if week is None:
        assert chosen == ALL
        assert window.since <= runs[0] and window.until > max(runs)
    else:
        assert days_of(chosen.since, chosen.until, history.about) == week
        assert (window.since, window.until) == (chosen.since, chosen.until)


def test_weeks_that_no_export_covers_are_not_taken_for_silent_ones(home: Home) -> None:
    set_zone(home, ZONE)
    batches = [(days("2026-08-03", "2026-10-02", office), None)]
    batches += [(days("2026-11-10", "2026-11-11", office), moment("16 09:00"))]
    for place, (runs, as_of) in enumerate(batches):
        made = [{"run_id": f"{place} {n}", "created_at": run} for n, run in enumerate(runs)]
        import_export(home, export(*made, as_of=as_of), LONG_AFTER)
    history = current(home)
    assert history and history.about.gaps
    assert history.about.days_a_week == (2, 0, 0, 0, 0)
    assert in_last_week(ALL, history.about) == ALL  # one week alone is too little to go by
