"""The rate before and after a change, day by day or week by week, with the range of either side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import plotly.graph_objects as go

from dashboard.analysis.change import Point
from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT, Rate
from dashboard.charts.style import COLOURS, NEUTRAL, house_style

STEP = {"day": timedelta(days=1), "week": timedelta(days=7)}
NAMES = {False: "before", True: "after"}
TINT = {False: NEUTRAL, True: COLOURS["succeeded"]}


def before_after(
    points: Sequence[Point], unit: str, at: datetime, sides: tuple[Rate, Rate]
) -> go.Figure:
    """Rates as dots, hollow where few runs stand behind one, on the 95 % range of their side.

    unit: "day" or "week"; at: the local time of the change; sides: the rates before and after.
    """
    figure = go.Figure()
    for side, rate in zip((False, True), sides, strict=True):
        held = [point for point in points if point.after == side]
        if held:
            _band(figure, held, unit, at, rate, after=side)
            _dots(figure, held, unit, after=side)
    house_style(figure)
    figure.add_vline(x=at, line={"dash": "dot", "width": 1.5, "color": NEUTRAL})
    figure.update_layout(hovermode="closest", height=260)
    low = min((_percent(it) for it in points if it.rate.n >= TOO_FEW_FOR_PERCENT), default=0.0)
    figure.update_yaxes(
        range=[max(0.0, low - 10), 102], ticksuffix=" %", nticks=5, rangemode="normal"
    )
    figure.update_xaxes(type="date", tickangle=0)
    return figure


def _band(
    figure: go.Figure, held: Sequence[Point], unit: str, at: datetime, rate: Rate, *, after: bool
) -> None:
    if rate.interval is None:
        return
    begin = at if after else held[0].start
    end = held[-1].start + STEP[unit] if after else at
    low, high = (100 * it for it in rate.interval)
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


def _dots(figure: go.Figure, held: Sequence[Point], unit: str, *, after: bool) -> None:
    few = [point.rate.n < TOO_FEW_FOR_PERCENT for point in held]
    figure.add_scatter(
        x=[point.start + STEP[unit] / 2 for point in held],
        y=[_percent(point) for point in held],
        mode="markers",
        name=NAMES[after],
        marker={
            "color": TINT[after],
            "size": 8,
            "symbol": ["circle-open" if it else "circle" for it in few],
        },
        customdata=[(point.rate.s, point.rate.n, f"{point.start:%a %-d %b}") for point in held],
        hovertemplate="%{customdata[2]}: %{customdata[0]} of %{customdata[1]}<extra></extra>",
    )


def _percent(point: Point) -> float:
    return 100 * (point.rate.value or 0.0)


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.15)"
