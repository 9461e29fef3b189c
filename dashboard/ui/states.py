"""What a page shows when there is nothing to show: one sentence, and the remedy."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import streamlit as st

from dashboard.errors import UserError
from dashboard.words.safe_text import md


@contextlib.contextmanager
def told(title: str = "") -> Iterator[None]:
    """Draw what stands in the way in words, and end the page there. title: the heading of the page
    it is then, where none can stand above it."""
    try:
        yield
    except UserError as error:
        if title:
            st.title(md(title))
        st.error(md(error.what), icon=":material/error:")
        if error.where:
            st.code(error.where, language=None)
        if remedy := error.remedy:
            st.text(remedy)
        st.stop()
