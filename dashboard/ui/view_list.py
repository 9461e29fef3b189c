"""The list of saved views, each with what can be done with it; and what was opened lately."""

from __future__ import annotations

import streamlit as st

from dashboard.ledger.saving_views import LONGEST_NAME, open_first, rename_view
from dashboard.ledger.undoing import undo
from dashboard.ledger.views import View
from dashboard.ui.just_done import draw_just_done, recorded, say
from dashboard.ui.links import linked
from dashboard.ui.saved_views import RECENT, kept_views
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.safe_text import md
from dashboard.words.view_links import address_now
from dashboard.words.views import NONE_YET, lost_told, saved_told, unknown_told, view_told

PLACE = "views"
"""Where it is told what was done to a view."""


def draw_view_list() -> None:
    """Every view; without one, how to save one."""
    draw_just_done(PLACE)
    views = kept_views()
    if not views:
        st.caption(NONE_YET)
    for view in views:
        with st.container(border=True, gap="small"):
            _draw(view)


def _draw(view: View) -> None:
    held = history()
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(linked(view.name, address_now(view.link, held.about)), width="content")
        if view.first:
            st.badge("Opened first", icon=":material/home:", color="gray")
    st.caption(md(f"{view_told(held, view.link)}. {saved_told(view, held.about.zone)}"))
    for sentence in filter(None, (unknown_told(view.link), lost_told(held, view.link))):
        st.markdown(md(sentence))
    with st.container(horizontal=True, gap="small"):
        _first(view)
        with st.popover("Rename", type="tertiary"), st.form(f"rename-{view.number}", border=False):
            key = f"view-name-{view.number}"
            st.text_input("New name", value=view.name, key=key, max_chars=LONGEST_NAME)
            st.form_submit_button("Rename", on_click=_rename, args=(view.number, key))
        with st.popover("Take away", type="tertiary"):
            st.markdown("It goes for everybody who uses this workspace.")
            st.button("Take it away", key=f"take-{view.number}", on_click=_take, args=(view,))


def _first(view: View) -> None:
    """A button that has it opened where a link names no page and no filter, or has it no longer."""
    label = "Don’t open it first" if view.first else "Open it first"
    number = None if view.first else view.number
    st.button(label, key=f"first-{view.number}", type="tertiary", on_click=_open, args=(number,))


def _open(number: int | None) -> None:
    say(PLACE, recorded(lambda: open_first(ledger(), number, reviewer())))


def _rename(number: int, key: str) -> None:
    new = st.session_state[key]
    say(PLACE, recorded(lambda: rename_view(ledger(), number, new, reviewer())))


def _take(view: View) -> None:
    told = f"“{view.name}” was taken away."
    say(PLACE, recorded(lambda: undo(ledger(), view.number, reviewer()), told))


def draw_recent() -> None:
    """What was opened lately in this window, saved or not."""
    held = history()
    lately = st.session_state.get(RECENT, ())
    if not lately:
        return
    with st.container(border=True, gap="small"):
        st.header("Opened lately in this window")
        for link in lately:
            st.markdown(linked(view_told(held, link), address_now(link, held.about)))
