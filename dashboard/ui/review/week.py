"""The week in six sentences, to be read and to be copied."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.ui.copy_text import draw_copy
from dashboard.words.safe_text import md


def draw_sentences(told: Sequence[str]) -> None:
    """Draw the sentences, with a button that copies them as text."""
    with st.container(border=True, gap="small", key="six-sentences"):
        st.markdown("  \n".join(md(sentence) for sentence in told))
        draw_copy("\n".join(told))
