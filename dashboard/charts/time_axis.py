"""The time axis of charts by hour, day or week, also where clocks skip or repeat an hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import plotly.graph_objects as go

from dashboard.analysis.clock_hours import hour_of
from dashboard.charts.style import LETTER, NARROWEST
from dashboard.dates import HOVER_DAY, HOVER_TIME, clock, tick, ticks, time

NO_TIME = timedelta()
GAP = 5
"""The least between two names, in px."""
HOURS_BETWEEN = (1, 2, 3, 4, 6, 8, 12, 24)
STEP = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


def places(starts: Sequence[datetime], unit: str) -> list[datetime]:
    """Where the bars begin: side by side, also where clocks skip or repeat an hour.

    starts: the local starts of all buckets; the fold of a start tells two alike apart.
    """
    return [starts[0] + n * STEP[unit] for n in range(len(starts))]


def edges(starts: Sequence[datetime], unit: str) -> tuple[datetime, datetime]:
    """The places at the left and the right edge of the chart."""
    held = places(starts, unit)
    return held[0] - STEP[unit] * 0.2, held[-1] + STEP[unit] * 1.2


def place_of(at: datetime, starts: Sequence[datetime], unit: str) -> datetime:
    """Where a local time stands on the axis: in the bar of its hour."""
    if unit != "hour":
        return at
    hour = hour_of(at)
    for start, place in zip(starts, places(starts, unit), strict=True):
        if (hour_of(start), start.fold) == (hour, at.fold):
            return place + (at.replace(fold=0) - hour)
    return at


def zoomable(figure: go.Figure) -> None:
    """Have a stretch of time be dragged over, which static/charts.js makes the period."""
    figure.update_layout(dragmode="select", selectdirection="h")


def time_axis(figure: go.Figure, starts: Sequence[datetime], unit: str) -> None:
    """Name each bar, or every second or third where a phone has no room for more, and all of them
    in hovers: hours and days under their middle, a week at the line of the day on which it begins,
    so that a change within it stands to the right of that."""
    held, named = places(starts, unit), named_every(starts, unit)
    figure.update_xaxes(
        type="date",
        range=edges(starts, unit),
        hoverformat=HOVER_TIME if unit == "hour" else HOVER_DAY,
        tickvals=[
            place + (STEP[unit] / 2 if unit != "week" else NO_TIME) for place in held[::named]
        ],
        ticks="outside" if unit == "week" else "",
        ticktext=_names(starts[::named], unit),
        tickangle=0,
    )
    if held != list(starts):
        _name_in_hovers(figure, starts, held)


def named_every(starts: Sequence[datetime], unit: str) -> int:
    """Of how many bars one is named, so that no name runs into the next on the narrowest chart."""
    steps = HOURS_BETWEEN if unit == "hour" else range(1, len(starts))
    return next((step for step in steps if _has_room(starts, unit, step)), len(starts))


def _name_in_hovers(
    figure: go.Figure, starts: Sequence[datetime], held: Sequence[datetime]
) -> None:
    """Write the hours of a day on which clocks change, which the axis can't, in every hover."""
    figure.update_xaxes(unifiedhovertitle={"text": " "})
    figure.add_scatter(
        x=[place + STEP["hour"] / 2 for place in held],
        y=[0] * len(held),
        mode="markers",
        marker={"opacity": 0},
        showlegend=False,
        text=[time(start) + " again" * start.fold for start in starts],
        hovertemplate="%{text}<extra></extra>",
    )


def _has_room(starts: Sequence[datetime], unit: str, step: int) -> bool:
    """Whether the names of every so many bars stand beside each other on the narrowest chart."""
    room = NARROWEST * step / len(starts) - GAP
    names = _names(starts[::step], unit)
    return all((len(one) + len(other)) / 2 * LETTER <= room for one, other in pairwise(names))


def _names(starts: Sequence[datetime], unit: str) -> list[str]:
    """How the axis writes times: so that no two of them read alike; a day stands for its midnight,
    and what its names have in common is said once."""
    if unit != "hour":
        return ticks(starts)
    if starts[-1] - starts[0] < timedelta(days=1):
        return [clock(start) for start in starts]
    days = [None, *(start.date() for start in starts)]
    full = [f"{tick(start)}, {clock(start)}".removesuffix(", 00:00") for start in starts]
    return [
        clock(start) if start.date() == last else name
        for start, last, name in zip(starts, days, full, strict=False)
    ]
