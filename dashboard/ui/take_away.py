"""The chosen runs as a file: one link a form, beside how many they are."""

from __future__ import annotations

import html
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.store.filters.filters import Filters
from dashboard.ui.workspace import link_params
from dashboard.words.safe_text import md

_FORMS = {
    "csv": ("CSV", "opens in every spreadsheet"),
    "xlsx": ("Excel", "with workers and changes on sheets of their own"),
    "ndjson": ("JSON lines", "for programs"),
    "parquet": ("Parquet", "for programs, small"),
    "zip": ("Zip", "all that belongs to these runs, to load it elsewhere"),
}

_REPORTS = {
    "html": ("A page to print", "needs nothing else"),
    "md": ("Markdown", "for a mail or a note"),
    "json": ("JSON", "for programs"),
}

_LISTS = {
    "csv": ("Clean-up list (CSV)", "a row a run: task, link, comment, cleaned, customer told"),
    "xlsx": ("Clean-up list (Excel)", "the same"),
}


def draw_take_away(chosen: Filters, told: str) -> None:
    """A menu of files to download.

    chosen: the runs of which they are; told: how many these are, like "212 of 5,012 runs".
    """
    with st.popover("Export", icon=":material/download:"):
        st.markdown(md(f"{told}, as a file that loads again:"))
        query = _query(chosen)
        links = (_link("runs", ending, query) for ending in _FORMS)
        st.html(f'<div class="take-away">{"".join(links)}</div>')
        st.markdown("Or as a list for people:")
        draw_clean_up(chosen)


def draw_clean_up(chosen: Filters) -> None:
    """Links to the chosen runs as a list to clean up by."""
    query = _query(chosen)
    links = (_link("clean-up", ending, query) for ending in _LISTS)
    st.html(f'<div class="take-away">{"".join(links)}</div>')


def _query(chosen: Filters) -> str:
    return html.escape(urlencode(link_params(chosen), doseq=True, quote_via=quote))


def _link(of: str, ending: str, query: str) -> str:
    name, about = _OF[of][ending]
    file = f"{of}.{ending}"
    return f'<div><a href="/export/{file}?{query}" download="{file}">{name}</a>, {about}</div>'


_OF = {"runs": _FORMS, "clean-up": _LISTS, "review": _REPORTS}


def draw_minutes(chosen: Filters) -> None:
    """Links to the minutes of the review of the chosen runs, as it stands."""
    query = _query(chosen)
    links = (_link("review", ending, query) for ending in _REPORTS)
    st.html(f'<div class="take-away">{"".join(links)}</div>')


def draw_kept_minutes(week: str) -> None:
    """Links to the minutes of a closed week, as they were kept."""
    of = html.escape(quote(week))
    links = (
        f'<div><a href="/export/minutes/{of}.{ending}" download="review-{of}.{ending}">{name}</a>,'
        f" {about}</div>"
        for ending, (name, about) in _REPORTS.items()
    )
    st.html(f'<div class="take-away">{"".join(links)}</div>')
