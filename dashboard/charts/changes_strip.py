"""Eight weeks of one worker's runs, behind the changes that were made to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import plotly.graph_objects as go

from dashboard.analysis.change_log import NOT_RECORDED, Change
from dashboard.analysis.trends import Bucket
from dashboard.charts.style import BOTTOM_UP, LETTERS, NEUTRAL, house_style, label, marker
from dashboard.charts.time_axis import named_every
from dashboard.dates import ticks

WEEKS = 8
HEIGHT = 230
LABEL_HEIGHT = 16
LABEL_ROWS = 3  # labels of neighbouring changes stand at different heights
LABEL_LENGTH = 24


def first_week(end: datetime, zone: str) -> datetime:
    """The Monday, in a zone, on which the eight weeks that hold an instant begin."""
    day = end.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday(), weeks=WEEKS - 1)


def changed_to(change: Change) -> str:
    """What was changed and what it became: "model → sonnet-5"; a version says itself."""
    if change.what == NOT_RECORDED:
        return "rate shifted"
    if not change.new:
        return f"{change.what} changed"
    return change.new if change.what == "instructions" else f"{change.what} → {change.new}"


def changes_strip(
    buckets: Sequence[Bucket],
    changes: Sequence[Change],
    start: datetime,
    words: Mapping[str, str],
) -> go.Figure:
    """Runs per week by outcome, failures at the bottom, a dotted line where something changed.

    buckets: by week; changes: oldest first; start: the Monday, aware, with which the strip
    begins; words: what outcomes are called on pages.
    """
    monday = start.replace(tzinfo=None)
    weeks = [monday + timedelta(weeks=n) for n in range(WEEKS)]
    by_week = {bucket.start: bucket for bucket in buckets}
    partial = [week in by_week and not by_week[week].complete for week in weeks]
    figure = go.Figure()
    for outcome in BOTTOM_UP:
        counts = [by_week[week].counts[outcome] if week in by_week else 0 for week in weeks]
        if any(counts):
            figure.add_bar(
                x=[week + timedelta(days=3.5) for week in weeks],  # a bar stands in its week
                y=counts,
                name=words[outcome],
                marker=marker(outcome, partial),
                hovertemplate="%{y:,}",
            )
    house_style(figure)
    _lay_out(figure, weeks, rows=_mark(figure, changes, start))
    return figure


def _lay_out(figure: go.Figure, weeks: Sequence[datetime], rows: int) -> None:
    legend = 16 + 20 * -(-len(figure.data) // 2)  # on a phone it takes a row for every two
    figure.update_layout(
        bargap=0.4,
        height=HEIGHT + LABEL_HEIGHT * rows,
        margin={"t": legend + LABEL_HEIGHT * rows},
        legend={"yref": "container", "y": 1, "yanchor": "top"},  # above the labels
    )
    named = weeks[:: named_every(weeks, "week")]
    figure.update_xaxes(
        range=[weeks[0], weeks[-1] + timedelta(weeks=1)],
        tickvals=named,  # where each begins, so that a change within it stands to the right of that
        ticks="outside",
        ticktext=ticks(named),
        tickfont={"size": 11},  # so that eight weeks stand beside each other on a phone
        tickangle=0,
    )
    figure.update_yaxes(nticks=4)


def _mark(figure: go.Figure, changes: Sequence[Change], start: datetime) -> int:
    """Draw a line a day with changes; the number of rows that their labels take."""
    zone = start.tzinfo
    days = groupby(changes, key=lambda change: change.at.astimezone(zone).date())
    middle = start.replace(tzinfo=None) + timedelta(weeks=WEEKS) / 2
    rows = 0
    for number, (_, of_day) in enumerate(days):
        made = list(of_day)
        row = number % LABEL_ROWS
        rows = max(rows, row + 1)
        at = made[0].at.astimezone(zone).replace(tzinfo=None)
        figure.add_vline(x=at, line={"dash": "dot", "width": 1.5, "color": NEUTRAL})
        figure.add_annotation(
            x=at,
            y=1,
            yref="paper",
            xanchor="left" if at < middle else "right",  # so that no label leaves the chart
            yanchor="bottom",
            yshift=2 + LABEL_HEIGHT * row,
            text=label(_short(", ".join(changed_to(change) for change in made))),
            showarrow=False,
            font={"size": LETTERS},
        )
    return rows


def _short(text: str) -> str:
    return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1] + "…"
