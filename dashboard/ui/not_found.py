"""What a page says when its link names something that is not in the history."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import NotFound
from dashboard.words.safe_text import md


def draw_not_found(error: NotFound) -> None:
    """What was asked for in vain, and what to do."""
    with st.container(border=True, gap="small"):
        st.markdown(f"**{md(error.what)}**")
        st.caption(md(error.remedy))
