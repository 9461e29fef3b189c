"""An open page notices new data: it looks at the pointer file only, and redraws when it changed."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import UserError
from dashboard.ui.safe_text import md
from dashboard.ui.words import moment
from dashboard.ui.workspace import history, home

SECONDS = 2
_SHOWN = "shown generation"


def watch_for_new_data(shown: int) -> None:
    """Redraw this page when another generation than the shown one is published."""
    told = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = shown
    if told is not None and told != shown and shown:
        st.toast(md(_news()), icon=":material/refresh:")
    _look(shown)


def _news() -> str:
    about = history().about
    return f"New data of {moment(about.as_of, about.zone)}" if about.as_of else "New data"


@st.fragment(run_every=SECONDS)
def _look(shown: int) -> None:
    try:
        generation = home().generation()
    except UserError:
        return  # the next full run of the page says what is wrong
    if generation != shown:
        st.rerun()
