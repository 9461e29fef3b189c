"""The failure rate over time, in a panel of its own: a stack of successes would drown it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import plotly.graph_objects as go

from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT, Rate, rate
from dashboard.analysis.trends import Bucket
from dashboard.charts.style import COLOURS, STACKED, house_style
from dashboard.charts.time_axis import STEP, places, time_axis

HEIGHT = 190
Point = tuple[object, Rate]


def failure_rate(buckets: Sequence[Bucket], unit: str) -> go.Figure | None:
    """A line of failed runs per finished ones, with the 95 % range of each bucket's; a bucket with
    fewer than five finished runs is a hollow dot without a range. None where no bucket has five, or
    only one has any: a dot alone shows no course.
    """
    starts = [bucket.start for bucket in buckets]
    middles = [place + STEP[unit] / 2 for place in places(starts, unit)] if buckets else []
    rates = [_failed(bucket) for bucket in buckets]
    points: list[Point] = list(zip(middles, rates, strict=True))
    if sum(of.n > 0 for of in rates) < 2 or not any(_told(of) for of in rates):
        return None
    figure = go.Figure()
    for told, stretch in groupby(points, key=lambda point: _told(point[1])):
        if told:
            _band(figure, list(stretch))
    _line(figure, points)
    house_style(figure)
    figure.update_layout(height=HEIGHT, showlegend=False, margin={"t": 28})
    time_axis(figure, starts, unit)
    figure.update_yaxes(nticks=4, ticksuffix=" %", rangemode="tozero")
    return figure


def _failed(bucket: Bucket) -> Rate:
    return rate(bucket.counts["failed"], sum(bucket.counts[name] for name in STACKED))


def _told(of: Rate) -> bool:
    return of.n >= TOO_FEW_FOR_PERCENT


def _band(figure: go.Figure, stretch: Sequence[Point]) -> None:
    low, high = zip(*_bounds(stretch), strict=True)
    at = [point[0] for point in stretch]
    figure.add_scatter(
        x=[*at, *reversed(at)],
        y=[*high, *reversed(low)],
        fill="toself",
        mode="lines",
        line={"width": 0},
        fillcolor=COLOURS["failed"],
        opacity=0.18,
        hoverinfo="skip",
    )


def _bounds(stretch: Sequence[Point]) -> Iterator[tuple[float, float]]:
    for _, of in stretch:
        low, high = of.interval or (0.0, 1.0)
        yield 100 * low, 100 * high


def _line(figure: go.Figure, points: Sequence[Point]) -> None:
    figure.add_scatter(
        x=[at for at, _ in points],
        y=[None if of.value is None else 100 * of.value for _, of in points],
        mode="lines+markers",
        line={"color": COLOURS["failed"], "width": 2},
        marker={
            "size": 7,
            "symbol": ["circle" if _told(of) else "circle-open" for _, of in points],
        },
        customdata=[(of.s, of.n) for _, of in points],
        hovertemplate="%{customdata[0]:,} of %{customdata[1]:,} failed<extra></extra>",
    )
