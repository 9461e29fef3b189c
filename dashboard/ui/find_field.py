"""The field in the sidebar of every page in which one writes what is to be found."""

from __future__ import annotations

import streamlit as st

from dashboard.store.filters.sought import LONGEST
from dashboard.ui.attributes import coded, told
from dashboard.words.safe_text import visible


def draw_find_field() -> None:
    """Draw it, with what was looked for last where that is shown. static/page.js leads from it to
    the results, taking the period along, and to it by the key /; without that script Enter does."""
    asked = visible(st.query_params.get("q", "")[: 2 * LONGEST])
    with st.sidebar:
        st.html(
            '<form data-find role="search" action="/find">'
            f'<input type="search" name="q" value="{told(asked)}"'
            f' data-asked="{coded(asked)}" aria-label="Find" placeholder="Find"'
            ' title="A run, task, record, customer, worker, cause, or words of a comment or error"'
            ' autocomplete="off"><kbd aria-hidden="true">/</kbd></form>'
        )
