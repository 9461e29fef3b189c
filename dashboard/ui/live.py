"""An open page notices new data: it looks at the pointer file only, and redraws when it changed."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import UserError
from dashboard.ui.workspace import home

SECONDS = 2
_SHOWN = "shown generation"


def watch_for_new_data(shown: int) -> None:
    """Redraw this page when another generation than the shown one is published."""
    told = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = shown
    if told is not None and told != shown:
        st.toast("New data was loaded; this page shows it now.", icon=":material/refresh:")
    _look(shown)


@st.fragment(run_every=SECONDS)
def _look(shown: int) -> None:
    try:
        generation = home().generation()
    except UserError:
        return  # the next full run of the page says what is wrong
    if generation != shown:
        st.rerun()
