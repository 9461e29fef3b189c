"""The course of a rate around a change: every dot is seen, and on its own side."""

from __future__ import annotations

from datetime import datetime, timedelta

import plotly.graph_objects as go
import pytest

from dashboard.analysis.change import Point
from dashboard.analysis.rates import Rate
from dashboard.charts.before_after import before_after

SINCE, AT, UNTIL = datetime(2026, 11, 2, 15), datetime(2026, 11, 11, 20), datetime(2026, 11, 16, 9)
MONDAY = datetime(2026, 11, 2)


def drawn(points: list[Point], unit: str, before: Rate, after: Rate) -> go.Figure:
    return before_after(points, unit, (SINCE, AT, UNTIL), (before, after))


def dots(figure: go.Figure) -> dict[str, list[datetime]]:
    return {trace.name: list(trace.x) for trace in figure.data if trace.mode == "markers"}


def by(unit: str) -> list[Point]:
    step = timedelta(days=1 if unit == "day" else 7)
    starts = [MONDAY + n * step for n in range(15)]
    before = [Point(start, False, Rate(8, 10)) for start in starts if start < AT]
    return before + [
        Point(start, True, Rate(9, 10)) for start in starts if start + step > AT and start < UNTIL
    ]


@pytest.mark.parametrize("unit", ["day", "week"])
def test_every_dot_stands_on_its_side_and_within_the_data(unit: str) -> None:
    figure = drawn(by(unit), unit, Rate(80, 100), Rate(90, 100))
    placed = dots(figure)
    assert all(SINCE < moment < AT for moment in placed["before"])
    assert all(AT < moment < UNTIL for moment in placed["after"])
    bands = [list(trace.x) for trace in figure.data if trace.fill == "toself"]
    assert [(min(band), max(band)) for band in bands] == [(SINCE, AT), (AT, UNTIL)]


@pytest.mark.parametrize(("s", "n"), [(0, 3), (1, 4), (0, 20), (20, 20)])
def test_no_dot_and_no_band_is_outside_the_chart(s: int, n: int) -> None:
    points = [Point(MONDAY, False, Rate(19, 20)), Point(AT, True, Rate(s, n))]
    figure = drawn(points, "day", Rate(190, 200), Rate(s, n))
    low, high = figure.layout.yaxis.range
    heights = [height for trace in figure.data for height in trace.y]
    assert low < min(heights) and max(heights) < high
    assert all(trace.cliponaxis is False for trace in figure.data if trace.mode == "markers")


def test_a_dot_is_hollow_where_fewer_than_five_runs_stand_behind_it() -> None:
    points = [Point(MONDAY, False, Rate(n, n)) for n in (4, 5)]
    (dots,) = (trace for trace in drawn(points, "day", Rate(9, 9), Rate(0, 0)).data if trace.name)
    assert list(dots.marker.symbol) == ["circle-open", "circle"]


def test_a_side_of_fewer_than_five_runs_has_no_band() -> None:
    points = [Point(MONDAY, False, Rate(4, 5)), Point(AT, True, Rate(1, 4))]
    bands = [
        trace
        for trace in drawn(points, "day", Rate(4, 5), Rate(1, 4)).data
        if trace.fill == "toself"
    ]
    assert len(bands) == 1
