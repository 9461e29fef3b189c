"""What stands around the steps of a run: its status, the runs of its task, its other fields."""

from __future__ import annotations

import json
from typing import Literal

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.run import SHOWN_RUNS_OF_TASK, RunDetail
from dashboard.ui.cells import leading, outcomes, times, versions
from dashboard.ui.links import to_run, to_worker
from dashboard.ui.run_steps import NOT_INSTRUCTIONS, WRITTEN, draw_link, literal
from dashboard.ui.run_table import SAYS, in_lines, said
from dashboard.ui.table import Cells, draw_table
from dashboard.ui.workspace import history
from dashboard.words.runs import notes
from dashboard.words.safe_text import external_url, md, visible
from dashboard.words.values import created, outcome_label

BadgeColour = Literal["red", "blue", "violet", "gray"]
BADGES: dict[str, BadgeColour] = {
    "failed": "red",
    "succeeded": "blue",
    "bad": "blue",
    "running": "violet",
}


def draw_head(detail: RunDetail, zone: str) -> None:
    """Status, id, worker and time; then what a reader has to know before the rest."""
    values = detail.values
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        colour: BadgeColour = BADGES.get(values["outcome"], "gray")
        st.badge(outcome_label(values["outcome"], judged=judged(history().about)), color=colour)
        st.text(visible(values["run_id"]))
        st.text(created(values, zone))
        if values["worker"]:
            st.text(f"by {visible(values['worker'])}")
    for note in notes(detail):
        st.caption(md(note))
    if detail.instructions_text or any(values.get(name) for name in WRITTEN):
        st.caption(NOT_INSTRUCTIONS)
    with st.container(horizontal=True, gap="medium"):
        if external_url(values["task_url"]):
            draw_link(values["task_url"], "Open the task")
        if worker_id := values["worker_id"]:
            st.link_button(
                "Open the worker",
                to_worker(worker_id),
                icon=":material/smart_toy:",
                type="tertiary",
            )


def draw_task_runs(detail: RunDetail, zone: str) -> None:
    """The runs of the same task in order, the present one marked."""
    runs = detail.task_runs
    if not runs:
        exported = any("task_id" in group.empty for group in detail.groups)
        st.caption("This run names no task." if exported else "Not in your export: its task.")
        return
    if len(runs) == 1:
        st.caption("It is the only run of its task.")
        return
    here = ["this run" if run.run_id == detail.values["run_id"] else None for run in runs]
    most = f"The first {len(runs):,}" if len(runs) == SHOWN_RUNS_OF_TASK else f"{len(runs):,}"
    with st.container(border=True, gap="small"):
        tried = "had this task" if detail.values["task_id"] else "tried this"
        st.header(f"Which runs {tried}?")
        unordered = any(run.is_latest is None for run in runs)
        order = "in no order: some have no time in the export" if unordered else "oldest first"
        st.caption(md(f"{most} runs, {order}."))
        ids = [run.run_id for run in runs]
        columns: dict[str, Cells] = {
            "Run": leading(ids, ids, to_run),
            "Shown": here,
            "Outcome": outcomes([run.outcome for run in runs]),
            f"Created ({zone})": times([run.created_at for run in runs], zone),
            "Version": versions([run.version for run in runs], [run.worker_id for run in runs]),
            SAYS: [said(run.error_message, run.comment_preview) for run in runs],
        }
        draw_table(
            columns,
            alt="The runs of the same task",
            heads=dict.fromkeys(columns.keys() - {"Run", "Outcome"}, ""),
            lines=in_lines(columns),
        )


def draw_other_fields(detail: RunDetail) -> None:
    """Every field of the export that is no canonical column."""
    if detail.extra:
        with st.container(border=True, gap="small"):
            st.header("Other fields of the export")
            literal(json.dumps(detail.extra, ensure_ascii=False, indent=2))
