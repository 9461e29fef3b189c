"""Failed runs by cause over time, stacked: the most frequent causes, and all others together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import plotly.graph_objects as go

from dashboard.charts.style import NEUTRAL, count_axis, house_style, label
from dashboard.charts.time_axis import STEP, places, time_axis

MOST = 6
COLOURS = ("#9947EB", "#1E9BE7", "#A18F7C", "#964D86", "#EA18C5", "#DC0C42")
"""None is that of an outcome, which a cause is not; all are told apart however colours are seen."""
LETTERS = 36

Course = tuple[str, Sequence[int]]
"""A name, which may hold text of the export, and runs per bucket."""


def causes_over_time(
    courses: Sequence[Course], buckets: Sequence[datetime], unit: str
) -> go.Figure:
    """Stacked bars. courses: most frequent first; buckets: local starts, as many as each course."""
    figure = go.Figure()
    shown = list(courses[:MOST])
    rest = [sum(counts) for counts in zip(*(course for _, course in courses[MOST:]), strict=True)]
    names = [name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…" for name, _ in shown]
    colours = [*COLOURS[: len(shown)], NEUTRAL]
    if rest:
        shown.append(("", rest))
        more = len(courses) - MOST
        names.append(f"{more:,} {'other' if more == 1 else 'others'}")
    for (_, counts), name, colour in zip(shown, names, colours, strict=False):
        figure.add_bar(
            x=places(buckets, unit),
            y=list(counts),
            name=label(name),
            marker={"color": colour},
            xperiod=STEP[unit] / timedelta(milliseconds=1),
            xperiod0=buckets[0],
            xperiodalignment="middle",
            hovertemplate="%{y:,}",
        )
    house_style(figure)
    time_axis(figure, buckets, unit)
    count_axis(figure, max(map(sum, zip(*(counts for _, counts in courses), strict=True))))
    return figure
