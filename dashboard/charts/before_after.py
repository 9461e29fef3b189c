"""The rate before and after a change, day by day or week by week, with the range of either side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import plotly.graph_objects as go

from dashboard.analysis.change import Point
from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT, Rate
from dashboard.charts.style import COLOURS, NEUTRAL, house_style
from dashboard.dates import day, ticks

STEP = {"day": timedelta(days=1), "week": timedelta(days=7)}
MARGIN = 4.0
"""Percent above 100 and below 0, so that a dot there is whole."""
STEPS = (5, 10, 20, 25)
"""Percent between two lines."""
MOST_NAMED = 6
"""So many days or weeks have their names below them."""
Span = tuple[datetime, datetime]
NAMES = {False: "before", True: "after"}
TINT = {False: NEUTRAL, True: COLOURS["succeeded"]}


def before_after(
    points: Sequence[Point],
    unit: str,
    window: tuple[datetime, datetime, datetime],
    sides: tuple[Rate, Rate],
) -> go.Figure:
    """Rates as dots, hollow where few runs stand behind one, on the 95 % range of their side.

    unit: "day" or "week"; window: local times, when the time before begins, of the change, and when
    the time after ends; sides: the rates before and after.
    """
    figure = go.Figure()
    since, at, until = window
    heights = [_percent(point) for point in points]
    for side, rate in zip((False, True), sides, strict=True):
        held = [point for point in points if point.after == side]
        parts = [_part(point, unit, (at, until) if side else (since, at)) for point in held]
        if held:
            heights += _band(figure, parts, rate, after=side)
            _dots(figure, held, parts, after=side)
    house_style(figure)
    figure.add_vline(x=at, line={"dash": "dot", "width": 1.5, "color": NEUTRAL})
    figure.update_layout(hovermode="closest", height=260)
    low = min(heights, default=0.0)
    figure.update_yaxes(
        range=[max(-MARGIN, low - 2 * MARGIN), 100 + MARGIN],
        tick0=0,
        dtick=next((step for step in STEPS if 100 - low <= 5 * step), STEPS[-1]),
        ticksuffix=" %",
        rangemode="normal",
        zeroline=False,
    )
    starts = sorted({point.start for point in points})
    named = starts[:: -(-len(starts) // MOST_NAMED) or 1]
    figure.update_xaxes(type="date", tickangle=0, tickvals=named, ticktext=ticks(named))
    return figure


def _part(point: Point, unit: str, side: Span) -> Span:
    """The part of a point's day or week that belongs to its side and has data."""
    return max(point.start, side[0]), min(point.start + STEP[unit], side[1])


def _band(figure: go.Figure, parts: Sequence[Span], rate: Rate, *, after: bool) -> Sequence[float]:
    """The range of a side's rate, from its first part to its last; its ends, if it has one."""
    if rate.interval is None or rate.n < TOO_FEW_FOR_PERCENT:
        return ()
    begin, end = parts[0][0], parts[-1][1]
    low, high = (100 * bound for bound in rate.interval)
    figure.add_scatter(
        x=[begin, end, end, begin],
        y=[low, low, high, high],
        fill="toself",
        mode="lines",
        line={"width": 0},
        fillcolor=_faint(TINT[after]),
        hoverinfo="skip",
        showlegend=False,
    )
    return low, high


def _dots(figure: go.Figure, held: Sequence[Point], parts: Sequence[Span], *, after: bool) -> None:
    few = [point.rate.n < TOO_FEW_FOR_PERCENT for point in held]
    figure.add_scatter(
        x=[begin + (end - begin) / 2 for begin, end in parts],
        y=[_percent(point) for point in held],
        mode="markers",
        name=NAMES[after],
        cliponaxis=False,
        marker={
            "color": TINT[after],
            "size": 8,
            "symbol": ["circle-open" if is_few else "circle" for is_few in few],
        },
        customdata=[(point.rate.s, point.rate.n, day(point.start)) for point in held],
        hovertemplate="%{customdata[2]}: %{customdata[0]:,} of %{customdata[1]:,}<extra></extra>",
    )


def _percent(point: Point) -> float:
    return 100 * (point.rate.value or 0.0)


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.15)"
