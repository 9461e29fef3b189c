"""Open pages notice news: they are drawn again when another generation is published, or when
somebody records something.

The server looks at the files of the workspace and tells its sessions. A page that looked by itself,
with a fragment that runs every few seconds, would now and then undo a click: the timer's request
names the page and the link that the browser still shows, and takes them along if it crosses a
change of page.
"""

from __future__ import annotations

import asyncio
import contextlib

import streamlit as st
from streamlit.runtime import get_instance

from dashboard.errors import UserError
from dashboard.ledger.ledger import Ledger, Stamp
from dashboard.store.home import Home
from dashboard.ui.workspace import history
from dashboard.words.safe_text import md
from dashboard.words.values import moment

SECONDS = 1
_SHOWN = "shown generation"


def say_new_data(shown: str) -> None:
    """Say that this page is drawn from another generation than the last time."""
    told = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = shown
    if told is not None and told != shown and shown:
        st.toast(md(_news()), icon=":material/refresh:")


def _news() -> str:
    about = history().about
    return f"New data of {moment(about.as_of, about.zone)}" if about.as_of else "New data"


async def redraw_on_news(home: Home) -> None:
    """Draw the pages of all sessions again whenever home has another generation or another entry;
    never returns."""
    shown: tuple[str, Stamp] | None = None
    while True:
        now = shown
        with contextlib.suppress(UserError):  # open pages stand; the next one drawn says it
            now = await asyncio.to_thread(_look, home)  # a disk may be slow
        if shown is not None and now != shown:
            _redraw_all()
        shown = now
        await asyncio.sleep(SECONDS)


def _look(home: Home) -> tuple[str, Stamp]:
    return home.published(), Ledger(home.path).stamp()


def _redraw_all() -> None:
    # As Streamlit does when a source file changed: with the widgets' last values, so that nothing
    # typed is lost. It has no public name for this; tests/browser/test_trends.py holds it.
    for info in get_instance()._session_mgr.list_active_sessions():
        info.session.request_rerun(info.session._client_state)
