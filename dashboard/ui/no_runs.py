"""What a page shows when its filters hide every run: which they are, and the way back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.analysis.headline import headline
from dashboard.store.filters.filters import ALL, Filters
from dashboard.ui.workspace import answer, history, put_filters
from dashboard.words.chips import all_chips
from dashboard.words.safe_text import md
from dashboard.words.values import count


def no_runs_left(chosen: Filters) -> None:
    """Name the filters and offer to take off each, with the runs that this would show."""
    with st.container(border=True, gap="small"):
        if chosen.same_runs(ALL):
            st.markdown("**The loaded exports hold no runs.**")
            return
        st.markdown("**No run fits these filters.**")
        named = list(all_chips(history(), chosen))
        left = [(chip, answer(headline, chip.rest).runs) for chip in named]
        if len(named) > 1:
            st.caption(md("They are: " + "; ".join(chip.words for chip in named) + "."))
        if not any(runs for _, runs in left):
            st.caption("To take off any one of them is not enough.")
        with st.container(horizontal=True, gap="small"):
            for chip, runs in left:
                if runs:
                    st.button(
                        md(f"Without “{chip.words}”: {count(runs, 'run')}"),
                        key=f"without-{chip.words}",
                        on_click=partial(put_filters, chip.rest),
                    )
            st.button("Show all runs", key="show-all", on_click=partial(put_filters, ALL))
