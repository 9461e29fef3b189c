"""What a page says when its link names something that is not in the history."""

from __future__ import annotations

import streamlit as st

from dashboard.addresses import NO_PAGE
from dashboard.errors import NotFound
from dashboard.words.safe_text import md


def draw_not_found(error: NotFound) -> None:
    """What was asked for in vain, and what to do."""
    with st.container(border=True, gap="small"):
        st.markdown(f"**{md(error.what)}**")
        st.caption(md(error.remedy))


def draw_no_page() -> None:
    """That the address which was opened is no page of the app, where that is so."""
    if address := st.query_params.get(NO_PAGE):
        told = (
            f"There is no page “{address}”. This is Review, the first one; the menu has all others."
        )
        st.info(md(told), icon=":material/wrong_location:")
