"""Causes over time: the most frequent ones by name, all others counted in one."""

from __future__ import annotations

from datetime import datetime

import pytest

from dashboard.charts.causes_over_time import MOST, causes_over_time


@pytest.mark.parametrize(("more", "last"), [(1, "1 other"), (3, "3 others")])
def test_what_is_not_named_is_counted(more: int, last: str) -> None:
    courses = [(f"Cause {n}", (1,)) for n in range(MOST + more)]
    figure = causes_over_time(courses, [datetime(2026, 11, 9)], "day")
    assert [bar.name for bar in figure.data][-1] == last
