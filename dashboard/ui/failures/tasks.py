"""The tasks behind the runs, and why runs that completed were judged bad."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.bad_runs import BadRuns
from dashboard.analysis.coverage import judged
from dashboard.analysis.tasks import TaskCounts, TaskRow, not_named, task_rows
from dashboard.store.filters.filters import Filters
from dashboard.ui.cells import leading
from dashboard.ui.left_out import draw_left_out
from dashboard.ui.links import to_find, to_page, to_run, to_sets, to_task, to_worker
from dashboard.ui.paged import ON_PAGE, TASK_LIST, draw_vain, draw_ways, part
from dashboard.ui.table import Cell, as_text, draw_table
from dashboard.ui.workspace import answer, history
from dashboard.words.causes import why_bad
from dashboard.words.left_out import TASKS
from dashboard.words.newest import newest_run
from dashboard.words.origins import bad_origins_told
from dashboard.words.safe_text import md
from dashboard.words.tasks import again_and_again, not_named_told, tasks_told
from dashboard.words.values import outcome_word

REASONS = 20
LEFT_OUT = ("Runs", "Wrote", "Workers", "Task id")
"""Columns for which a phone has no room: the page of the task has them."""


def draw_bad(found: BadRuns) -> None:
    """How many runs were bad, why as far as the export says, and the way to what they share."""
    if not found.bad:
        return
    reasons, one = found.reasons, newest_run(history().about)
    with st.container(border=True, gap="small"):
        st.header("Why were runs judged bad?")
        more = f" Showing {REASONS} of {len(reasons):,} reasons." if len(reasons) > REASONS else ""
        st.caption(md(why_bad(found) + more))
        if told := bad_origins_told(found):
            st.caption(md(told))
        if shown := reasons[:REASONS]:
            draw_table(
                {
                    "Reason": [Cell(row.reason, link=to_find(row.reason)) for row in shown],
                    "Runs": [row.runs for row in shown],
                    one: leading([None for _ in shown], [row.newest for row in shown], to_run),
                },
                lines=as_text("Runs", one),
                alt=f"Reasons why runs were judged bad. {one}: an example of each",
            )
        st.link_button(
            "See what bad runs share",
            to_sets("outcome=succeeded", "outcome=bad"),
            icon=":material/compare_arrows:",
        )


def _newest(row: TaskRow) -> str:
    """The newest run of a task and how it ended, where that is known."""
    good = judged(history().about)
    return f"{row.newest}, {outcome_word(row.last, judged=good)}" if row.last else row.newest


def task_names(shown: Sequence[TaskRow], chosen: Filters) -> list[Cell]:
    """Tasks, each the link to its runs among the chosen ones; to the newest of them where they name
    no task but try one run again."""
    return [
        Cell(
            row.title or row.task_id or row.newest,
            link=to_task(row.task_id, chosen) if row.task_id else to_run(row.newest),
        )
        for row in shown
    ]


def _workers(row: TaskRow, chosen: Filters) -> Cell | None:
    """Who worked on a task: the link to the worker; of several, to all workers of the task."""
    if not row.workers:
        return None
    names = ", ".join(row.workers)
    if row.worker_id:
        return Cell(names, link=to_worker(row.worker_id))
    return Cell(names, link=to_page("worker", _of_task(row, chosen)) if row.task_id else "")


def _of_task(row: TaskRow, chosen: Filters) -> Filters:
    return chosen.of_any_ending().choosing("task", [row.task_id or ""])


def draw_tasks(counts: TaskCounts, without: int, chosen: Filters) -> None:
    """The tasks, worst first, each with its newest run, or one of its runs where they have
    no order. without: failed runs of no task."""
    if not counts.total:
        return
    place, one = part(TASK_LIST, counts.total), newest_run(history().about)
    shown = answer(task_rows, chosen, place.first, ON_PAGE)
    with st.container(border=True, gap="small"):
        st.header("How often was each task solved?")
        worst = "" if counts.alike else " Worst first."
        more = "" if place.whole else f" {place.told('task')} are shown."
        st.caption(
            md(
                f"{tasks_told(counts, without)} A run that completed and was not judged bad solves "
                f"its task; each task counts once, whoever worked on it.{worst}{more}"
                f"{not_named_told(answer(not_named, chosen))}"
            )
        )
        if told := again_and_again(counts):
            st.caption(md(told))
        draw_left_out(TASKS, chosen)
        draw_vain(place)
        draw_table(
            {
                "Task": task_names(shown, chosen),
                "State": [row.state for row in shown],
                "Solved": [
                    Cell(f"{row.solved:,} of {row.finished:,}", by=row.solved) for row in shown
                ],
                "Runs": [row.runs for row in shown],
                "Wrote": [row.wrote or None for row in shown],
                one: leading(
                    [_newest(row) for row in shown],
                    [row.newest for row in shown],
                    to_run,
                ),
                "Workers": [_workers(row, chosen) for row in shown],
                "Task id": [row.task_id if row.title else None for row in shown],
            },
            heads=dict.fromkeys(("State", "Solved", one), ""),
            lines=as_text("State", "Solved", one, without=LEFT_OUT),
            alt="Tasks with how many of their finished runs were solved",
            sortable=place.whole,
        )
        draw_ways(place, "Tasks before", "More tasks")
