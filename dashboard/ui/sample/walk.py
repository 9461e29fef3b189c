"""Go through the random sample: its list, and above each of its runs how far one is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.ledger.judgements import verdict_words
from dashboard.store.filters.filters import Filters
from dashboard.ui.cells import leading
from dashboard.ui.links import to_page
from dashboard.ui.sample.state import standing_now, to_sample
from dashboard.ui.table import Cells, draw_table
from dashboard.ui.workspace import filters, put_param
from dashboard.words.judgements import not_counted
from dashboard.words.random_sample import HOW, looked_at, share_words
from dashboard.words.safe_text import md


def draw_sample(chosen: Filters) -> None:
    """Draw the list of the sample, with what was said of each run."""
    now = standing_now(chosen)
    st.link_button(
        "Back to Review", to_page("", chosen), icon=":material/arrow_back:", type="tertiary"
    )
    st.title(md(f"Random sample: {looked_at(now.share)}"))
    if not now.sample.order:
        st.caption("No run of this period completed, so there is nothing to look at.")
        return
    st.markdown(md(share_words(now.share)))
    with st.expander("How sure?"):
        st.markdown(md(HOW))
    if following := now.next():
        st.link_button("Look at the next", to_sample(chosen, following), type="primary")
    ids = list(now.sample.order)
    said = [now.said.get(run_id) for run_id in ids]
    columns: dict[str, Cells] = {
        "Run": leading(ids, ids, partial(to_sample, chosen)),
        "Judged": [verdict_words(one.verdict, one.why) if one else None for one in said],
        "By": [(one.who or "somebody") if one else None for one in said],
    }
    columns["Also said, not counted"] = [not_counted(now.contested.get(one, ())) for one in ids]
    draw_table(columns, alt="The runs of the random sample, with what people say of them")


def draw_walk(run_id: str, chosen: Filters) -> None:
    """Draw, above a run of the sample, how far one is, and the way to those beside it."""
    now = standing_now(chosen)
    if run_id not in now.sample.order:
        st.caption("This run is not in the random sample of this period.")
        return
    place, of = now.sample.order.index(run_id) + 1, len(now.sample.order)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="walk"):
        told = f"Random sample, run {place:,} of {of:,} · {looked_at(now.share)}"
        st.markdown(md(told), width="content")
        for label, key, by in (("Next", "J", 1), ("Previous", "K", -1)):
            st.button(
                md(label),
                key=f"walk-{key}",
                shortcut=key,
                type="tertiary",
                on_click=partial(put_param, "run", now.beside(run_id, by)),
            )
        st.link_button("The list", to_sample(chosen), type="tertiary")


def go_on(run_id: str) -> None:
    """Open the next run of the sample that nobody judged; the list where there is none."""
    put_param("run", standing_now(filters()).next(run_id) or None)
