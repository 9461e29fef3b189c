"""Choosing the two sets that are compared: both stand in the link, written as filters."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis.compare import DID_NOT, WORKED
from dashboard.analysis.coverage import judged, usable
from dashboard.dates import TYPED_DAY
from dashboard.errors import FilterInvalid
from dashboard.store.dimensions.dimension import Kind
from dashboard.store.filters.filter_links import day_start, read_set, write_set
from dashboard.store.filters.filters import ALL, Filters
from dashboard.ui.workspace import filters, history, put_filters
from dashboard.words import dimensions
from dashboard.words.chips import value_words
from dashboard.words.periods import today
from dashboard.words.safe_text import md, visible
from dashboard.words.set_names import set_name

ENDED, PERIODS, WORKERS, ANY = "Worked or not", "Before and after", "Two workers", "Any two sets"
SIDES = ("a", "b")
PICKER = 280


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
    """Write both sets into the link in one step; None removes one. The filters of the page stay:
    two sets with periods or workers of their own go beyond them (see Filters.narrowing)."""
    zone = history().about.zone
    own = (None if one is None else write_set(one, zone) for one in (a, b))
    put_filters(filters(), **dict(zip(SIDES, own, strict=True)))


def sets_menu() -> None:
    """Pick what is compared with what; what is picked is shown at once."""
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
        _show(st.session_state[key])

    kind = st.segmented_control(
        "Compare", kinds, default=shown, required=True, key=key, format_func=md, on_change=follow
    )
    if kind == PERIODS:
        _periods(a, b)
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
    one_each = [
        len(chosen.chosen("worker")) == 1
        and chosen == ALL.choosing("worker", chosen.chosen("worker"))
        for chosen in (a, b)
    ]
    return WORKERS if all(one_each) else ANY


def _show(kind: str) -> None:
    """Write the first comparison of a kind into the link, so that what is chosen is shown; of any
    two sets those that are shown stay."""
    if kind == ENDED:
        put_sets(None, None)
    elif kind == PERIODS:
        put_sets(*_first_periods())
    elif kind == WORKERS:
        chosen = filters()
        known = [*chosen.chosen("worker"), *history().values_of("worker")]
        _put_workers(*list(dict.fromkeys(known))[:2])


def _first_periods() -> tuple[Filters, Filters]:
    """The chosen period and as much time before it, if the data begins so early; else the last
    seven days of the data and all before."""
    about, chosen = history().about, filters()
    if chosen.since and chosen.until:
        before = chosen.since - (chosen.until - chosen.since)
        if about.first and about.first < chosen.since:
            return ALL.within(before, chosen.since), ALL.within(chosen.since, chosen.until)
    edge = day_start(today(about) - timedelta(days=7), about.zone)
    return ALL.within(None, edge), ALL.within(edge, None)


def _periods(before: Filters, after: Filters) -> None:
    zone = history().about.zone
    edge = after.since or day_start(today(history().about), zone)
    key = f"compare-day {edge} {before.since} {after.until}"  # begins with what the link says

    def pick() -> None:
        if not (chosen := st.session_state[key]):
            return
        new = day_start(chosen, zone)
        first, last = before.since, after.until
        put_sets(
            ALL.within(first if first and first < new else None, new),
            ALL.within(new, last if last and last > new else None),
        )

    st.date_input(
        "First day after",
        value=edge.astimezone(ZoneInfo(zone)).date(),
        key=key,
        on_change=pick,
        format=TYPED_DAY,
        width=PICKER,
    )


def _put_workers(first: str, second: str) -> None:
    put_sets(*(ALL.choosing("worker", [worker]) for worker in (first, second)))


def _workers(a: Filters, b: Filters) -> None:
    names = history().values_of("worker")
    now = [chosen.chosen("worker")[0] for chosen in (a, b)]
    ids = list(dict.fromkeys([*names, *now]))
    keys = [f"compare-worker-{side} {' '.join(now)}" for side in SIDES]

    def pick() -> None:
        _put_workers(*(st.session_state[key] for key in keys))

    with st.container(horizontal=True, gap="small"):
        for label, worker, key in zip(("One worker", "The other worker"), now, keys, strict=True):
            st.selectbox(
                md(label),
                ids,
                index=ids.index(worker),
                format_func=lambda worker: visible(str(names.get(worker, worker))),
                key=key,
                on_change=pick,
                width=PICKER,
            )


def _any_set(label: str, side: str, chosen: Filters) -> None:
    held = history()
    offered = {one.name: one for one in usable(held.about) if one.kind is not Kind.TEXT}
    names = list(offered)
    now = next(iter(dict(chosen.keep)), "outcome")
    picked = st.selectbox(
        md(f"{label}: runs by"),
        names,
        index=names.index(now) if now in offered else 0,
        format_func=lambda name: visible(dimensions.label(offered[name])),
        key=f"compare-by-{side} {now}",
    )
    dimension = offered[picked]
    mine = chosen.chosen(dimension.name)
    key = f"compare-values-{side} {dimension.name} {mine}"

    def pick() -> None:
        a, b = chosen_sets()
        new = ALL.choosing(dimension.name, st.session_state[key])
        put_sets(*((new, b) if side == "a" else (a, new)))

    st.multiselect(
        "that hold any of",
        list(dict.fromkeys([*held.values_of(dimension.name), *mine])),
        default=list(mine),
        format_func=lambda value: visible(value_words(held, dimension, value)),
        key=key,
        on_change=pick,
        placeholder="all runs",
    )
    if chosen != ALL.choosing(dimension.name, mine):
        st.caption(md(f"Now: {set_name(held, chosen, judged=judged(held.about))}."))
