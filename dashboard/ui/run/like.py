"""Find runs like this: the runs of the same worker that failed alike, or that a check finds too."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.headline import headline
from dashboard.analysis.run import RunDetail
from dashboard.checks.suspicion import CHECKS
from dashboard.deciding import MOST_RUNS
from dashboard.store.filters.filters import Filters
from dashboard.ui.deciding.form import who_field
from dashboard.ui.links import to_run
from dashboard.ui.run.around import around
from dashboard.ui.run.looking_up import draw_cleaning
from dashboard.ui.run_table import draw_runs
from dashboard.ui.take_away import draw_clean_up
from dashboard.ui.workspace import answer, history
from dashboard.words.runs import like_it
from dashboard.words.safe_text import md

CAUSE = "cause"
"""What runs have in common with one that failed; else the name of a check."""


def draw_like(detail: RunDetail, what: str) -> None:
    """Draw the list of runs like one, with a clean-up list of them to take away."""
    run_id = detail.values["run_id"]
    st.link_button("Back to the run", to_run(run_id), icon=":material/arrow_back:", type="tertiary")
    alike = _alike(detail, what)
    if alike is None:
        st.title("Runs like this")
        st.caption("This run has nothing of the kind in common with others.")
        return
    runs = answer(headline, alike).runs
    st.title(md(like_it(detail, what, runs)))
    st.caption(
        "For each: look at the task, clean up what was written twice or wrongly, and tell the "
        "customer where one saw it. The list to take away has a column for both."
    )
    draw_clean_up(alike)
    if 0 < runs <= MOST_RUNS:
        ids = [row["run_id"] for row in history().ask("run_ids", alike, shown=MOST_RUNS)]
        with st.container(border=True, gap="small"):
            who_field()
            draw_cleaning(ids, history().about.zone)
    with st.container(border=True, gap="small"):
        st.header("Which runs are these?")
        draw_runs(alike, of=runs)


def _alike(detail: RunDetail, what: str) -> Filters | None:
    """The runs of the same worker with the same cause or check; None where there is none such."""
    found = around(detail.values)
    if worker_id := detail.values["worker_id"]:
        found = found.of_worker(worker_id)
    if what == CAUSE and detail.cause:
        return found.choosing("cause", [detail.cause.key])
    return found.choosing("check", [what]) if what in CHECKS else None
