"""The bar above every list of runs: which runs are meant, as chips that can be taken off."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.analysis.coverage import usable
from dashboard.analysis.gone import gone, without
from dashboard.analysis.headline import headline
from dashboard.store.dimensions import BY_NAME, DIMENSIONS, Dimension
from dashboard.store.filters import ALL, Filters
from dashboard.store.history import About, History
from dashboard.ui import periods
from dashboard.ui.safe_text import md
from dashboard.ui.words import GLYPHS, count, outcome_label
from dashboard.ui.workspace import (
    FILTER_PARAMS,
    PAGE_PARAMS,
    answer,
    filters,
    history,
    parsed,
    put_filters,
)

IS, IS_NOT = "is", "is not"


def filter_bar() -> None:
    """Draw the bar, the chips, and what the link asked for in vain."""
    held, chosen = history(), filters()
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="filter-bar"):
        with st.popover(md(periods.period_words(chosen, held.about)), icon=":material/event:"):
            _period(chosen, held.about)
        offered = usable(held.about)
        if BY_NAME["worker"] in offered:
            with st.popover("Worker", icon=":material/smart_toy:"):
                _values(held, chosen, BY_NAME["worker"], drop=False)
        with st.popover("Filter", icon=":material/add:"):
            _any_filter(held, chosen, offered)
        _chips(held, chosen)
        st.caption(md(_of_all(chosen, held)), width="content")
    _in_vain(held, chosen)


def _of_all(chosen: Filters, held: History) -> str:
    if chosen == ALL:
        return count(held.about.runs, "run")
    return f"{answer(headline, chosen).runs:,} of {count(held.about.runs, 'run')}"


def _period(chosen: Filters, about: About) -> None:
    named = periods.presets(about)
    st.session_state["period"] = periods.preset_of(chosen, about)

    def pick() -> None:
        name = st.session_state["period"]
        if name in named:
            put_filters(periods.within(filters(), named[name], about.zone))

    st.radio("Period", [*named, periods.CUSTOM], key="period", on_change=pick)
    days = periods.chosen_days(chosen, about)
    if days is None and about.first:
        days = periods.chosen_days(ALL.within(about.first, None), about)
    st.session_state["days"] = days

    def pick_days() -> None:
        picked = st.session_state["days"]
        if picked and len(picked) == 2:
            put_filters(periods.within(filters(), (picked[0], picked[1]), about.zone))

    st.date_input("From and to (both included)", key="days", on_change=pick_days)
    st.caption(md(f"Days of {about.zone}, counted back from the data's own now."))


def _any_filter(held: History, chosen: Filters, offered: tuple[Dimension, ...]) -> None:
    by_label = {it.label: it for it in offered if it.name not in ("worker", "text")}
    label = st.selectbox("Filter by", list(by_label), key="filter-by")
    mode = st.segmented_control("How", [IS, IS_NOT], default=IS, required=True, key="filter-how")
    if label:
        _values(held, chosen, by_label[label], drop=mode == IS_NOT)
    _text(chosen)
    _latest_only(chosen)
    hidden = [it.label.lower() for it in DIMENSIONS if it not in offered]
    if hidden:
        names = ", ".join(hidden)
        st.caption(md(f"{count(len(hidden), 'filter')} hidden, not in your export: {names}."))


def _values(held: History, chosen: Filters, dimension: Dimension, *, drop: bool) -> None:
    labels = held.values_of(dimension.name)
    key = f"values-{dimension.name}-{drop}"
    named = {name: value for value, name in labels.items()}
    picked = [named.get(it, it) for it in chosen.chosen(dimension.name, drop=drop)]
    st.session_state[key] = [value for value in picked if value in labels]

    def pick() -> None:
        put_filters(filters().choosing(dimension.name, st.session_state[key], drop=drop))

    st.multiselect(
        md(dimension.label),
        list(labels),
        format_func=lambda value: _shown(dimension, value, labels.get(value) or value),
        key=key,
        on_change=pick,
        placeholder="All" if not drop else "None left out",
    )


def _shown(dimension: Dimension, value: str, name: str) -> str:
    known = dimension.name in ("outcome", "status") and value in GLYPHS
    return outcome_label(value, judged=True) if known else name


def _text(chosen: Filters) -> None:
    texts = chosen.chosen("text")
    st.session_state["filter-text"] = texts[0] if texts else ""

    def pick() -> None:
        text = st.session_state["filter-text"].strip()
        put_filters(filters().choosing("text", [text] if text else []))

    st.text_input(
        "Text in ids, titles, comments, errors", key="filter-text", on_change=pick, max_chars=200
    )


def _latest_only(chosen: Filters) -> None:
    st.session_state["latest-only"] = chosen.latest_only

    def pick() -> None:
        now = filters()
        latest = bool(st.session_state["latest-only"])
        put_filters(Filters(now.since, now.until, now.keep, now.drop, latest))

    st.toggle("Latest run of each task only", key="latest-only", on_change=pick)


def _chips(held: History, chosen: Filters) -> None:
    for drop, choices in ((False, chosen.keep), (True, chosen.drop)):
        for name, values in choices:
            dimension = BY_NAME[name]
            labels = held.values_of(name)
            for value in values:
                shown = _shown(dimension, value, labels.get(value, value))
                how = IS_NOT if drop else ("contains" if dimension.holds == "text" else IS)
                left = [it for it in values if it != value]
                st.button(
                    md(f"{dimension.label} {how} {_short(shown)}"),
                    icon=":material/close:",
                    icon_position="right",
                    key=f"chip-{name}-{drop}-{value}",
                    on_click=partial(put_filters, chosen.choosing(name, left, drop=drop)),
                )
    if chosen.latest_only:
        rest = Filters(chosen.since, chosen.until, chosen.keep, chosen.drop)
        st.button(
            "Latest run of each task",
            icon=":material/close:",
            icon_position="right",
            key="chip-latest",
            on_click=partial(put_filters, rest),
        )
    if chosen != ALL:
        st.button("Clear", type="tertiary", key="clear", on_click=partial(put_filters, ALL))


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _in_vain(held: History, chosen: Filters) -> None:
    """Say what the link asked for that can't be followed; nothing is dropped silently."""
    lost = gone(held, chosen)
    told = [f"{it.dimension.label.lower()} “{_short(it.value)}”" for it in lost]
    told += [name for name in st.query_params if name not in FILTER_PARAMS | PAGE_PARAMS]
    wrong = parsed().ignored
    if not told and not wrong:
        return
    with st.container(border=True, gap="small"):
        if told:
            verb = "exists" if len(told) == 1 else "exist"
            st.markdown(
                md(f"{count(len(told), 'filter')} in this link no longer {verb}: ")
                + md(", ".join(told))
            )
        for sentence in wrong:
            st.markdown(md(f"The link's period was left out. {sentence}"))
        st.button("Remove from the link", key="forget", on_click=partial(_forget, chosen))


def _forget(chosen: Filters) -> None:
    for name in list(st.query_params):
        if name not in FILTER_PARAMS | PAGE_PARAMS:
            del st.query_params[name]
    put_filters(without(chosen, gone(history(), chosen)))
