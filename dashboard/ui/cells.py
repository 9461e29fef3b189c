"""Columns that several tables have: names that lead somewhere, outcomes, times, lengths of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.analysis.causes import CauseRow
from dashboard.analysis.coverage import judged
from dashboard.charts.style import COLOURS, NEUTRAL
from dashboard.dates import day
from dashboard.store.filters.filters import Filters
from dashboard.ui.links import to_origin, to_version
from dashboard.ui.table import Cell
from dashboard.ui.workspace import history
from dashboard.words.causes import state_label, usually
from dashboard.words.origins import origin_cell
from dashboard.words.values import (
    GLYPHS,
    bucket_name,
    duration,
    moment,
    outcome_label,
    unbroken,
)

_STATE_TONES = {
    "new": COLOURS["failed"],
    "came back": COLOURS["failed"],
    "above usual": "#E69F00",
    "quiet": NEUTRAL,
    "ongoing": NEUTRAL,
    "history too short": NEUTRAL,
}


def leading(
    names: Sequence[str | None], ids: Sequence[str | None], to: Callable[[str], str]
) -> list[Cell | None]:
    """Names, each the link to what its id names; without a name the id is shown."""
    return [
        Cell(name or own or "", link=to(own) if own else "") if name or own else None
        for name, own in zip(names, ids, strict=True)
    ]


def versions(held: Sequence[str | None], workers: Sequence[str | None]) -> list[Cell | None]:
    """Versions of instructions, each the link to the runs of its worker that had it."""
    return [
        Cell(version, link=to_version(version, worker_id)) if version else None
        for version, worker_id in zip(held, workers, strict=True)
    ]


def origins(rows: Sequence[CauseRow], chosen: Filters | None = None) -> list[Cell]:
    """Where causes come from, each the link to the failures of its origin, where that is one, among
    the chosen runs; None: those of the page."""
    return [
        Cell(origin_cell(row), link=to_origin(row.origin, chosen) if len(row.origins) == 1 else "")
        for row in rows
    ]


def outcomes(held: Sequence[str]) -> list[Cell]:
    """Outcomes as coloured badges with glyph and word, sorted by how much they matter."""
    good = judged(history().about)
    order = list(GLYPHS)
    return [
        Cell(outcome_label(one, judged=good), tone=COLOURS[one], by=-order.index(one))
        for one in held
    ]


def states(held: Sequence[str]) -> list[Cell]:
    """States of causes as coloured badges."""
    return [Cell(state_label(state), tone=_STATE_TONES[state]) for state in held]


def times(held: Sequence[datetime | None], zone: str) -> list[Cell | None]:
    """Times as they were on the clocks of a zone."""
    return [Cell(_by_lines(moment(at, zone)), by=at.timestamp()) if at else None for at in held]


def days(held: Sequence[datetime | None], zone: str) -> list[Cell | None]:
    """The days of times in a zone, sorted by the times."""
    local = ZoneInfo(zone)
    return [
        Cell(_by_lines(day(at.astimezone(local))), by=at.timestamp()) if at else None for at in held
    ]


def buckets(starts: Sequence[datetime], unit: str) -> list[Cell]:
    """The days, weeks or hours that begin then, in local time, sorted by their beginnings."""
    return [Cell(bucket_name(start, unit), by=in_order(start)) for start in starts]


def in_order(local: datetime) -> float:
    """A number that grows with local time, which may have no zone."""
    return (local.replace(tzinfo=None) - datetime.min).total_seconds()


def counts(rows: Sequence[CauseRow]) -> list[Cell]:
    """How many runs causes have in the reviewed window, and usually; sorted by the first."""
    return [Cell(unbroken(usually(row.seen, row.usual)), by=float(row.seen.window)) for row in rows]


def lengths(held: Sequence[float | None]) -> list[Cell | None]:
    """Lengths of time, in milliseconds."""
    return [None if ms is None else Cell(_by_lines(duration(ms)), by=ms) for ms in held]


def _by_lines(text: str) -> str:
    """A day, a time of day or a length of time, none of which breaks in two in a narrow column."""
    return ", ".join(part.replace(" ", "\xa0") for part in text.split(", "))
