"""The newest import, which a person can take back, and what is current after that."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.errors import UserError
from dashboard.store.workspace.reader import Row
from dashboard.store.writing.taking_back import take_back
from dashboard.ui.just_done import JustDone, draw_just_done, refused, say
from dashboard.ui.workspace import home
from dashboard.words.safe_text import md
from dashboard.words.taken_back import did_go, would_go

_PLACE = "import taken back"


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
    draw_just_done(_PLACE)


def _take_back(number: int) -> None:
    try:
        first, *more = did_go(take_back(home(), number))
    except UserError as error:
        say(_PLACE, refused(error))
    else:
        say(_PLACE, JustDone(first, tuple(more)))
