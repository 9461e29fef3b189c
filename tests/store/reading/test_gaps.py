"""Which days between exports nobody knows about, and which are only days without runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest

from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.gaps import gaps
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.reader import Row
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

MONDAY = date(2026, 1, 5)
Days = Sequence[int]


def covers(runs: Sequence[datetime], as_of: datetime | None = None, zone: str = "UTC") -> Row:
    """An export of runs that were created then, as queries/covers.sql tells it."""
    last = max(runs)
    until = max(as_of or last, last + timedelta.resolution)
    days = [
        {"day": day, "first": min(own), "last": max(own)}
        for day, held in groupby(sorted(runs), lambda run: run.astimezone(ZoneInfo(zone)).date())
        if (own := list(held))
    ]
    stated = as_of is not None and as_of > last
    return {"first": min(runs), "last": last, "until": until, "stated": stated,
            "overlaps": False, "versions": len(runs), "days": days}  # fmt: skip


def exported(days: Days, as_of: int | None = None) -> Row:
    """An export with runs at 9 h of these days, counted from a Monday; made at 10 h of a day."""
    nine = datetime.combine(MONDAY, time(9), UTC)
    made = None if as_of is None else nine + timedelta(days=as_of, hours=1)
    return covers([nine + timedelta(days=day) for day in days], made)


def weekly(weeks: int, weekdays: Days) -> list[list[int]]:
    return [[7 * week + day for day in weekdays] for week in range(weeks)]


@pytest.mark.parametrize(
    ("exports", "expected"),
    [
        # off at weekends, from the first on; other days off show after some weeks
        (weekly(8, range(5)), []),
        (weekly(2, range(5)), []),
        (weekly(8, range(4)), []),
        (weekly(2, range(4)), [(4, 7)]),
        (weekly(4, range(4)), []),
        (weekly(3, range(4)), [(4, 7), (11, 14)]),
        # a Saturday in two is none as a rule; two in two are
        ([[*range(6), *range(7, 12), *range(14, 19)], [*range(21, 26)]], []),
        ([[*range(6), *range(7, 13), *range(14, 19)], [*range(21, 26)]], [(19, 21)]),
        # a whole week is missing; so is the weekend beside it
        ([*weekly(4, range(5)), [*range(35, 40)]], [(26, 35)]),
        # the weekends are no days off: another export shows runs on them
        ([[*range(21)], [*range(21, 26)], [*range(28, 33)]], [(26, 28)]),
        # a single usual day
        ([[*range(5)], [*range(8, 12)]], [(5, 8)]),
        ([[*range(14)], [*range(15, 21)]], [(14, 15)]),
        # runs that are days apart anyway, and a pause that is longer than any
        ([[*range(0, 29, 4)], [*range(32, 61, 4)]], []),
        ([[*range(0, 29, 4)], [*range(33, 61, 4)]], [(29, 33)]),
    ],
)  # fmt: skip
def test_days_are_unknown_only_where_runs_would_have_come(
    exports: list[list[int]], expected: list[tuple[int, int]]
) -> None:
    found = gaps([exported(days) for days in exports], "UTC")
    assert [tuple((at.date() - MONDAY).days for at in gap[:2]) for gap in found] == expected


def test_an_export_covers_the_days_up_to_its_as_of() -> None:
    assert gaps([exported(range(5), as_of=8), exported(range(9, 14))], "UTC") == ()
    assert len(gaps([exported(range(5), as_of=7), exported(range(9, 14))], "UTC")) == 1


def test_weeks_of_weekdays_are_compared_whether_they_come_in_one_file_or_in_many(
    home: Home,
) -> None:
    begin = NOW - timedelta(days=56)  # a Monday
    weeks = [
        [
            {
                "run_id": f"{day}-{n}", "worker_id": "w", "created_at": begin + timedelta(days=day),
                "status": "failed" if n == 0 else "completed",
            }
            for day in days
            for n in range(4)
        ]
        for days in weekly(8, range(5))
    ]  # fmt: skip
    whole = Home(home.path / "whole")
    import_export(whole, export(*(run for week in weeks for run in week)), NOW)
    for week in weeks:
        import_export(home, export(*week), NOW)
    one, many = (current(place) for place in (whole, home))
    assert one and many and many.about.gaps == ()
    assert worker_weeks(one, ALL).reviewed == worker_weeks(many, ALL).reviewed is not None


def daily(*days: int) -> list[dict[str, object]]:
    """A run a day, on days counted from the first Monday of the year."""
    return [
        {"run_id": f"{day}", "created_at": datetime.combine(MONDAY, time(9), UTC) + timedelta(day)}
        for day in days
    ]


def test_a_row_that_stands_twice_in_its_file_shows_no_run_that_was_known(home: Home) -> None:
    later = daily(*range(28, 35))
    twice = [later[0], *later, later[-1] | {"model": "m"}]
    for name, runs, unknown in (
        ("once", later, True), ("twice", twice, True), ("overlapping", daily(6) + later, False),
    ):  # fmt: skip
        here = Home(home.path / name)
        for export_ in (daily(*range(7)), runs):
            import_export(here, export(*export_), NOW)
        history = current(here)
        assert history and bool(history.about.gaps) == unknown, name


def at(text: str, zone: str = "UTC") -> datetime:
    """A local time of September 2026, like "20 06:00"; of another month like "10-25 06:00"."""
    month, _, rest = text.rpartition("-")
    when = datetime.strptime(f"2026-{month or '09'}-{rest}", "%Y-%m-%d %H:%M")
    return when.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


OFFICE = range(9, 18)


def made(
    begin: str,
    end: str,
    as_of: str | None = None,
    clock: Sequence[int] = range(24),
    zone: str = "UTC",
) -> Row:
    """An export with a run at a quarter past each of these hours. as_of: "=" is the end."""
    since, until = at(begin, zone), at(end, zone)
    hours = (since + timedelta(hours=n) for n in range((until - since) // timedelta(hours=1)))
    runs = [
        hour + timedelta(minutes=15)
        for hour in hours
        if hour.astimezone(ZoneInfo(zone)).hour in clock
    ]
    return covers(runs, as_of and (until if as_of == "=" else at(as_of, zone)), zone)


def again(as_of: str) -> Row:
    """An export that shows runs known before, and none of its own."""
    return {"first": None, "last": None, "until": at(as_of), "stated": None, "overlaps": True,
            "versions": None, "days": None}  # fmt: skip


DAYS = "01 00:00", "14 00:00"
LATER = made("19 00:00", "25 00:00", "=")
BERLIN, KOLKATA, SANTIAGO = "Europe/Berlin", "Asia/Kolkata", "America/Santiago"
MIDNIGHT = "14 00:00", "19 00:00"
EDGES: dict[str, tuple[list[Row], list[tuple[str, str]]]] = {
    "as of midnight, and days later": ([made(*DAYS, "="), LATER], [MIDNIGHT]),
    "as of midnight, and the day after": (
        [made(*DAYS, "="), made("15 00:00", "25 00:00", "=")], [("14 00:00", "15 00:00")],
    ),
    "as of midnight, and on": ([made(*DAYS, "="), made("14 00:00", "25 00:00", "=")], []),
    "as of a minute before midnight": ([made(*DAYS, "13 23:59"), LATER], [MIDNIGHT]),
    "as of a minute after midnight": ([made(*DAYS, "14 00:01"), LATER], [MIDNIGHT]),
    "as of the morning, and days later": (
        [made("01 00:00", "14 06:00", "="), LATER], [("14 06:00", "19 00:00")],
    ),
    "as of the morning, and the day after": (
        [made("01 00:00", "20 06:00", "="), made("21 00:00", "28 00:00", "=")],
        [("20 06:00", "21 00:00")],
    ),
    "as of an office's night, and the day after": (
        [made("01 00:00", "10 02:00", "=", OFFICE), made("11 00:00", "18 00:00", "=", OFFICE)],
        [("10 02:00", "11 00:00")],
    ),
    "as of an office's night, and on": (
        [made("01 00:00", "10 02:00", "=", OFFICE), made("10 00:00", "18 00:00", "=", OFFICE)], [],
    ),
    "as of noon, before a weekend": (
        [made("07 00:00", "11 12:00", "=", OFFICE), made("14 00:00", "19 00:00", "=", OFFICE)],
        [("11 12:00", "14 00:00")],
    ),
    "as of every office day's end": (
        [made(f"{day:02} 00:00", f"{day:02} 18:00", "=", OFFICE) for day in (7, 8, 9, 10, 11, 14)],
        [],
    ),
    "as of every Friday's end, as usual": (
        [made(f"{day:02} 00:00", f"{day + 4:02} 17:00", "=", OFFICE) for day in (7, 14, 21)], [],
    ),
    "as of a time at which the job of a day is done": (
        [covers([at(f"{day:02} 07:00")], at(f"{day:02} 10:00")) for day in range(1, 20)], [],
    ),
    "as of a time before its own runs": ([made(*DAYS, "12 00:00"), LATER], [MIDNIGHT]),
    # without an as-of
    "of a day that ends as usual": ([made(*DAYS), LATER], [MIDNIGHT]),
    "of a day that ends early": (
        [made("01 00:00", "14 10:00"), LATER], [("14 09:15", "19 00:00")],
    ),
    "of a day that ends early, and the day after": (
        [made("01 00:00", "14 10:00"), made("15 00:00", "25 00:00")], [],
    ),
    "of one run a day": (
        [covers([at(f"{day:02} 13:15")]) for day in (1, 2, 3, 4, 8, 9)], [("05 00:00", "08 00:00")],
    ),
    "of one run each, on one day": ([covers([at("10 09:15")]), covers([at("10 13:15")])], []),
    "of one run among many": (
        [made("01 00:00", "08 00:00"), covers([at("10 13:15")]), made("14 00:00", "25 00:00")],
        [("08 00:00", "10 13:15"), ("10 13:15", "14 00:00")],
    ),
    "of a run at midnight": (
        [covers([at("13 12:00"), at("14 00:00")], at("14 00:00")), LATER],
        [("14 00:00", "19 00:00")],
    ),
    # the next export
    "begins late": (
        [made(*DAYS, "="), made("19 13:00", "25 00:00", "=")], [("14 00:00", "19 10:15")],
    ),
    "begins late, though other exports did": (
        [made(*DAYS, "="), made(*DAYS, "=", range(13, 16)), made("19 10:00", "25 00:00", "=")],
        [("14 00:00", "19 07:15")],
    ),
    "shows runs known before": (
        [made("01 00:00", "08 00:00", "="), LATER, again("12 00:00")], [("12 00:00", "19 00:00")],
    ),
    "goes back before": (
        [made(*DAYS, "="), made("10 12:00", "17 06:00", "="), LATER], [("17 06:00", "19 00:00")],
    ),
}  # fmt: skip


def told(rows: Sequence[Row], zone: str = "UTC") -> list[tuple[str, ...]]:
    return [tuple(f"{edge:%d %H:%M}" for edge in gap[:2]) for gap in gaps(rows, zone)]


@pytest.mark.parametrize(("exports", "expected"), EDGES.values(), ids=EDGES.keys())
def test_an_export_covers_up_to_its_as_of_and_no_more(
    exports: list[Row], expected: list[tuple[str, str]]
) -> None:
    assert told(exports) == expected
    runs = [day[end] for row in exports for day in row["days"] or () for end in ("first", "last")]
    found = gaps(exports, "UTC")
    assert not [run for run in runs for gap in found if gap.since <= run < gap.until]


@pytest.mark.parametrize(
    ("zone", "end", "begin", "expected"),
    [
        (KOLKATA, "14 00:00", "19 00:00", MIDNIGHT),
        (BERLIN, "10-25 00:00", "10-27 00:00", ("25 00:00", "27 00:00")),
        (BERLIN, "10-25 12:00", "10-26 00:00", ("25 12:00", "26 00:00")),
        (SANTIAGO, "09-06 00:00", "09-08 00:00", ("06 00:00", "08 00:00")),  # begins at one
    ],
)
def test_midnight_is_that_of_the_zone_wherever_clocks_change(
    zone: str, end: str, begin: str, expected: tuple[str, str]
) -> None:
    before = made("08-20 00:00", end, "=", zone=zone)
    assert told([before, made(begin, "11-03 00:00", "=", zone=zone)], zone) == [expected]


def test_midnight_of_another_zone_is_within_a_day() -> None:
    assert told([made(*DAYS, "="), LATER], KOLKATA) == [("14 05:30", "19 00:00")]


def test_by_the_hour_a_gap_lasts_from_the_newest_time_known_to_the_first_run() -> None:
    (gap,) = gaps([made(*DAYS), LATER], "UTC")
    last = at("13 23:15") + timedelta.resolution
    assert (gap.last, gap.first) == (last, at("19 00:15"))
