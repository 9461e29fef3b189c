"""Choosing the two sets that are compared: both stand in the link, written as filters."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis.compare import DID_NOT, WORKED
from dashboard.analysis.coverage import usable
from dashboard.errors import FilterInvalid
from dashboard.store.dimensions import BY_NAME
from dashboard.store.filter_links import day_start, read_set, write_set
from dashboard.store.filters import ALL, Filters
from dashboard.ui.workspace import history, put_param
from dashboard.words.chips import value_words
from dashboard.words.safe_text import md

ENDED, PERIODS, WORKERS, ANY = "Worked or not", "Before and after", "Two workers", "Any two sets"
SIDES = ("a", "b")


def chosen_sets() -> tuple[Filters, Filters]:
    """The sets a and b of the link; runs that worked against those that did not without any.

    Raises FilterInvalid.
    """
    zone = history().about.zone
    texts = [st.query_params.get(side) for side in SIDES]
    a, b = (
        default if text is None else read_set(text, zone)
        for text, default in zip(texts, (WORKED, DID_NOT), strict=True)
    )
    return a, b


def put_sets(a: Filters | None, b: Filters | None) -> None:
    """Write both sets into the link; None removes one."""
    zone = history().about.zone
    for side, chosen in zip(SIDES, (a, b), strict=True):
        put_param(side, None if chosen is None else write_set(chosen, zone))


def sets_menu() -> None:
    """Pick what is compared with what."""
    try:
        a, b = chosen_sets()
    except FilterInvalid:
        a, b = WORKED, DID_NOT
    held, shown = history(), kind_of(a, b)
    two = len(held.values_of("worker")) > 1
    kinds = [
        ENDED,
        *([PERIODS] if held.about.as_of or shown == PERIODS else []),
        *([WORKERS] if two or shown == WORKERS else []),
        ANY,
    ]
    key = f"compare-kind {shown}"  # a new comparison begins with its own kind

    def follow() -> None:
        _show(st.session_state[key] or shown)

    kind = st.segmented_control(
        "Compare", kinds, default=shown, key=key, format_func=md, on_change=follow
    )
    if kind == PERIODS:
        _periods(b)
    elif kind == WORKERS:
        _workers(a, b)
    elif kind == ANY:
        with st.container(horizontal=True, gap="medium"):
            for name, side, chosen in (("One set", "a", a), ("The other set", "b", b)):
                with st.container(gap="small"):
                    _any_set(name, side, chosen)


def kind_of(a: Filters, b: Filters) -> str:
    """Which kind of comparison two sets are."""
    if (a, b) == (WORKED, DID_NOT):
        return ENDED
    plain = [chosen.within(None, None) == ALL for chosen in (a, b)]
    if all(plain) and a.until and a.until == b.since:
        return PERIODS
    workers = [chosen == ALL.choosing("worker", chosen.chosen("worker")) for chosen in (a, b)]
    return WORKERS if all(workers) and a.chosen("worker") and b.chosen("worker") else ANY


def _show(kind: str) -> None:
    """Write the first comparison of a kind into the link, so that what is chosen is shown; of any
    two sets those that are shown stay."""
    workers = list(history().values_of("worker"))
    if kind == ENDED:
        put_sets(None, None)
    elif kind == PERIODS and (day := _week_before_the_end()):
        _put_periods(day)
    elif kind == WORKERS and len(workers) > 1:
        put_sets(*(ALL.choosing("worker", [worker]) for worker in workers[:2]))


def _week_before_the_end() -> date | None:
    about = history().about
    if about.as_of is None:
        return None
    return about.as_of.astimezone(ZoneInfo(about.zone)).date() - timedelta(days=7)


def _put_periods(first_after: date) -> None:
    edge = day_start(first_after, history().about.zone)
    put_sets(ALL.within(None, edge), ALL.within(edge, None))


def _periods(after: Filters) -> None:
    zone = ZoneInfo(history().about.zone)

    def pick() -> None:
        if chosen := st.session_state["compare-day"]:
            _put_periods(chosen)

    st.date_input(
        "First day after",
        value=after.since.astimezone(zone).date() if after.since else _week_before_the_end(),
        key="compare-day",
        on_change=pick,
    )
    st.button("Compare before with after", on_click=pick)


def _workers(a: Filters, b: Filters) -> None:
    names = history().values_of("worker")
    ids = list(names)
    if len(ids) < 2:
        st.caption("There is only one worker.")
        return

    def pick() -> None:
        first, second = (st.session_state[f"compare-worker-{side}"] for side in SIDES)
        if first and second and first != second:
            put_sets(ALL.choosing("worker", [first]), ALL.choosing("worker", [second]))

    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for label, side, chosen, other in (
            ("One worker", "a", a, ids[0]),
            ("The other worker", "b", b, ids[1]),
        ):
            held = next(iter(chosen.chosen("worker")), other)
            st.selectbox(
                md(label),
                ids,
                index=ids.index(held) if held in ids else 0,
                format_func=lambda worker: names.get(worker, worker),
                key=f"compare-worker-{side}",
            )
        st.button("Compare the two", on_click=pick)


def _any_set(label: str, side: str, chosen: Filters) -> None:
    held = history()
    offered = {one.label: one.name for one in usable(held.about) if one.holds != "text"}
    now = next(iter(dict(chosen.keep)), "outcome")
    labels = list(offered)
    picked = st.selectbox(
        md(f"{label}: runs by"),
        labels,
        index=labels.index(BY_NAME[now].label) if BY_NAME[now].label in labels else 0,
        key=f"compare-by-{side}",
    )
    dimension = BY_NAME[offered[picked]]
    values = held.values_of(dimension.name)
    key = f"compare-values-{side}-{dimension.name}"

    def pick() -> None:
        a, b = chosen_sets()
        new = ALL.choosing(dimension.name, st.session_state[key])
        put_sets(*((new, b) if side == "a" else (a, new)))

    st.multiselect(
        "that hold any of",
        list(values),
        default=[value for value in chosen.chosen(dimension.name) if value in values],
        format_func=lambda value: value_words(held, dimension, value),
        key=key,
        on_change=pick,
        placeholder="all runs",
    )
