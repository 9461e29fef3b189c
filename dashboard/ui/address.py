"""What the browser is told about the address: its filters, where a mark has led, what is copied."""

from __future__ import annotations

import html
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.store.filters.filter_links import PERIODS
from dashboard.ui.links import to_here
from dashboard.ui.workspace import ALL_DATA, filters, history, link_params, says_period
from dashboard.words.periods import closed


def lead(address: str) -> None:
    """In a callback: go to an address of the app once the page is drawn."""
    st.session_state["lead"] = address


def draw_address() -> None:
    """Say, for static/page.js alone, which filters the navigation takes along, which period is
    shown where the link says none, and where the last click on a mark leads."""
    params = link_params(filters())
    period = {name: params[name] for name in (*PERIODS, *ALL_DATA) if name in params}
    said = {"data-filters": _query(params), "data-unseen": "yes"}
    if not says_period():
        said["data-period"] = _query(period)
    if address := st.session_state.pop("lead", None):
        said |= {"data-go": "yes", "href": address}
    written = " ".join(f'{name}="{html.escape(value)}"' for name, value in said.items())
    st.html(f"<a {written} hidden></a>")


def draw_instead(address: str) -> None:
    """Have the browser go on to another address, which takes the place of this one."""
    st.html(f'<a data-instead data-unseen="yes" href="{html.escape(address)}" hidden></a>')


def draw_copy_link() -> None:
    """A button that copies the link of this page, its period in dates, so that it says the same
    tomorrow. static/page.js says that it did, or shows the link where it may not."""
    link = html.escape(to_here(closed(filters(), history().about)))
    st.html(
        f'<div data-copy="{link}"><button type="button">Copy link</button>'
        '<span role="status"></span>'
        '<input readonly hidden aria-label="Link to this page"></div>',
        width="content",
    )


def _query(params: dict[str, list[str]]) -> str:
    return urlencode(params, doseq=True, quote_via=quote)
