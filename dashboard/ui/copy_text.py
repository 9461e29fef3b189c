"""A button that copies a text."""

from __future__ import annotations

import html

import streamlit as st

from dashboard.ui.attributes import coded
from dashboard.words.safe_text import visible


def draw_copy(text: str, label: str = "Copy") -> None:
    """Draw the button. label: a literal."""
    st.html(copy_html(text, label), width="content")


def copy_html(text: str, label: str) -> str:
    """A button that copies a text; static/page.js says that it did, or shows the text where it may
    not."""
    return (
        f'<div data-copy="{coded(visible(text))}" data-copies="text">'
        f'<button type="button">{html.escape(label)}</button><span role="status"></span>'
        '<textarea readonly hidden aria-label="The text to copy" rows="6"></textarea></div>'
    )
