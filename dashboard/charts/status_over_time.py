"""Runs by outcome over time, stacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

import plotly.graph_objects as go

from dashboard.analysis.trends import Bucket
from dashboard.charts.style import (
    BOTTOM_UP,
    LETTERS,
    NEUTRAL,
    STACKED,
    count_axis,
    house_style,
    marker,
)
from dashboard.charts.time_axis import STEP, places, time_axis


def status_over_time(
    buckets: Sequence[Bucket],
    unit: str,
    *,
    share: bool,
    word: Callable[[str], str],
) -> go.Figure:
    """Bars per bucket, failures at the bottom; a bucket that is not whole is dotted and faint.

    share: of the finished runs of the bucket, in per cent, instead of counts: three runs that have
    not ended are no full bar; word: what an outcome is called on pages.
    """
    figure = go.Figure()
    for outcome in STACKED if share else BOTTOM_UP:
        if any(bucket.counts[outcome] for bucket in buckets):
            _bars(figure, buckets, unit, outcome, word(outcome), share=share)
    house_style(figure)
    _axes(figure, buckets, unit, share=share)
    _mark_unknown(figure, buckets, unit)
    return figure


def _bars(
    figure: go.Figure, buckets: Sequence[Bucket], unit: str, outcome: str, name: str, *, share: bool
) -> None:
    starts = places(_starts(buckets), unit)
    told = [
        (bucket.counts[outcome], _finished(bucket) if share else bucket.runs) for bucket in buckets
    ]
    figure.add_bar(
        x=starts,
        xperiod=STEP[unit] / timedelta(milliseconds=1),
        xperiod0=starts[0],
        xperiodalignment="middle",
        width=0.82 * (STEP[unit] / timedelta(milliseconds=1)),
        y=[(100 * n / runs if runs else 0) if share else n for n, runs in told],
        name=name,
        marker=marker(outcome, [not bucket.complete for bucket in buckets]),
        legendgroup=outcome,
        showlegend=False,
        customdata=told,
        hovertemplate="%{customdata[0]:,} of %{customdata[1]:,}",
    )
    # The legend would show the pattern of the first bar, which may be a partial one.
    figure.add_bar(x=starts[:1], y=[None], name=name, marker=marker(outcome), legendgroup=outcome)


def _mark_unknown(figure: go.Figure, buckets: Sequence[Bucket], unit: str) -> None:
    """A grey band with a word where no export says what ran."""
    stretches = groupby(
        zip(places(_starts(buckets), unit), buckets, strict=True),
        key=lambda place: place[1].exported,
    )
    for exported, stretch in stretches:
        if not exported:
            held = [place for place, _ in stretch]
            figure.add_vrect(
                x0=held[0],
                x1=held[-1] + STEP[unit],
                fillcolor=NEUTRAL,
                opacity=0.18,
                line_width=0,
                annotation={"text": "not exported", "font": {"size": LETTERS}},
                annotation_position="inside top",
            )


def _axes(figure: go.Figure, buckets: Sequence[Bucket], unit: str, *, share: bool) -> None:
    time_axis(figure, _starts(buckets), unit)
    if share:
        figure.update_yaxes(nticks=5, ticksuffix=" %", range=[0, 100])
    else:
        count_axis(figure, max(bucket.runs for bucket in buckets))


def _finished(bucket: Bucket) -> int:
    return sum(bucket.counts[name] for name in STACKED)


def _starts(buckets: Sequence[Bucket]) -> list[datetime]:
    return [bucket.start for bucket in buckets]
