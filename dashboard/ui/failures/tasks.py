"""The tasks behind the runs, and why runs that completed were judged bad."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.bad_runs import BadRuns
from dashboard.analysis.tasks import TaskRow
from dashboard.store.filters import Filters
from dashboard.ui.left_out import draw_left_out
from dashboard.ui.run_table import choosing_table, text_cells
from dashboard.ui.workspace import compare_sets, open_run
from dashboard.words.causes import why_bad
from dashboard.words.left_out import TASKS
from dashboard.words.safe_text import md
from dashboard.words.tasks import tasks_told

SHOWN = 200
REASONS = 20


def draw_bad(found: BadRuns) -> None:
    """How many runs were bad, why as far as the export says, and the way to what they share."""
    if not found.bad:
        return
    reasons = found.reasons
    with st.container(border=True, gap="small"):
        st.subheader("Why were runs judged bad?")
        more = f" Showing {REASONS} of {len(reasons):,} reasons." if len(reasons) > REASONS else ""
        st.caption(md(why_bad(found) + more))
        if shown := reasons[:REASONS]:
            choosing_table(
                {
                    "Runs": ([row.runs for row in shown], None),
                    "Reason": text_cells([row.reason for row in shown], 640),
                },
                [row.newest for row in shown],
                open_run,
                key="bad-reasons",
                alt="Reasons why runs were judged bad; ticking one opens its newest run",
            )
        st.button(
            "See what bad runs share",
            icon=":material/compare_arrows:",
            on_click=compare_sets,
            args=("outcome=succeeded", "outcome=bad"),
        )


def draw_tasks(rows: tuple[TaskRow, ...], chosen: Filters) -> None:
    """The tasks, never solved first; ticking one opens its newest run."""
    if not rows:
        return
    shown = rows[:SHOWN]
    plain = st.column_config.TextColumn(width="small")
    with st.container(border=True, gap="small"):
        st.subheader("Which tasks are never solved?")
        more = f" Showing {SHOWN:,} of {len(rows):,}." if len(rows) > SHOWN else ""
        st.caption(
            md(
                f"{tasks_told(rows)} Each task counts once, whoever worked on it; solved is "
                f"completed and not judged bad. Tick a row to open a run of it.{more}"
            )
        )
        draw_left_out(TASKS, chosen)
        choosing_table(
            {
                "Task": text_cells([row.title or row.task_id for row in shown], 260, pinned=True),
                "Solved": ([f"{row.solved:,} of {row.finished:,}" for row in shown], plain),
                "State": text_cells([row.state for row in shown], 130),
                "Last run": ([row.last for row in shown], plain),
                "Runs": ([row.runs for row in shown], None),
                "Workers": text_cells([", ".join(row.workers) for row in shown], 200),
                "Task ID": text_cells([row.task_id for row in shown], 110),
            },
            [row.newest for row in shown],
            open_run,
            key="tasks",
            alt="Tasks with how many of their finished runs were solved",
        )
