"""Changes on a time chart: a dotted line each, and labels that never run into each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

import plotly.graph_objects as go

from dashboard.analysis.change_log import Change
from dashboard.charts.style import NEUTRAL, label
from dashboard.charts.time_axis import place_of

NARROWEST, LETTER, GAP = 290, 6.5, 8  # px: the plot on a phone, a letter, between two labels
LONGEST = 14


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of one local day: its number among such days, and when the first was made."""

    number: int
    at: datetime
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """What was changed, in few letters: "v4", "model +2"."""
        first = self.changes[0]
        told = (first.new or first.what) if first.what == "instructions" else first.what
        told = told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
        return told if len(self.changes) == 1 else f"{told} +{len(self.changes) - 1}"


@dataclass(frozen=True, slots=True)
class Label:
    """A text above the chart, centred at a fraction of its width."""

    at: float
    text: str

    @property
    def half(self) -> float:
        """Half its width, gap included, as a fraction of the narrowest chart's."""
        return (LETTER * len(self.text) + GAP) / 2 / NARROWEST

    def inside(self) -> Label:
        """The same label, moved so that neither end leaves the chart."""
        return Label(min(max(self.at, self.half), 1 - self.half), self.text)


def days_with_changes(changes: Sequence[Change], zone: str) -> tuple[Day, ...]:
    """Changes, oldest first, by the day of a zone on which they were made."""
    local = ZoneInfo(zone)
    days = groupby(changes, key=lambda change: change.at.astimezone(local).date())
    return tuple(
        Day(number, made[0].at.astimezone(local).replace(tzinfo=None), made)
        for number, made in enumerate((tuple(of_day) for _, of_day in days), start=1)
    )


def placed(days: Sequence[Day], starts: Sequence[datetime], unit: str) -> tuple[Day, ...]:
    """The days where a chart with buckets of these local starts has their first change."""
    return tuple(replace(day, at=place_of(day.at, starts, unit)) for day in days)


def labels(days: Sequence[Day], start: datetime, end: datetime) -> tuple[Label, ...]:
    """Names of the changes where all fit beside each other, else numbers of days: "3", "4–7".

    start, end: the local times at the chart's edges.
    """
    places = [(day.at - start) / (end - start) for day in days]
    named = [Label(place, day.name).inside() for place, day in zip(places, days, strict=True)]
    if _apart(named):
        return tuple(named)
    groups: list[tuple[int, int]] = []  # first and last of days that share a label
    for n in range(len(days)):
        groups.append((n, n))
        while len(groups) > 1 and not _apart(
            [_numbered(days, places, group) for group in groups[-2:]]
        ):
            (first, _), (_, last) = groups[-2:]
            groups[-2:] = [(first, last)]
    return tuple(_numbered(days, places, group) for group in groups)


def _apart(row: Sequence[Label]) -> bool:
    return all(left.at + left.half <= right.at - right.half for left, right in pairwise(row))


def _numbered(days: Sequence[Day], places: Sequence[float], group: tuple[int, int]) -> Label:
    """The label of days by their numbers, over the middle of their lines."""
    first, last = group
    text = f"{days[first].number}"
    if last > first:
        text += f"–{days[last].number}"
    return Label((places[first] + places[last]) / 2, text).inside()


def mark_changes(figure: go.Figure, days: Sequence[Day], start: datetime, end: datetime) -> None:
    """Draw the days with changes on a figure whose time axis goes from start to end, local."""
    days = [day for day in days if start <= day.at <= end]
    for day in days:
        figure.add_vline(x=day.at, line={"dash": "dot", "width": 1, "color": NEUTRAL})
    for one in labels(days, start, end):
        figure.add_annotation(
            x=start + one.at * (end - start),
            y=1,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
            text=label(one.text),
            font={"size": 11, "color": NEUTRAL},
        )
    if days:
        figure.update_layout(legend={"y": 1.1}, margin={"t": 56})
