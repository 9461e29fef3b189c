"""The button that takes back what somebody said: one's own words, and what bears no name."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.ui.workspace import reviewer
from dashboard.words.safe_text import md


def draw_undo(key: str, who: str, take_back: Callable[[], None], label: str = "Undo") -> None:
    """Offer to take it back, if the person who reads may. who: said it, "" for nobody known."""
    if who in ("", reviewer()):
        st.button(md(label), key=key, type="tertiary", on_click=take_back)
