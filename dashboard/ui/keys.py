"""The keys of a page, told by the key ? and by a button; static/page.js hears both.

The list of Review has its own (ui/review/keys.py), which walk it.
"""

from __future__ import annotations

import html

import streamlit as st

FINDS, FILTERS = "/ finds anything", "F opens the filters"
JUDGES = (
    "G and B say that a run was good or bad, and W, I and T why it was bad",
    "J and K go on and back in the random sample",
)
HIDES = "? shows and hides this"


def draw_page_keys(*told: str) -> None:
    """Draw the button, and what the keys do, which is hidden at first. told: our own words, a part
    a key or two."""
    sentence = "; ".join((*told, FINDS, HIDES))
    st.html(
        '<div data-page-keys><button type="button" aria-expanded="false">Keys <kbd>?</kbd></button>'
        f'<p role="status" hidden>{html.escape(sentence)}.</p></div>',
        width="content",
    )
