"""All workers beside each other, where the link names none."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.analysis.coverage import judged
from dashboard.analysis.trends import covered
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.analysis.workers import course_unit, named, workers
from dashboard.store.filters.filters import Filters
from dashboard.ui.leaderboard import leaderboard
from dashboard.ui.no_runs import no_runs_left
from dashboard.ui.workspace import answer, history
from dashboard.words.safe_text import md
from dashboard.words.sentences import how_workers_did
from dashboard.words.trends import who_got_worse


def draw_workers(title: DeltaGenerator, chosen: Filters) -> None:
    """The list of workers, or why there is none. title: where the heading of the page stands."""
    about = history().about
    if not about.filled["worker_id"]:
        title.title("Workers")
        st.caption("Your export doesn’t name workers (column worker).")
        return
    course = course_unit(covered(about, chosen), hours=about.hours)
    rows, good = answer(workers, chosen, course), judged(about)
    if not rows:
        title.title("Workers")
        no_runs_left(chosen)
        return
    finished, weeks = sum(row.finished for row in rows), answer(worker_weeks, chosen)
    told = how_workers_did([row.success for row in named(rows)], finished, judged=good)
    who = who_got_worse(weeks, chosen)
    if who and weeks.tested:  # that nobody can be told from chance stands above the table
        told = f"{told.removesuffix('.')}; {who}."
    title.title(md(told))
    leaderboard(rows, weeks, course, judged=good)
