"""Dates read the same on every platform: %-d never reaches strftime, which differs by it."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

import dashboard
from dashboard.dates import dated


@pytest.mark.parametrize(
    ("at", "form", "read"),
    [
        (date(2026, 11, 2), "%a %-d %b %Y", "Mon 2 Nov 2026"),
        (date(2026, 11, 22), "%-d %b", "22 Nov"),
        (datetime(2026, 3, 1, 9, 5), "%-d %b %H:%M", "1 Mar 09:05"),
        (datetime(2026, 3, 1, 9, 5), "%H:%M", "09:05"),
    ],
)
def test_a_day_has_no_zero_before_it(at: date, form: str, read: str) -> None:
    assert dated(at, form) == read


def test_nothing_else_formats_a_time_in_a_way_that_windows_refuses() -> None:
    refused = re.compile(r"\{[^{}\"']*:[^{}]*%-|strftime\([^)]*%-")
    lines = [
        f"{path.name}: {line.strip()}"
        for path in Path(dashboard.__file__).parent.rglob("*.py")
        if path.name != "dates.py"
        for line in path.read_text().splitlines()
        if refused.search(line)
    ]
    assert not lines
