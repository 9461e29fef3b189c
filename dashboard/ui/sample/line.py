"""The random sample on Review: one line, which leads to it."""

from __future__ import annotations

import streamlit as st

from dashboard.store.filters.filters import Filters
from dashboard.ui.sample.state import standing_now, to_sample
from dashboard.words.random_sample import looked_at, share_words
from dashboard.words.safe_text import md


def draw_sample_line(chosen: Filters) -> None:
    """Draw how far the sample of a period was looked at, and what it says; nothing without one."""
    now = standing_now(chosen)
    if not now.sample.order:
        return
    label = "Look at the next" if now.next() else "Open the sample"
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key="random-sample"
    ):
        told = f"**Random sample: {md(looked_at(now.share))}.** {md(share_words(now.share))}"
        st.markdown(told, width="stretch")
        st.link_button(label, to_sample(chosen, now.next()), icon=":material/casino:")
