"""What a worker's page leads with: what is wrong, why, since when, and what is still failed."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.tasks import TaskRow, not_named
from dashboard.analysis.worker_finding import WorkerFinding
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.ui.cells import counts, leading, origins, states
from dashboard.ui.change_cells import after, change_names, differences, verdicts
from dashboard.ui.failures.tasks import task_names
from dashboard.ui.links import to_cause, to_run
from dashboard.ui.paged import TASK_LIST, draw_vain, draw_ways, part
from dashboard.ui.table import as_text, draw_table
from dashboard.ui.workspace import answer, history
from dashboard.words.change_rows import DIFFERENCE, note
from dashboard.words.newest import newest_run, ordered
from dashboard.words.safe_text import md
from dashboard.words.tasks import not_named_told
from dashboard.words.worker_finding import (
    failed_in,
)

SHOWN = 50
CAME = "Since then"
OWN_USUAL = "What is usual is reckoned from this worker’s own runs alone."


def draw_causes(found: WorkerFinding, about: About) -> None:
    """The causes of its failures in the reviewed week, furthest above usual first."""
    rows = found.causes.rows[:SHOWN]
    if not rows:
        return
    keys = [row.cause.key for row in rows]
    counted = counts(rows) if found.reviewed else [row.runs for row in rows]
    with st.container(border=True, gap="small"):
        st.header("Why did its runs fail?")
        told = [OWN_USUAL] * any(row.usual for row in rows)
        if len(rows) < len(found.causes.rows):
            told.append(f"Showing {len(rows):,} of {len(found.causes.rows):,}.")
        st.caption(md(" ".join(told)))
        failed = failed_in(found.reviewed, about.zone)
        draw_table(
            {
                "Cause": leading(
                    [row.cause.label for row in rows], keys, lambda key: to_cause(key, found.only)
                ),
                "State": states([row.state for row in rows]),
                failed: counted,
                "Origin": origins(rows, found.only),
            },
            heads={failed: "Failed", "Origin": ""},
            lines=as_text(failed, "Origin"),
            alt="Causes of this worker’s failed runs, furthest above usual first",
        )


def draw_changes(found: WorkerFinding, zone: str) -> None:
    """All its changes with their verdicts."""
    rows = found.changes[:SHOWN]
    if not rows:
        return
    with st.container(border=True, gap="small"):
        st.header("What was changed, and what came after?")
        told = "Changes of any time: regressions that stand, then the newest."
        if len(rows) < len(found.changes):
            told += f" Showing {len(rows):,} of {len(found.changes):,}."
        st.caption(md(told))
        draw_table(
            {
                "Change": change_names(rows, zone, found.anybody),
                "Verdict": verdicts(rows),
                DIFFERENCE: differences(rows),
                CAME: after(rows),
                "Note": [note(impact) or None for impact in rows],
            },
            heads={CAME: ""},
            lines=as_text(CAME, without=[DIFFERENCE, "Note"]),
            alt="Changes of this worker with their verdicts and what came after",
        )


def draw_still_failed(failed: tuple[TaskRow, ...], chosen: Filters) -> None:
    """The tasks of which its newest run failed, of all that it ever worked on, in the runs that
    filters choose."""
    if not failed:
        return
    place = part(TASK_LIST, len(failed))
    rows = place.rows(failed)
    with st.container(border=True, gap="small"):
        st.header("Which tasks are still failed?")
        one = newest_run(history().about)
        newest = "newest run" if ordered(history().about) else "last run"
        apart = not_named_told(answer(not_named, chosen))
        st.caption(
            md(f"{place.told('task')} of all data, of which this worker’s {newest} failed.{apart}")
        )
        draw_vain(place)
        draw_table(
            {
                "Task": task_names(rows, chosen),
                one: leading([None for _ in rows], [task.newest for task in rows], to_run),
                "Runs": [task.runs for task in rows],
                "Task id": [task.task_id if task.title else None for task in rows],
            },
            lines=as_text(one, "Runs", without=["Task id"]),
            alt=f"Tasks of which this worker’s {newest} failed",
            sortable=place.whole,
        )
        draw_ways(place, "Tasks before", "More tasks")
