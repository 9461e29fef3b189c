"""The note of which chosen filters a part of a page leaves out."""

from __future__ import annotations

import streamlit as st

from dashboard.store.filters.filters import Filters
from dashboard.ui.workspace import history
from dashboard.words.left_out import filters_left_out
from dashboard.words.safe_text import md


def draw_left_out(of: str, chosen: Filters) -> None:
    """Say which filters it leaves out, if any. of: one of words.left_out.TAKES."""
    if told := filters_left_out(of, history(), chosen):
        st.caption(md(told))
