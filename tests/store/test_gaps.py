"""Which days between exports nobody knows about, and which are only days without runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.store.filters import ALL
from dashboard.store.gaps import gaps
from dashboard.store.home import Home
from dashboard.store.importing import import_export
from dashboard.store.open_histories import current
from dashboard.store.reader import Row
from tests.store.conftest import NOW, export

MONDAY = date(2026, 1, 5)
Days = Sequence[int]


def exported(days: Days, as_of: int | None = None) -> Row:
    """An export with runs at 9 h of these days, counted from a Monday."""
    held = [MONDAY + timedelta(days=day) for day in days]
    last = held[-1] if as_of is None else MONDAY + timedelta(days=as_of)
    first, until = (datetime.combine(day, time(9), UTC) for day in (held[0], last))
    return {"first": first, "until": until, "overlaps": False, "days": held}


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
    assert [tuple((at.date() - MONDAY).days for at in gap) for gap in found] == expected


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
