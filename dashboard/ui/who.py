"""The field in which the person at this browser chooses the name that is kept with what is said."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.ledger.ledger import LONGEST_WHO
from dashboard.ui.workspace import reviewer

_NAME = "who"
_WIDTH = 220


def who_field() -> None:
    """A name that one chooses, kept while one looks around."""
    st.text_input(
        "Your name",
        key=_NAME,
        max_chars=LONGEST_WHO,
        persist_state="session",
        placeholder="kept with what you record",
        width=_WIDTH,
    )


def who_field_too(place: str) -> None:
    """A further field of the same name, on a page that may hold who_field() beside it. place: where
    it stands, unlike any other on that page."""
    key = f"{_NAME}-{place}"
    st.session_state[key] = reviewer()
    st.text_input(
        "Your name",
        key=key,
        max_chars=LONGEST_WHO,
        on_change=partial(_choose, key),
        placeholder="kept with what you record",
        width=_WIDTH,
    )


def _choose(key: str) -> None:
    st.session_state[_NAME] = st.session_state[key]
