"""Saved views beside every page: their list, the form that saves one, the one that is opened first.

A view is a link of the app; its period, where that moves, stands in the link as its days of now.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.errors import UserError
from dashboard.ledger.ledger import Ledger, Stamp
from dashboard.ledger.saving_views import LONGEST_NAME, save_view
from dashboard.ledger.views import View, ViewLink, views_of
from dashboard.store.filters.filter_links import PERIODS, to_params
from dashboard.store.filters.filters import ALL
from dashboard.ui.links import to_page
from dashboard.ui.workspace import filters, history, home, ledger, reviewer
from dashboard.words.periods import CUSTOM, dates, key_of, preset_of
from dashboard.words.safe_text import md, visible
from dashboard.words.view_links import EVERYTHING, LIST_PARAMS, address_now, params_now
from dashboard.words.views import MOVES, STAYS, all_views

LIST = "views"
"""The path of the page that lists them all."""
LISTED = 8
RECENT, _SAID, _NAME, _PERIOD = "views opened lately", "view said", "view name", "view period"


def kept_views() -> tuple[View, ...]:
    """The views of this workspace, by their names."""
    return _read(str(home().path), ledger().stamp())


@st.cache_resource(max_entries=20, ttl=3600, show_spinner=False)
def _read(folder: str, stamp: Stamp) -> tuple[View, ...]:
    return views_of(Ledger(Path(folder)).entries())


def here(page: str) -> ViewLink:
    """What is shown now. page: the path of the page, "" for the first; a period that has a name
    moves with the data."""
    left = LIST_PARAMS | {*PERIODS, "period"}
    own = {name: st.query_params.get_all(name) for name in st.query_params if name not in left}
    chosen, about = filters(), history().about
    name = preset_of(chosen, about)
    period = "" if name == CUSTOM else key_of(name)
    if not period:
        own |= to_params(ALL.within(chosen.since, chosen.until), about.zone)
    return ViewLink(page, tuple(sorted((name, tuple(held)) for name, held in own.items())), period)


def draw_views(page: str) -> None:
    """The list in the sidebar, each name a link; nothing where none is saved."""
    views, shown = kept_views(), here(page)
    if page != LIST:
        _remember(shown)
    if not views:
        return
    links = "".join(f"<li>{_link(view, shown)}</li>" for view in _listed(views))
    every = html.escape(to_page(LIST))
    with st.sidebar:
        st.html(
            f'<nav data-views aria-label="Saved views"><h2>Views</h2><ul>{links}</ul>'
            f'<a href="{every}">{html.escape(all_views(len(views), LISTED))}</a></nav>'
        )


def _listed(views: Sequence[View]) -> Sequence[View]:
    """Those that have room: the one that is opened first, and others by their names."""
    rest = [view for view in views if not view.first]
    held = [*(view for view in views if view.first), *rest][:LISTED]
    return [view for view in views if view in held]


def _link(view: View, shown: ViewLink) -> str:
    about = history().about
    address = html.escape(address_now(view.link, about))
    is_it = (view.link.page, params_now(view.link, about)) == (
        shown.page,
        params_now(shown, about),
    )
    current = ' aria-current="page"' if is_it else ""
    return f'<a href="{address}"{current}>{html.escape(visible(view.name))}</a>'


def _remember(shown: ViewLink) -> None:
    """Put what is shown first among what was opened lately in this window."""
    lately: list[ViewLink] = st.session_state.setdefault(RECENT, [])
    st.session_state[RECENT] = [shown, *(link for link in lately if link != shown)][:LISTED]


def draw_saving(page: str) -> None:
    """The form that saves what is shown under a name."""
    shown = here(page)
    with st.popover("Save view", icon=":material/bookmark_add:", type="tertiary"):
        if said := _said(shown):
            st.caption(md(said))
        with st.form("save view", border=False):
            st.text_input("Name", key=_NAME, max_chars=LONGEST_NAME, width=380)
            if shown.period and shown.period != EVERYTHING:
                days = dates(filters(), history().about)
                told = {MOVES: f"{_moving(shown)}, as the data moves on", STAYS: f"{days}, always"}
                st.radio(
                    "Period", (MOVES, STAYS), key=_PERIOD, format_func=lambda how: md(told[how])
                )
            st.form_submit_button("Save for everybody here", on_click=_save, args=(page,))


def _moving(shown: ViewLink) -> str:
    return shown.period.replace("-", " ").capitalize()


def _said(shown: ViewLink) -> str:
    """What came of saving this very view; "" once another is shown."""
    about, told = st.session_state.get(_SAID, (None, ""))
    return told if about == shown else ""


def _save(page: str) -> None:
    shown, held = here(page), st.session_state
    if not held[_NAME].strip() and _said(shown):
        return  # the second click of two
    link = shown if held.get(_PERIOD, MOVES) == MOVES else _fixed(shown)
    try:
        new = save_view(ledger(), held[_NAME], link, reviewer())
    except UserError as error:
        held[_SAID] = shown, f"Not saved. {error.what} {error.remedy}".strip()
        return
    told = "Saved" if new else "That was saved before"
    held[_SAID] = shown, f"{told}: “{' '.join(held[_NAME].split())}”. It stands in the sidebar."
    held[_NAME] = ""


def _fixed(shown: ViewLink) -> ViewLink:
    """The same view, its period in days that stay."""
    params = params_now(shown, history().about)
    return ViewLink(shown.page, tuple(sorted((name, tuple(v)) for name, v in params.items())), "")


def first_view() -> View | None:
    """The view that is opened where a link names no page and no filter."""
    return next((view for view in kept_views() if view.first), None)
