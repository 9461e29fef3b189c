"""The newest import, which a person can take back, and what is current after that."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.errors import UserError
from dashboard.store.workspace.reader import Row
from dashboard.store.writing.taking_back import take_back
from dashboard.ui.workspace import home
from dashboard.words.safe_text import md
from dashboard.words.taken_back import did_go, would_go

_SAID = "taken back"


def draw_take_back(imports: Sequence[Row]) -> None:
    """Offer to take the newest import back, with one question before it is done."""
    newest = imports[0]
    with st.popover("Take back the newest import", icon=":material/undo:"):
        st.markdown(md(f"Import {newest['import_id']}: {newest['name']}"))
        st.caption(md(would_go(newest["new"], newest["changed"])))
        st.caption("What was set since, like the time zone, is as before, too.")
        if st.button("Take it back", type="primary", key=f"take back {newest['import_id']}"):
            _take_back(newest["import_id"])
            st.rerun()


def say_taken_back() -> None:
    """What was taken back, or why nothing was, until there is other news."""
    since, told = st.session_state.get(_SAID, ("", None))
    if told is None or since != home().published():
        st.session_state.pop(_SAID, None)
    elif isinstance(told, UserError):
        st.warning(md(f"{told.what} {told.remedy}".strip()))
    else:
        first, *more = told
        st.success(md(first), icon=":material/undo:")
        for sentence in more:
            st.caption(md(sentence))


def _take_back(number: int) -> None:
    told: tuple[str, ...] | UserError
    try:
        told = did_go(take_back(home(), number))
    except UserError as error:
        told = error
    st.session_state[_SAID] = home().published(), told
