"""The list of changes, worst first, each a link, and what stands below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis import verdict
from dashboard.analysis.asked import Asked, asked_in_vain
from dashboard.analysis.by_turns import ByTurns, by_turns
from dashboard.analysis.changes import Changes
from dashboard.analysis.coverage import judged, limits
from dashboard.analysis.filled_in import FilledIn, filled_in
from dashboard.analysis.impact import Impact
from dashboard.analysis.unordered import Unordered, unordered
from dashboard.charts.difference_mark import UNCLEAR, difference_mark, scale
from dashboard.dates import day
from dashboard.store.filters.filters import Filters
from dashboard.ui.cells import leading
from dashboard.ui.change_cells import MARKS, after, change_names, differences, verdicts
from dashboard.ui.changes.recording import draw_recording
from dashboard.ui.links import to_sets, to_worker
from dashboard.ui.lint_notes import draw_lint
from dashboard.ui.table import Cell, Cells, InLines, as_text, draw_table
from dashboard.ui.workspace import answer, history
from dashboard.words.all_changes import by_chance, not_listed
from dashboard.words.change_rows import DIFFERENCE, difference, note
from dashboard.words.changes import span
from dashboard.words.edits import changed, close_advice, read
from dashboard.words.safe_text import md
from dashboard.words.unordered import no_order, take_turns, text_of_each_run
from dashboard.words.values import points

SHOWN = 200
MOST_OPEN = 3
"""So many sentences of what is no change stand open; more are folded away."""


def draw_list(found: Changes, chosen: Filters) -> None:
    """The changes, those that can't be told of, and what instructions ask for in vain."""
    about = history().about
    told = limits(about, "changes")
    if told and not found.known:
        st.caption(md(" ".join(told)))
    if found.listed:
        draw_changes(found, about.zone, judged=judged(about))
    draw_not_listed(found)
    draw_no_changes(answer(unordered, chosen), answer(by_turns, chosen), answer(filled_in, chosen))
    draw_asked(answer(asked_in_vain, chosen), about.zone)
    draw_too_close(found)
    draw_recording(expanded=not found.listed)


def draw_changes(found: Changes, zone: str, *, judged: bool) -> None:
    """The changes with their verdicts, most harm first."""
    rows = found.listed[:SHOWN]
    with st.container(border=True, gap="small"):
        st.header("What came after?")
        told = ["Most harm first: the points lost, multiplied by the runs since."]
        if found.beyond:
            told.append("Regressions that stand are listed whatever the period.")
        if len(rows) < len(found.listed):
            told.append(f"Showing {len(rows):,} of {len(found.listed):,}.")
        st.caption(md(" ".join(told)))
        columns = _columns(rows, zone, judged=judged)
        lines = _lines(columns)
        draw_table(
            columns,
            heads={name: "" for name, way in lines.items() if way is InLines.FLOWS},
            lines=lines,
            alt="Changes, most harm first, with verdict, difference and its range",
        )
        if chance := by_chance(found):
            st.caption(md(chance))


def draw_not_listed(found: Changes) -> None:
    """Which changes of the export are in no list, and why."""
    if told := not_listed(found):
        st.caption(md(told))


def _columns(rows: Sequence[Impact], zone: str, *, judged: bool) -> dict[str, Cells]:
    told = [impact for impact in rows if impact.estimate and impact.verdict != verdict.NOT_ENOUGH]
    end = scale(impact.estimate.interval() for impact in told if impact.estimate)
    done = "Succeeded" if judged else "Completed"
    changes = [impact.change for impact in rows]
    return {
        "Change": change_names(rows, zone),
        "Verdict": verdicts(rows),
        "Worker": leading(
            [change.worker for change in changes],
            [change.worker_id for change in changes],
            to_worker,
        ),
        f"−{100 * end:.0f} … +{100 * end:.0f} points": [
            _mark(impact, end) if impact in told else None for impact in rows
        ],
        DIFFERENCE: differences(rows),
        f"{done} after": after(rows),
        "Note": [note(impact) or None for impact in rows],
    }


def _lines(columns: Mapping[str, Cells]) -> dict[str, InLines]:
    """On a phone: what was changed, the verdict, of which worker, and both sides. The page of the
    change has the rest."""
    rest = [DIFFERENCE, "Note", *(name for name in columns if name.startswith("−"))]
    return as_text(
        *(name for name in columns if name not in ("Change", "Verdict", *rest)), without=rest
    )


def _mark(found: Impact, end: float) -> Cell | None:
    by = difference(found)
    if by is None or found.estimate is None:
        return None
    within = found.estimate.interval()
    drawn = difference_mark(by, within, end, MARKS.get(found.verdict, UNCLEAR))
    return Cell(f"{points(by)} ({span(within)})", image=drawn, by=by)


def draw_asked(found: Sequence[Asked], zone: str) -> None:
    """Workers whose present instructions ask for what they lack."""
    if not found:
        return
    with st.container(border=True, gap="small"):
        st.header("Which instructions ask for what can’t be done?")
        st.caption(
            "Read from the words of each worker’s present instructions, whatever the period; "
            "no run has to fail first."
        )
        for asked in found[:SHOWN]:
            st.markdown(f"**{md(asked.worker)}**{md(_newest_edit(asked, zone))}")
            draw_lint(asked.findings, whole=asked.whole)


def _newest_edit(asked: Asked, zone: str) -> str:
    if asked.edit is None:
        return read(asked)
    at = asked.edit.at.astimezone(ZoneInfo(zone))
    return f", newest edit {day(at)}: {changed(asked.edit)}"


def draw_no_changes(
    found: Sequence[Unordered], turns: Sequence[ByTurns], texts: Sequence[FilledIn]
) -> None:
    """Values none of which came first, or that take turns, with a way to compare the runs that had
    them; and instructions of which each run has its own."""
    told: list[tuple[str, tuple[str, str] | None]] = [
        *((no_order(one), one.sets) for one in found),
        *((take_turns(one), one.sets) for one in turns),
        *((text_of_each_run(one), None) for one in texts),
    ]
    if len(told) <= MOST_OPEN:
        _draw_sentences(told)
        return
    with st.expander(md(f"{len(told):,} settings differ from run to run, and are no changes")):
        if len(told) > SHOWN:
            st.caption(md(f"Showing {SHOWN} of {len(told):,}."))
        _draw_sentences(told[:SHOWN])


def _draw_sentences(told: Sequence[tuple[str, tuple[str, str] | None]]) -> None:
    """What is said of values that are no change, with a way to compare their runs where two sets
    of these can be."""
    for sentence, sets in told:
        if sets is None:
            st.caption(md(sentence))
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(md(sentence), width="content")
            st.link_button("Compare", to_sets(*sets), type="tertiary")


def draw_too_close(found: Changes) -> None:
    """What was changed so close together that no run can tell it apart."""
    if not found.too_close:
        return
    with st.container(border=True, gap="small"):
        st.header("What was changed too close together?")
        for advice in close_advice(found.too_close)[:SHOWN]:
            st.markdown(md(advice))
