"""Changes on a time chart: a dotted line each, and labels at it that never run into each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations, groupby
from typing import Any
from zoneinfo import ZoneInfo

import plotly.graph_objects as go

from dashboard.analysis.change_log import NOT_RECORDED, Change
from dashboard.charts.style import LETTER, LETTERS, NARROWEST, NEUTRAL, label
from dashboard.charts.time_axis import place_of

LINE = {"dash": "dot", "width": 1, "color": NEUTRAL}
GAP = 8  # px, between two labels
OFF = 3  # px, between a line and its label
LONGEST = 21
"""Letters of a label, so that it fits beside a line in the middle of the narrowest chart."""
LONGEST_THING = 12
ROWS, ROW = 4, 14
"""Rows of labels, and the height of one in px."""


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of one local day, most harm first, when the first was made, and how much harm
    was done by those that stand."""

    at: datetime
    changes: tuple[Change, ...]
    harm: float = 0.0

    @property
    def name(self) -> str:
        """Of which worker what was changed: "Lead triage v4"."""
        return f"{self.changes[0].worker or ''} {_thing(self.changes[0])}{self._more}".strip()

    @property
    def short(self) -> str:
        """The same in few letters."""
        what = _cut(_thing(self.changes[0]), LONGEST_THING) + self._more
        return f"{_cut(self.changes[0].worker or '', LONGEST - len(what) - 1)} {what}".strip()

    @property
    def _more(self) -> str:
        return f" +{len(self.changes) - 1}" if len(self.changes) > 1 else ""


def _thing(change: Change) -> str:
    if change.what == NOT_RECORDED:
        return "rate shifted"
    return (change.new or change.what) if change.what == "instructions" else change.what


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside its line, which stands at a fraction of the chart's width, in a row from below.

    Places are px of the narrowest chart. Labels that are apart there are so on every wider one,
    where lines move apart and texts stay as long.
    """

    at: float
    text: str
    row: int = 0
    leftwards: bool = False

    @property
    def line(self) -> float:
        return self.at * NARROWEST

    @property
    def edges(self) -> tuple[float, float]:
        """Its left and its right end, one of them at its line."""
        length = OFF + LETTER * len(self.text)
        return (
            (self.line - length, self.line) if self.leftwards else (self.line, self.line + length)
        )

    @property
    def is_inside(self) -> bool:
        """Whether it stays within the chart."""
        left, right = self.edges
        return left >= 0 and right <= NARROWEST

    def overlaps(self, other: Label) -> bool:
        """Whether both can't stand in one row."""
        (left, right), (begin, end) = self.edges, other.edges
        return left < end + GAP and begin < right + GAP

    def is_apart(self, other: Label) -> bool:
        """Whether it runs into neither another nor that one's line."""
        if self.row == other.row:
            return not self.overlaps(other)
        lower, upper = (self, other) if self.row < other.row else (other, self)
        left, right = lower.edges
        return not left < upper.line < right  # the line goes up to its label


def days_with_changes(
    changes: Sequence[Change], zone: str, harm: Mapping[Change, float] | None = None
) -> tuple[Day, ...]:
    """Changes, oldest first, by the day of a zone on which they were made. harm: how much was done
    by each that stands."""
    local, done = ZoneInfo(zone), harm or {}
    days = groupby(changes, key=lambda change: change.at.astimezone(local).date())
    return tuple(
        Day(
            at=made[0].at.astimezone(local).replace(tzinfo=None),
            changes=tuple(sorted(made, key=lambda change: -done.get(change, 0.0))),
            harm=sum(done.get(change, 0.0) for change in made),
        )
        for made in (tuple(of_day) for _, of_day in days)
    )


def placed(days: Sequence[Day], starts: Sequence[datetime], unit: str) -> tuple[Day, ...]:
    """The days where a chart with buckets of these local starts has their first change."""
    return tuple(replace(day, at=place_of(day.at, starts, unit)) for day in days)


def labels(days: Sequence[Day], start: datetime, end: datetime) -> tuple[Label, ...]:
    """What was changed, each text touching its line, whole where that leaves room for all others; a
    name without room in any row is left out, those that do harm and stand are named first, then the
    newest.

    start, end: the local times at the chart's edges.
    """
    found: list[Label] = []
    worst = sorted(days, key=lambda day: (-day.harm, start - day.at))
    places = {day: (day.at - start) / (end - start) for day in worst}
    for day, at in places.items():
        for leftwards in (at > 0.5, at <= 0.5):
            held = _in_rows([*found, Label(at, day.short, leftwards=leftwards)])
            if _is_legible(held):
                found = held
                break
    names = {(at, day.short): day.name for day, at in places.items()}
    for named in [(one.at, one.text) for one in found]:
        whole = [
            replace(one, text=names[named]) if (one.at, one.text) == named else one for one in found
        ]
        if _is_legible(held := _in_rows(whole)):
            found = held
    return tuple(sorted(found, key=lambda one: one.at))


def _in_rows(names: Sequence[Label]) -> list[Label]:
    """The same, each as low as it can be without the line of another crossing it."""
    found: list[Label] = []
    for leftwards in (False, True):
        side = [one for one in names if one.leftwards == leftwards]
        for one in sorted(side, key=lambda one: one.at, reverse=not leftwards):
            row = max((other.row + 1 for other in found if one.overlaps(other)), default=0)
            found.append(replace(one, row=row))
    return found


def _is_legible(names: Sequence[Label]) -> bool:
    return all(one.is_inside and one.row < ROWS for one in names) and all(
        one.is_apart(other) for one, other in combinations(names, 2)
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def mark_changes(figure: go.Figure, days: Sequence[Day], start: datetime, end: datetime) -> None:
    """Draw the days with changes on a figure whose time axis goes from start to end, local."""
    days = [day for day in days if start <= day.at <= end]
    held = labels(days, start, end)
    named = [(one, start + one.at * (end - start)) for one in held]
    # All at once: Plotly copies what a figure has with every one that is added.
    figure.update_layout(
        shapes=[
            *figure.layout.shapes,
            *(_line(day.at) for day in days),
            *(_up_to(one, at) for one, at in named),
        ],
        annotations=[*figure.layout.annotations, *(_annotation(one, at) for one, at in named)],
    )
    if held:
        above = ROW * (1 + max(one.row for one in held))
        figure.update_layout(height=figure.layout.height + above, margin={"t": 28 + above})


def _line(at: datetime) -> dict[str, Any]:
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "y domain", "line": LINE}


def _up_to(one: Label, at: datetime) -> dict[str, Any]:
    """Its line, on above the chart to its label."""
    height = {"yref": "paper", "ysizemode": "pixel", "yanchor": 1, "y0": 0}
    return {"type": "line", "x0": at, "x1": at, **height, "y1": ROW * (one.row + 1), "line": LINE}


def _annotation(one: Label, at: datetime) -> dict[str, Any]:
    return {
        "x": at,
        "xanchor": "right" if one.leftwards else "left",
        "xshift": -OFF if one.leftwards else OFF,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": ROW * one.row,
        "borderpad": 0,
        "showarrow": False,
        "text": label(one.text),
        "font": {"size": LETTERS},
    }
