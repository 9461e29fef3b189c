"""Runs over time: what stands where, in which units, and which bars are not whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.analysis.trends import Bucket
from dashboard.charts.status_over_time import status_over_time
from dashboard.charts.time_axis import edges
from dashboard.dates import tick
from dashboard.records.schema import OUTCOMES

MONDAY = datetime(2026, 11, 9)


def bucket(day: int, complete: bool = True, **counts: int) -> Bucket:
    start = MONDAY + timedelta(days=day)
    held = {name: counts.get(name, 0) for name in OUTCOMES}
    end = start + timedelta(days=1)
    return Bucket(start, end, held, complete, "" if complete else "9 of 24 hours")


WEEK = (
    bucket(0, failed=2, succeeded=6, bad=2),
    bucket(1),
    bucket(2, complete=False, failed=1, succeeded=2, running=1),
)


def drawn(figure: go.Figure) -> dict[str, Any]:
    """The traces that hold bars, by name, in the order of the stack."""
    return {bar.name: bar for bar in figure.data if not bar.showlegend and bar.showlegend is False}


def figure(share: bool = False) -> go.Figure:
    return status_over_time(WEEK, "day", share=share, word=str.upper)


def test_failures_stand_at_the_bottom_and_outcomes_without_runs_are_left_out() -> None:
    assert list(drawn(figure())) == ["FAILED", "BAD", "SUCCEEDED", "RUNNING"]
    assert list(drawn(figure())["FAILED"].y) == [2, 0, 1]


def test_shares_are_of_the_finished_runs_of_the_bucket() -> None:
    bars = drawn(figure(share=True))
    assert list(bars) == ["FAILED", "BAD", "SUCCEEDED"]
    assert [round(sum(bar.y[n] for bar in bars.values())) for n in range(3)] == [100, 0, 100]
    assert bars["FAILED"].y[2] == pytest.approx(100 / 3)
    assert tuple(map(tuple, bars["FAILED"].customdata)) == ((2, 10), (0, 0), (1, 3))


def test_a_bucket_that_is_not_whole_looks_different_and_the_legend_does_not() -> None:
    made = figure()
    succeeded = drawn(made)["SUCCEEDED"].marker
    assert succeeded.opacity[0] == succeeded.opacity[1] == 1 > succeeded.opacity[2]
    assert succeeded.pattern.shape[2] and not succeeded.pattern.shape[0]
    legend = next(
        trace for trace in made.data if trace.name == "SUCCEEDED" and trace.showlegend is None
    )
    assert not legend.marker.pattern.shape and legend.marker.opacity == 1


def test_bad_and_succeeded_differ_by_more_than_their_colour() -> None:
    bars = drawn(figure())
    assert bars["BAD"].marker.pattern.shape[0] != bars["SUCCEEDED"].marker.pattern.shape[0]


@pytest.mark.parametrize("unit", ["hour", "day", "week"])
def test_all_bars_stand_inside_the_edges(unit: str) -> None:
    length = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}[unit]
    held = [replace(one, start=MONDAY + n * length, end=MONDAY + (n + 1) * length)
            for n, one in enumerate(WEEK)]  # fmt: skip
    left, right = edges([one.start for one in held], unit)
    assert left < held[0].start and right > held[-1].end
    assert tuple(figure().layout.xaxis.range) == edges([one.start for one in WEEK], "day")


@pytest.mark.parametrize("hours", [12, 24, 48])
def test_ticks_stand_under_the_middle_of_the_hour_that_they_name(hours: int) -> None:
    held = dict.fromkeys(OUTCOMES, 1)
    step = timedelta(hours=1)
    day = [Bucket(MONDAY + n * step, MONDAY + (n + 1) * step, held, True, "") for n in range(hours)]
    axis = status_over_time(day, "hour", share=False, word=str).layout.xaxis
    assert 6 <= len(axis.tickvals) <= 16
    for at, text in zip(axis.tickvals, axis.ticktext, strict=True):
        start = at - timedelta(minutes=30)
        assert f"{start:%H:%M}" in text or (text == tick(start) and not start.hour)


def test_no_axis_of_counts_marks_half_a_run() -> None:
    few = [bucket(0, failed=1, succeeded=3)]
    assert status_over_time(few, "day", share=False, word=str).layout.yaxis.dtick == 1
    assert status_over_time(few, "day", share=True, word=str).layout.yaxis.dtick is None
    assert figure().layout.yaxis.dtick is None, "Plotly chooses steps of whole numbers there"
