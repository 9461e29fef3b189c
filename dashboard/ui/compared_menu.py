"""What the period is compared with: the time before, four weeks before, or days of one's own."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard.analysis.compared import ComparedTime, NotCompared, compared_time
from dashboard.dates import TYPED_DAY
from dashboard.store.filters.against import DATES, MOVING, Against
from dashboard.store.filters.filter_links import day_start
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.ui.workspace import filters, put_filters
from dashboard.words.compared import WAYS, compared_with, not_compared, span_of
from dashboard.words.safe_text import md

DAY = timedelta(days=1)
_FIELDS = ("First day", "Last day")


def draw_compared(chosen: Filters, about: About) -> None:
    """The time, as a menu of others."""
    found = compared_time(about, chosen)
    told = "not compared" if isinstance(found, NotCompared) else f"against {span_of(found)}"
    # Another time is another menu, which is closed: so a choice closes it.
    key = _of("compared-menu", chosen)
    with st.popover(md(told), icon=":material/compare_arrows:", key=key):
        _ways(chosen)
        _days(chosen, found, about)
        st.caption(md(_told(found, about)))
        st.caption(
            "Trends and the numbers of Review are compared so. What is usual is always that of the "
            "four weeks before."
        )


def _of(field: str, chosen: Filters) -> str:
    """The key of what shows the chosen time, so that no browser says an older one of it again."""
    return f"{field} {chosen.against} {chosen.since} {chosen.until}"


def _told(found: ComparedTime | NotCompared, about: About) -> str:
    if isinstance(found, NotCompared):
        return not_compared(found, about)
    return f"Compared with {compared_with(found)}."


def _ways(chosen: Filters) -> None:
    how = chosen.against.how
    key = _of("compare-with", chosen)

    def pick() -> None:
        put_filters(filters().compared_with(Against(st.session_state[key])))

    st.radio(
        "Compare with",
        list(WAYS),
        index=list(WAYS).index(how) if how in MOVING else None,
        key=key,
        format_func=lambda way: md(WAYS[way]),
        on_change=pick,
    )


def _days(chosen: Filters, found: ComparedTime | NotCompared, about: About) -> None:
    """The first and last day in a form, which Enter or its button applies."""
    days = _now(chosen, found, about)
    if days is None:  # no run has a time
        return
    keys = [_of(f"compared {field.lower()}", chosen) for field in _FIELDS]

    def pick() -> None:
        first, last = sorted(st.session_state[key] for key in keys)
        days = (day_start(day, about.zone) for day in (first, last + DAY))
        put_filters(filters().compared_with(Against(DATES, *days)))

    with st.form("compared days", border=False):
        with st.container(horizontal=True, gap="small"):
            for field, key, day in zip(_FIELDS, keys, days, strict=True):
                st.date_input(
                    md(field),
                    day,
                    key=key,
                    required=True,
                    format=TYPED_DAY,
                    min_value=date(1970, 1, 1),
                    max_value=date(2199, 12, 31),
                )
        st.form_submit_button("Compare with these days", on_click=pick)


def _now(
    chosen: Filters, found: ComparedTime | NotCompared, about: About
) -> tuple[date, date] | None:
    """The days of the time that is meant; else the first of the data."""
    meant = found.meant if isinstance(found, NotCompared) else found
    if meant:
        return meant.since.date(), (meant.until - timedelta.resolution).date()
    if about.whole_from is None:
        return None
    return about.whole_from.date(), about.whole_from.date()
