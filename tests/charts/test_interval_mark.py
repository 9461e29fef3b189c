"""The little picture of an interval: where its marks stand, and when there is none."""

from __future__ import annotations

import base64
import re

import pytest

from dashboard.analysis.rates import Rate
from dashboard.charts.interval_mark import EDGE, WIDTH, interval_mark, left_end
from dashboard.charts.style import COLOURS, NEUTRAL


def picture(rate: Rate, left: float = 0.0) -> str:
    mark = interval_mark(rate, left)
    assert mark is not None
    return base64.b64decode(mark.removeprefix("data:image/svg+xml;base64,")).decode()


def dot(rate: Rate, left: float = 0.0) -> float:
    found = re.search(r'cx="([\d.]+)"', picture(rate, left))
    assert found
    return float(found[1])


def test_a_dot_stands_at_the_rate_of_its_line() -> None:
    assert dot(Rate(50, 100)) == pytest.approx(WIDTH / 2)
    assert dot(Rate(100, 100)) == pytest.approx(WIDTH - EDGE)
    assert dot(Rate(80, 100), left=0.6) == pytest.approx(WIDTH / 2)


def test_few_runs_are_grey_and_fewer_have_no_picture() -> None:
    assert COLOURS["succeeded"] in picture(Rate(20, 30))
    assert COLOURS["succeeded"] not in picture(Rate(20, 29))
    assert NEUTRAL in picture(Rate(20, 29))
    assert interval_mark(Rate(3, 4), 0.0) is None
    assert interval_mark(Rate(0, 0), 0.0) is None


def test_the_line_begins_where_all_intervals_fit() -> None:
    rates = [Rate(90, 100), Rate(700, 1000), Rate(1, 2)]
    assert left_end(rates) == 0.6
    assert left_end([]) == 0.0
    assert left_end([Rate(0, 50)]) == 0.0
