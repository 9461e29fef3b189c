"""Columns about changes that several tables have: the name that leads to a change, its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.analysis import verdict
from dashboard.analysis.change import key_of
from dashboard.analysis.edits import whitespace_only
from dashboard.analysis.impact import STILL_WORSE, Impact
from dashboard.charts.difference_mark import BETTER, UNCLEAR, WORSE
from dashboard.store.filters.filters import Filters
from dashboard.ui.links import to_change
from dashboard.ui.table import Cell
from dashboard.ui.workspace import answer
from dashboard.words.change_rows import difference, in_short, moved, sides
from dashboard.words.changes import ENDED, label
from dashboard.words.edits import all_changed, on

MARKS = {verdict.REGRESSED: WORSE, verdict.IMPROVED: BETTER}


def change_names(rows: Sequence[Impact], zone: str, chosen: Filters | None = None) -> list[Cell]:
    """What was changed, and on which day, each the link to its change. chosen: the filters of the
    link, those of the page if None."""
    log = tuple(one for impact in rows for one in impact.change.changes)
    blank = answer(whitespace_only, log)
    told = [
        (on(group, zone), all_changed(group, blank)) for group in (impact.change for impact in rows)
    ]
    years = {impact.change.at.astimezone(ZoneInfo(zone)).year for impact in rows}
    year = years.pop() if len(years) == 1 else None
    return [
        Cell(
            _unbroken(f"{day}: {what}"),
            curt=_unbroken(in_short(day, what, year)),
            link=to_change(key_of(impact), chosen),
            by=impact.change.at.timestamp(),
        )
        for (day, what), impact in zip(told, rows, strict=True)
    ]


def after(rows: Sequence[Impact]) -> list[Cell]:
    """What came after changes, and what was before, sorted by the rate after."""
    return [Cell(sides(impact), by=impact.sides.all_after.value or 0.0) for impact in rows]


def differences(rows: Sequence[Impact]) -> list[Cell | None]:
    """By how much rates moved, with the range, where they are compared."""
    told = [(moved(impact), difference(impact)) for impact in rows]
    return [Cell(text, by=by) if text else None for text, by in told]


def verdicts(rows: Sequence[Impact]) -> list[Cell]:
    """Their verdicts as coloured badges."""
    return [Cell(label(impact), tone=_tone(impact)) for impact in rows]


def _tone(found: Impact) -> str:
    worse = label(found) == ENDED[STILL_WORSE]
    return WORSE if worse else MARKS.get(found.verdict, UNCLEAR)


def _unbroken(text: str) -> str:
    """The same text, in which no line ends beside an arrow."""
    return text.replace(" → ", "\u00a0→\u00a0")
