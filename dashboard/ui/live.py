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
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import get_instance
from streamlit.runtime.app_session import AppSession

from dashboard.errors import UserError
from dashboard.ledger.ledger import Ledger, Stamp
from dashboard.store.reading.about import About
from dashboard.store.reading.history import History
from dashboard.store.workspace.home import Home
from dashboard.words.announcements import news
from dashboard.words.safe_text import md

SECONDS = 1
_SHOWN = "shown generation"


def say_new_data(held: History | None) -> None:
    """Say that this page is drawn from another generation than the last time."""
    before: tuple[str, About] | None = st.session_state.get(_SHOWN)
    now = (held.generation.identity, held.about) if held else None
    st.session_state[_SHOWN] = now
    if now and before and before[0] != now[0]:
        st.toast(md(news(before[1], now[1])), icon=":material/refresh:")


async def redraw_on_news(home: Home) -> None:
    """Draw the pages of all sessions again whenever home has another generation or another entry;
    never returns."""
    shown: tuple[str, Stamp] | None = None
    behind: set[str] = set()
    while True:
        now = shown
        with contextlib.suppress(UserError):  # open pages stand; the next one drawn says it
            now = await asyncio.to_thread(_look, home)  # a disk may be slow
        if shown is not None and now != shown:
            behind = {session.id for session in _sessions()}
        shown = now
        behind = _redraw(behind)
        await asyncio.sleep(SECONDS)


def _look(home: Home) -> tuple[str, Stamp]:
    return home.published(), Ledger(home.path).stamp()


def _redraw(behind: set[str]) -> set[str]:
    """Draw the pages of these sessions again; those that are being drawn at the moment, and so
    have to wait."""
    waiting = set()
    for session in _sessions():
        if session.id in behind and session._scriptrunner is not None:
            # Only when a page was drawn does its session know what the click before it did: the
            # link and the values of before would take the place of what a person just chose.
            waiting.add(session.id)
        elif session.id in behind:
            # As Streamlit does when a source file changed: with the widgets' last values, so that
            # nothing typed is lost; and the whole page, also where only a list was drawn last.
            whole = ClientState()
            whole.CopyFrom(session._client_state)
            whole.ClearField("fragment_id")
            session.request_rerun(whole)
    return waiting


def _sessions() -> list[AppSession]:
    # Streamlit has no public name for them; tests/browser/test_live.py holds this.
    return [info.session for info in get_instance()._session_mgr.list_active_sessions()]
