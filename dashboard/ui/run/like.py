"""Find runs like this: the runs of the same worker that failed alike, or that a check finds too."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.headline import headline
from dashboard.analysis.run import RunDetail
from dashboard.analysis.runs import RunLine
from dashboard.checks.suspicion import CHECKS
from dashboard.named_subjects import MOST_RUNS
from dashboard.store.filters.filters import Filters
from dashboard.ui.links import to_run
from dashboard.ui.run.around import around
from dashboard.ui.run.looking_up import draw_cleaning
from dashboard.ui.run_table import draw_runs
from dashboard.ui.table import Cells
from dashboard.ui.take_away import draw_clean_up
from dashboard.ui.who import who_field
from dashboard.ui.workspace import answer, history
from dashboard.words.looked_up import cleaned_line
from dashboard.words.periods import dates
from dashboard.words.runs import like_it
from dashboard.words.safe_text import md, visible

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
    when = f", {dates(alike, history().about)}" if alike.since or alike.until else ""
    st.title(md(f"{like_it(detail, what, runs)}{when}"))
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
        draw_runs(alike, of=runs, more=_cleaned)


def _cleaned(lines: Sequence[RunLine]) -> dict[str, Cells]:
    """Who cleaned up what and when; no column where nobody did."""
    held, zone = history().cleaned, history().about.zone
    found = [held.get(line.run_id) for line in lines]
    told: Cells = [visible(cleaned_line(one, zone)) if one else None for one in found]
    return {"Cleaned up": told} if any(found) else {}


def _alike(detail: RunDetail, what: str) -> Filters | None:
    """The runs of the same worker with the same cause or check; None where there is none such."""
    found = around(detail.values)
    if worker_id := detail.values["worker_id"]:
        found = found.of_worker(worker_id)
    if what == CAUSE and detail.cause:
        return found.choosing("cause", [detail.cause.key])
    return found.choosing("check", [what]) if what in CHECKS else None
