"""Causes over time: the most frequent ones by name, all others counted in one."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations, product

import numpy as np
import pytest

from dashboard.charts import style
from dashboard.charts.causes_over_time import COLOURS, MOST, causes_over_time
from tests.charts.test_style import DARK, SEEN, TOLD_APART, WHITE, contrast, lab


@pytest.mark.parametrize(("more", "last"), [(1, "1 other"), (3, "3 others")])
def test_what_is_not_named_is_counted(more: int, last: str) -> None:
    courses = [(f"Cause {n}", (1,)) for n in range(MOST + more)]
    figure = causes_over_time(courses, [datetime(2026, 11, 9)], "day")
    assert [bar.name for bar in figure.data][-1] == last


@pytest.mark.parametrize("seen", SEEN)
def test_no_cause_looks_like_another_or_an_outcome_however_colours_are_seen(seen: str) -> None:
    assert len({*COLOURS}) == MOST
    outcomes = [held for name, held in style.COLOURS.items() if name != "unknown"]
    for one, other in [*combinations(COLOURS, 2), *product(COLOURS, outcomes)]:
        assert np.linalg.norm(lab(one, seen) - lab(other, seen)) >= TOLD_APART, (one, other)
    assert all(min(contrast(one, WHITE), contrast(one, DARK)) >= 3 for one in COLOURS)


def test_no_axis_of_failures_marks_half_a_run() -> None:
    days = [datetime(2026, 10, 12), datetime(2026, 10, 13)]
    assert causes_over_time([("a", (1, 0)), ("b", (1, 2))], days, "day").layout.yaxis.dtick == 1
    assert causes_over_time([("a", (9, 0))], days, "day").layout.yaxis.dtick is None
