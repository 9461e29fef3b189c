"""The list of changes, worst first; ticking a row opens its change."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis import verdict
from dashboard.analysis.asked import Asked
from dashboard.analysis.change import key_of
from dashboard.analysis.changes import Changes
from dashboard.analysis.impact import Impact
from dashboard.charts.difference_mark import BETTER, UNCLEAR, WORSE, difference_mark, scale
from dashboard.ui.change_words import (
    COLOURS,
    LABELS,
    brief,
    not_listed,
    span,
    when,
)
from dashboard.ui.edit_words import THINGS, all_changed, changed, close_advice
from dashboard.ui.lint_notes import draw_lint
from dashboard.ui.run_table import Columns, choosing_table, text_cells, time_cells
from dashboard.ui.safe_text import md
from dashboard.ui.words import count
from dashboard.ui.workspace import open_change

SHOWN = 200
MARKS = {verdict.REGRESSED: WORSE, verdict.IMPROVED: BETTER}


def draw_changes(answer: Changes, zone: str, *, judged: bool) -> None:
    """The changes with their verdicts, most harm first."""
    rows = answer.impacts[:SHOWN]
    with st.container(border=True, gap="small"):
        st.subheader(md(f"What came after {count(len(answer.impacts), 'change')}?"))
        told = ["Most harm first: points lost, times the runs since. Tick a row to open it."]
        if len(rows) < len(answer.impacts):
            told.append(f"Showing {len(rows):,} of {len(answer.impacts):,}.")
        st.caption(md(" ".join(told)))
        choosing_table(
            _columns(rows, zone, judged=judged),
            [key_of(it) for it in rows],
            open_change,
            key="changes",
            alt="Changes with verdict, difference and its interval, and runs before and after",
        )


def draw_not_listed(answer: Changes) -> None:
    """Which changes of the export are in no list, and why."""
    if told := not_listed(answer):
        st.caption(md(told))


def _columns(rows: Sequence[Impact], zone: str, *, judged: bool) -> Columns:
    told = [it for it in rows if it.estimate and it.verdict != verdict.NOT_ENOUGH]
    end = scale(it.estimate.interval() for it in told if it.estimate)
    labels = {name: LABELS[name] for name in verdict.VERDICTS}
    return {
        "Worker": text_cells([it.change.worker for it in rows], 130, pinned=True),
        "Verdict": (
            [[labels[it.verdict]] for it in rows],
            st.column_config.MultiselectColumn(
                options=list(labels.values()), color=[COLOURS[it] for it in labels], width=200
            ),
        ),
        "What": text_cells([f"{_day(it, zone)}: {all_changed(it.change)}" for it in rows], 225),
        f"−{100 * end:.0f} … +{100 * end:.0f} points": (
            [_mark(it, end) if it in told else None for it in rows],
            st.column_config.ImageColumn(width=120),
        ),
        f"{'Succeeded' if judged else 'Completed'} after this change": text_cells(
            [brief(it) for it in rows], 290
        ),
        "Range (points)": (
            [span(it.estimate.interval()) if it in told and it.estimate else None for it in rows],
            st.column_config.TextColumn(width=120),
        ),
        "Verdict possible": text_cells([when(it) or None for it in rows], 130),
        "Also changed": text_cells(
            [", ".join(THINGS[name] for name in it.sides.confounded_by) or None for it in rows], 130
        ),
        f"When ({zone})": time_cells([it.change.at for it in rows], zone),
        "Runs before": (
            [it.sides.all_before.n for it in rows],
            st.column_config.NumberColumn(format="localized"),
        ),
        "Runs after": (
            [it.sides.all_after.n for it in rows],
            st.column_config.NumberColumn(format="localized"),
        ),
    }


def _day(found: Impact, zone: str) -> str:
    return f"{found.change.at.astimezone(ZoneInfo(zone)):%-d %b}"


def _mark(found: Impact, end: float) -> str | None:
    if found.estimate is None:
        return None
    colour = MARKS.get(found.verdict, UNCLEAR)
    return difference_mark(found.estimate.value, found.estimate.interval(), end, colour)


def draw_asked(found: Sequence[Asked], zone: str) -> None:
    """Workers whose present instructions ask for what they can't do, or contradict themselves."""
    if not found:
        return
    with st.container(border=True, gap="small"):
        st.subheader("Which instructions ask for what can’t be done?")
        st.caption(
            "Read from the words of each worker’s present instructions, whatever the period; "
            "no run has to fail first."
        )
        for it in found[:SHOWN]:
            st.markdown(f"**{md(it.worker)}**{md(_newest_edit(it, zone))}")
            draw_lint(it.findings, whole=it.whole)


def _newest_edit(it: Asked, zone: str) -> str:
    if it.edit is None:
        return ""
    at = it.edit.at.astimezone(ZoneInfo(zone))
    return f", newest edit {at:%-d %b}: {changed(it.edit)}"


def draw_too_close(answer: Changes) -> None:
    """What was changed so close together that no run can tell it apart."""
    if not answer.too_close:
        return
    with st.container(border=True, gap="small"):
        st.subheader("What was changed too close together?")
        for it in answer.too_close[:SHOWN]:
            st.markdown(md(close_advice(it)))
