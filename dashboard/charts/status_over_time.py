"""Runs by outcome over time, stacked, with the changes that fall into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import plotly.graph_objects as go

from dashboard.analysis.trends import Bucket, Change
from dashboard.charts.style import BOTTOM_UP, NEUTRAL, house_style, label, marker

MOST_LABELS = 8
STEP = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


def status_over_time(
    buckets: Sequence[Bucket],
    unit: str,
    *,
    share: bool,
    word: Callable[[str], str],
) -> go.Figure:
    """Bars per bucket, failures at the bottom; a bucket that is not whole is dotted and faint.

    share: of all runs of the bucket, in per cent, instead of counts; word: what an outcome is
    called on pages.
    """
    figure = go.Figure()
    starts = [bucket.start for bucket in buckets]
    partial = [not bucket.complete for bucket in buckets]
    for outcome in BOTTOM_UP:
        counts = [bucket.counts[outcome] for bucket in buckets]
        if not any(counts):
            continue
        heights: Sequence[float] = counts
        if share:
            heights = [
                100 * count / bucket.runs if bucket.runs else 0
                for count, bucket in zip(counts, buckets, strict=True)
            ]
        figure.add_bar(
            x=starts,
            xperiod=STEP[unit] / timedelta(milliseconds=1),
            xperiod0=starts[0],
            xperiodalignment="middle",
            width=0.82 * (STEP[unit] / timedelta(milliseconds=1)),
            y=heights,
            name=word(outcome),
            marker=marker(outcome, partial),
            customdata=[
                [count, bucket.runs] for count, bucket in zip(counts, buckets, strict=True)
            ],
            hovertemplate="%{customdata[0]:,} of %{customdata[1]:,}",
        )
    house_style(figure)
    _axes(figure, buckets, unit, share=share)
    return figure


def _axes(figure: go.Figure, buckets: Sequence[Bucket], unit: str, *, share: bool) -> None:
    step = STEP[unit]
    figure.update_xaxes(
        range=[buckets[0].start - step * 0.2, buckets[-1].end + step * 0.2],
        hoverformat="%H:%M, %-d %b" if unit == "hour" else "%a %-d %b %Y",
        tickformat="%H:%M" if unit == "hour" else "%-d %b",
        nticks=12,
    )
    if unit == "week" and len(buckets) <= 16:
        figure.update_xaxes(
            tickvals=[bucket.start + step / 2 for bucket in buckets],
            ticktext=[f"{bucket.start:%-d %b}" for bucket in buckets],
        )
    figure.update_yaxes(
        nticks=5,
        ticksuffix=" %" if share else "",
        range=[0, 100] if share else None,
        separatethousands=True,
    )


def days_with_changes(changes: Sequence[Change], zone: str) -> list[tuple[datetime, list[Change]]]:
    """The changes by local day, oldest first."""
    days: dict[datetime, list[Change]] = {}
    for change in changes:
        local = change.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        days.setdefault(datetime.combine(local.date(), datetime.min.time()), []).append(change)
    return sorted(days.items())


def mark_changes(figure: go.Figure, changes: Sequence[Change], zone: str) -> None:
    """Draw a dotted line a day with changes; numbers name them when labels would overlap."""
    days = days_with_changes(changes, zone)
    for number, (_, made) in enumerate(days, start=1):
        x = min(change.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for change in made)
        figure.add_vline(x=x, line={"dash": "dot", "width": 1, "color": NEUTRAL})
        figure.add_annotation(
            x=x,
            y=1,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
            text=label(_named(made) if len(days) <= MOST_LABELS else str(number)),
            font={"size": 11, "color": NEUTRAL},
        )
    if days:
        figure.update_layout(legend={"y": 1.1}, margin={"t": 56})


def _named(made: Sequence[Change]) -> str:
    first = made[0]
    told = (first.new or first.what) if first.what == "instructions" else first.what
    told = told if len(told) <= 12 else f"{told[:11]}…"
    return told if len(made) == 1 else f"{told} +{len(made) - 1}"
