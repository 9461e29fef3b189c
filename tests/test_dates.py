"""A day, days in a row and a time are written in one form each, whatever the platform."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import dashboard
from dashboard.dates import clock, day, exact, span, tick, ticks, time

MORNING = datetime(2026, 3, 1, 9, 5, 7)


def test_days_and_times() -> None:
    assert day(date(2026, 11, 22)) == "22 Nov 2026"
    assert day(MORNING) == "1 Mar 2026"
    assert time(MORNING) == "1 Mar 2026, 09:05"
    assert exact(MORNING) == "1 Mar 2026, 09:05:07"
    assert clock(MORNING) == "09:05"
    assert tick(MORNING) == "1 Mar"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 9), date(2026, 11, 9), "9 Nov 2026"),
        (date(2026, 11, 9), date(2026, 11, 15), "9–15 Nov 2026"),
        (date(2026, 9, 28), date(2026, 10, 4), "28 Sep – 4 Oct 2026"),
        (date(2025, 12, 28), date(2026, 1, 3), "28 Dec 2025 – 3 Jan 2026"),
        (date(2025, 11, 9), date(2026, 11, 15), "9 Nov 2025 – 15 Nov 2026"),
        (MORNING, MORNING + timedelta(hours=9), "1 Mar 2026"),
    ],
)
def test_days_in_a_row(first: date, last: date, said: str) -> None:
    assert span(first, last) == said


def test_an_axis_says_the_year_where_its_days_could_read_alike() -> None:
    assert ticks([date(2026, 11, 23), date(2026, 11, 30)]) == ["23 Nov", "30"]
    assert ticks([date(2026, 11, 30), date(2026, 12, 7)]) == ["30 Nov", "7 Dec"]
    assert ticks([date(2025, 11, 2), date(2026, 11, 9)]) == ["2 Nov 2025", "9 Nov 2026"]
    assert ticks([]) == []


def test_no_other_module_has_a_form_for_a_day() -> None:
    form = re.compile(r"%-d|%[aAbB]\b|%d\b|strftime\(")
    lines = [
        f"{path.name}: {line.strip()}"
        for path in Path(dashboard.__file__).parent.rglob("*.py")
        if path.name != "dates.py" and "sources" not in path.parts  # which reads times
        for line in path.read_text().splitlines()
        if form.search(line)
    ]
    assert not lines
