"""What unfolds from the filter bar: the period, the values of a dimension, all other filters.

What is chosen stands in the link; a widget shows it, and writes it there when a person picks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.dates import TYPED_DAY
from dashboard.store.dimensions.dimension import Dimension
from dashboard.store.dimensions.known import FILTERS
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.about import About
from dashboard.store.reading.history import SHOWN_VALUES, History
from dashboard.ui.workspace import filters, put_filters
from dashboard.words import periods
from dashboard.words.chips import IS, IS_NOT, value_words
from dashboard.words.safe_text import md
from dashboard.words.values import count


def period_menu(chosen: Filters, about: About) -> None:
    """Pick a period by its name or by its first and last day."""
    named = periods.presets(about)
    name = periods.preset_of(chosen, about)
    st.session_state["period"] = name if name in named else None

    def pick() -> None:
        put_filters(periods.within(filters(), named[st.session_state["period"]], about.zone))

    st.radio("Period", list(named), index=None, key="period", format_func=md, on_change=pick)
    _days(chosen, about)


def _days(chosen: Filters, about: About) -> None:
    """The first and last day in a form: what is typed is applied by Enter or its button, and stays
    where it is if the menu is closed before."""
    days = periods.chosen_days(chosen, about) or periods.chosen_days(_all(about), about)
    if days is None:  # no run has a time
        return
    for key, day in zip(("first day", "last day"), days, strict=True):
        if st.session_state.get(key) != day:
            st.session_state[key] = day

    def pick() -> None:
        first, last = sorted((st.session_state["first day"], st.session_state["last day"]))
        put_filters(periods.within(filters(), (first, last), about.zone))

    with st.form("days", border=False):
        # Two fields: one for both offers periods of the computer’s calendar, not the data’s.
        with st.container(horizontal=True, gap="small"):
            for field in ("First day", "Last day"):
                st.date_input(
                    field,
                    key=field.lower(),
                    required=True,
                    format=TYPED_DAY,
                    min_value=date(1970, 1, 1),
                    max_value=date(2199, 12, 31),
                )
        st.form_submit_button("Show these days", on_click=pick)
    st.caption(md(f"Days of {about.zone}, counted back from the newest data."))


def _all(about: About) -> Filters:
    return ALL.within(about.first, None) if about.first else ALL


def values_menu(held: History, chosen: Filters, dimension: Dimension, *, drop: bool) -> None:
    """Pick values of a dimension that runs must hold, or, with drop, must not hold."""
    labels = held.values_of(dimension.name)
    by_label = {label: value for value, label in labels.items()}
    picked = [by_label.get(named, named) for named in chosen.chosen(dimension.name, drop=drop)]
    key = f"values-{dimension.name}-{drop}"
    st.session_state[key] = picked

    def pick() -> None:
        put_filters(filters().choosing(dimension.name, st.session_state[key], drop=drop))

    st.multiselect(
        md(dimension.label),
        list(dict.fromkeys([*labels, *picked])),
        format_func=lambda value: value_words(held, dimension, value),
        key=key,
        on_change=pick,
        placeholder="None left out" if drop else "All",
        select_all=not drop,  # to leave all out leaves nothing
        accept_new_options=len(labels) >= SHOWN_VALUES,
    )


def more_menu(held: History, chosen: Filters, offered: Sequence[Dimension]) -> None:
    """Pick by any other dimension, by text, or the latest run of each task."""
    by_label = {
        dimension.label: dimension
        for dimension in offered
        if dimension.name not in ("worker", "text")
    }
    label = st.selectbox("Filter by", list(by_label), key="filter-by")
    how = st.segmented_control(
        "How", [IS, IS_NOT], default=IS, required=True, key="filter-how", format_func=md
    )
    if label:
        values_menu(held, chosen, by_label[label], drop=how == IS_NOT)
    _text(chosen)
    _latest_only(chosen)
    if missing := [dimension for dimension in FILTERS if dimension not in offered]:
        columns = ", ".join(map(_with_column, missing))
        hidden = count(len(missing), "filter")
        st.caption(md(f"{hidden} hidden, not in your export: {columns}."))


def _with_column(dimension: Dimension) -> str:
    """What a filter is called, and the column that it needs where that is called otherwise."""
    name, column = dimension.label.lower(), dimension.columns[0]
    return name if name == column else f"{name} ({column})"


def _text(chosen: Filters) -> None:
    text = next(iter(chosen.chosen("text")), "")
    if st.session_state.get("filter-text") != text:
        st.session_state["filter-text"] = text

    def pick() -> None:
        text = st.session_state["filter-text"].strip()
        put_filters(filters().choosing("text", [text] if text else []))

    with st.form("text", border=False):
        st.text_input("Text in ids, titles, comments, errors", key="filter-text", max_chars=200)
        st.form_submit_button("Find this text", on_click=pick)


def _latest_only(chosen: Filters) -> None:
    st.session_state["latest-only"] = chosen.latest_only

    def pick() -> None:
        put_filters(replace(filters(), latest_only=st.session_state["latest-only"]))

    st.toggle("Latest run of each task only", key="latest-only", on_change=pick)
