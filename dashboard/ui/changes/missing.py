"""What the page of a change says when its link leads to none."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.analysis.change import named_among, not_found, periods
from dashboard.analysis.changes import all_changes
from dashboard.analysis.impact import Impact
from dashboard.errors import NotFound
from dashboard.store.filters.filters import ALL, Filters
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.workspace import answer, history, put_filters
from dashboard.words.chips import all_chips
from dashboard.words.safe_text import isolated, md


def opened(chosen: Filters, named: str) -> Impact:
    """The change that a link names, as the list of changes has it; NotFound if there is none."""
    for filters in periods(chosen):
        if found := named_among(answer(all_changes, filters), named):
            return found
    raise not_found(history(), named)


def _is_known(filters: Filters, named: str) -> bool:
    """Whether these filters leave runs of a change's worker, so that it can be opened."""
    known = answer(all_changes, periods(filters)[-1])
    return named_among(known, named) is not None


def draw_missing(error: NotFound, chosen: Filters, named: str) -> None:
    """Which filter hides the change, with a way to take it off; or that there is no such change."""
    if not _is_known(ALL, named):
        draw_not_found(error)
        return
    chips = [chip for chip in all_chips(history(), chosen) if _is_known(chip.rest, named)]
    with st.container(border=True, gap="small"):
        if len(chips) == 1:
            st.markdown(f"**{md(f'The filter “{isolated(chips[0].words)}” hides this change.')}**")
        else:
            st.markdown("**The filters hide this change.**")
        st.caption("No run that they leave is by the worker that was changed.")
        with st.container(horizontal=True, gap="small"):
            for chip in chips:
                st.button(
                    md(f"Without “{isolated(chip.words)}”"),
                    key=f"without-{chip.words}",
                    on_click=partial(put_filters, chip.rest),
                )
            st.button("Show all runs", key="show-all", on_click=partial(put_filters, ALL))
