"""The chosen runs as a file: one link a form, beside how many they are."""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.exporting.left_behind import ALONE, only_whole
from dashboard.store.filters.filters import ALL, Filters
from dashboard.ui.workspace import history, link_params
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

_FILES = {"runs": _FORMS, "clean-up": _LISTS, "review": _REPORTS}


def draw_take_away(chosen: Filters, told: str) -> None:
    """A menu of files to download.

    chosen: the runs of which they are; told: how many these are, like "212 of 5,012 runs".
    """
    with st.popover("Export", icon=":material/download:"):
        st.markdown(md(f"{told}, as a file that loads again:"))
        _draw_files("runs", chosen)
        if not chosen.same_runs(ALL):
            st.caption(ALONE)
        if told_by_zip := only_whole(history().about):
            st.caption(md(told_by_zip))
        st.markdown("Or as a list for people:")
        draw_clean_up(chosen)


def draw_clean_up(chosen: Filters) -> None:
    """Links to the chosen runs as a list to clean up by."""
    _draw_files("clean-up", chosen)


def draw_minutes(chosen: Filters) -> None:
    """Links to the minutes of the review of the chosen runs, as it stands."""
    _draw_files("review", chosen)


def draw_kept_minutes(name: str) -> None:
    """Links to the minutes of a closed review, as they were kept."""
    of = quote(name, safe="")
    _draw_links(
        _link(f"/export/minutes/{of}.{ending}", f"review-{of}.{ending}", told)
        for ending, told in _REPORTS.items()
    )


def _draw_files(of: str, chosen: Filters) -> None:
    """Links to what is written of chosen runs, one a form. of: which of _FILES."""
    query = urlencode(link_params(chosen), doseq=True, quote_via=quote)
    _draw_links(
        _link(f"/export/{of}.{ending}?{query}", f"{of}.{ending}", told)
        for ending, told in _FILES[of].items()
    )


def _draw_links(links: Iterable[str]) -> None:
    st.html(f'<div class="take-away">{"".join(links)}</div>')


def _link(address: str, file: str, told: tuple[str, str]) -> str:
    (name, about), to = told, html.escape(address)
    return f'<div><a href="{to}" download="{html.escape(file)}">{name}</a>, {about}</div>'
