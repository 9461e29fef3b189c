"""Copy as a fix request: a finding with its evidence as plain text, once somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.fix_request import ToFix, fix_request
from dashboard.exporting.fix_request import as_text
from dashboard.store.filters.filters import Filters
from dashboard.ui.copy_text import draw_copy
from dashboard.ui.workspace import answer, history
from dashboard.words.fault import fault_title, fault_why

_OPEN = "fix request of"


def draw_fix_request(fault: ToFix, chosen: Filters) -> None:
    """On the page of a cause or a change: the button, and below it the text once it is asked for.
    chosen: the filters of the page."""

    def text() -> str:
        held = history()
        good = judged(held.about)
        found = answer(fix_request, chosen, fault)
        why = fault_why(held, chosen, fault, found, judged=good)
        return as_text(found, fault_title(held, fault, found), why, held.about.zone, judged=good)

    draw_asked(repr(fault), text)


def draw_asked(key: str, write: Callable[[], str]) -> None:
    """The button, and the text that is written once somebody asks for it. key: of what it is."""
    if st.session_state.get(_OPEN) != key:
        st.button(
            "Copy as a fix request",
            key=f"fix-{key}",
            icon=":material/content_paste:",
            type="tertiary",
            on_click=partial(_open, key),
        )
        return
    text = write()
    with st.container(border=True, gap="small", key="fix-request"):
        st.caption(
            "Plain text for whoever fixes it, in a task, a message or a tool: runs that went "
            "wrong, similar ones that went well, the cause, the smallest change."
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            draw_copy(text, "Copy the text")
            st.button("Close", key="fix-close", type="tertiary", on_click=partial(_open, ""))
        st.code(text, language=None, wrap_lines=True, height=320)


def _open(key: str) -> None:
    st.session_state[_OPEN] = key
