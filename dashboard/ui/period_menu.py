"""The period of a page: those that are often meant by one click, others by name or by their days.

What is chosen stands in the link; a widget shows it, and writes it there when a person picks.
"""

from __future__ import annotations

import html
from datetime import date

import streamlit as st

from dashboard.dates import TYPED_DAY
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.about import About
from dashboard.ui.links import to_other_runs
from dashboard.ui.workspace import filters, put_filters
from dashboard.words import periods
from dashboard.words.safe_text import md

AT_ONCE = {
    "Last week": "Last week",
    "Last 14 days": "14 days",
    "Last 28 days": "4 weeks",
    periods.ALL_DATA: "All",
}
"""Periods that are one click away, by what they are called there."""


def draw_periods(chosen: Filters, about: About) -> None:
    """The usual periods, and a menu of all."""
    named, now = periods.presets(about), periods.preset_of(chosen, about)
    links = [
        _link(called, periods.within(chosen, named[name], about.zone), name == now)
        for name, called in AT_ONCE.items()
        if name in named
    ]
    if links[1:]:
        st.html(f'<nav data-periods aria-label="Period">{"".join(links)}</nav>', width="content")
    # Another period is another menu, which is closed: so a choice closes it.
    key = f"period-menu {chosen.since} {chosen.until}"
    with st.popover(md(periods.dates(chosen, about)), icon=":material/event:", key=key):
        _period_menu(chosen, about)


def _link(called: str, other: Filters, now: bool) -> str:
    current = ' aria-current="true"' if now else ""
    address = html.escape(to_other_runs(other))
    return f'<a href="{address}"{current}>{html.escape(called)}</a>'


def _period_menu(chosen: Filters, about: About) -> None:
    named = periods.presets(about)
    name = periods.preset_of(chosen, about)
    key = _of("period", chosen)

    def pick() -> None:
        put_filters(periods.within(filters(), named[st.session_state[key]], about.zone))

    at = list(named).index(name) if name in named else None
    st.radio("Period", list(named), index=at, key=key, format_func=md, on_change=pick)
    _days(chosen, about)


def _of(field: str, chosen: Filters) -> str:
    """The key of a field that shows the chosen period. Another period is another field: a browser
    would say the old value of one field again while its menu is closed, and so choose it."""
    return f"{field} {chosen.since} {chosen.until}"


def _days(chosen: Filters, about: About) -> None:
    """The first and last day in a form: what is typed is applied by Enter or its button, and stays
    where it is if the menu is closed before."""
    everything = ALL.within(about.first, None) if about.first else ALL
    days = periods.chosen_days(chosen, about) or periods.chosen_days(everything, about)
    if days is None:  # no run has a time
        return
    keys = [_of(field, chosen) for field in ("first day", "last day")]

    def pick() -> None:
        first, last = sorted(st.session_state[key] for key in keys)
        put_filters(periods.within(filters(), (first, last), about.zone))

    with st.form("days", border=False):
        # Two fields: one for both offers periods of the computer’s calendar, not the data’s.
        with st.container(horizontal=True, gap="small"):
            for field, key, day in zip(("First day", "Last day"), keys, days, strict=True):
                st.date_input(
                    md(field),
                    day,
                    key=key,
                    required=True,
                    format=TYPED_DAY,
                    min_value=date(1970, 1, 1),
                    max_value=date(2199, 12, 31),
                )
        st.form_submit_button("Show these days", on_click=pick)
    st.caption(md(f"Days of {about.zone}, counted back from the newest data."))
