"""Which run to open, where the link names none."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.headline import headline
from dashboard.store.filters.filters import ALL, Filters
from dashboard.ui.run_table import draw_runs
from dashboard.ui.workspace import answer, history
from dashboard.words.periods import in_period
from dashboard.words.safe_text import md


def draw_ended_ill(chosen: Filters) -> None:
    """List the failed or bad runs of the chosen period, of which one is mostly looked for."""
    about = history().about
    failed = ALL.within(chosen.since, chosen.until).choosing("outcome", ["failed", "bad"])
    which = "failed or were bad" if judged(about) else "failed"
    with st.container(border=True, gap="small"):
        st.header(md(f"Which runs {which} {in_period(chosen, about)}".strip() + "?"))
        if ended := answer(headline, failed).runs:
            draw_runs(failed, of=ended)
        else:
            st.caption("No run.")
