"""Changes on a time chart: a dotted line each, and labels that never run into each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import plotly.graph_objects as go

from dashboard.analysis.change_log import Change
from dashboard.charts.style import LETTER, LETTERS, NARROWEST, NEUTRAL, label
from dashboard.charts.time_axis import place_of

GAP = 8  # px, between two labels
LONGEST, LONGEST_WORKER = 10, 13
ROWS, ROW = 3, 14
"""Rows of labels, and the height of one in px."""


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of one local day, and when the first was made."""

    at: datetime
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """Of which worker what was changed first, in few letters: "Lead triage v4"."""
        first = self.changes[0]
        what = (first.new or first.what) if first.what == "instructions" else first.what
        named = f"{_cut(first.worker or '', LONGEST_WORKER)} {_cut(what, LONGEST)}".strip()
        return named if len(self.changes) == 1 else f"{named} +{len(self.changes) - 1}"


@dataclass(frozen=True, slots=True)
class Label:
    """A text above the chart, centred at a fraction of its width, in a row from below."""

    at: float
    text: str
    row: int = 0

    @property
    def half(self) -> float:
        """Half its width, gap included, as a fraction of the narrowest chart's."""
        return (LETTER * len(self.text) + GAP) / 2 / NARROWEST

    def inside(self) -> Label:
        """The same label, moved so that neither end leaves the chart."""
        return replace(self, at=min(max(self.at, self.half), 1 - self.half))

    def is_apart(self, others: Sequence[Label]) -> bool:
        """Whether it runs into none of the others of its row."""
        beside = [other for other in others if other.row == self.row]
        return all(abs(self.at - other.at) >= self.half + other.half for other in beside)


def days_with_changes(changes: Sequence[Change], zone: str) -> tuple[Day, ...]:
    """Changes, oldest first, by the day of a zone on which they were made."""
    local = ZoneInfo(zone)
    days = groupby(changes, key=lambda change: change.at.astimezone(local).date())
    return tuple(
        Day(made[0].at.astimezone(local).replace(tzinfo=None), made)
        for made in (tuple(of_day) for _, of_day in days)
    )


def placed(days: Sequence[Day], starts: Sequence[datetime], unit: str) -> tuple[Day, ...]:
    """The days where a chart with buckets of these local starts has their first change."""
    return tuple(replace(day, at=place_of(day.at, starts, unit)) for day in days)


def labels(days: Sequence[Day], start: datetime, end: datetime) -> tuple[Label, ...]:
    """What was changed, over its line, in as many rows as there are; a name without room in any is
    left out, of two the older one.

    start, end: the local times at the chart's edges.
    """
    found: list[Label] = []
    for day in reversed(days):
        named = Label((day.at - start) / (end - start), day.name).inside()
        rows = (replace(named, row=row) for row in range(ROWS))
        if fits := next((one for one in rows if one.is_apart(found)), None):
            found.append(fits)
    return tuple(reversed(found))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def mark_changes(figure: go.Figure, days: Sequence[Day], start: datetime, end: datetime) -> None:
    """Draw the days with changes on a figure whose time axis goes from start to end, local."""
    days = [day for day in days if start <= day.at <= end]
    held = labels(days, start, end)
    # All at once: Plotly copies what a figure has with every one that is added.
    figure.update_layout(
        shapes=[*figure.layout.shapes, *(_line(day.at) for day in days)],
        annotations=[
            *figure.layout.annotations,
            *(_annotation(one, start + one.at * (end - start)) for one in held),
        ],
    )
    if held:
        above = ROW * (1 + max(one.row for one in held))
        figure.update_layout(height=figure.layout.height + above, margin={"t": 28 + above})


def _line(at: datetime) -> dict[str, Any]:
    line = {"dash": "dot", "width": 1, "color": NEUTRAL}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "y domain", "line": line}


def _annotation(one: Label, at: datetime) -> dict[str, Any]:
    return {
        "x": at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": ROW * one.row,
        "showarrow": False,
        "text": label(one.text),
        "font": {"size": LETTERS},
    }
