"""The bar above every list of runs: which runs are meant, as chips that can be taken off."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.addresses import NO_PAGE
from dashboard.analysis.coverage import usable
from dashboard.analysis.gone import gone, without
from dashboard.analysis.headline import headline
from dashboard.store.filters.filter_links import is_filter
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.ui.compared_menu import draw_compared
from dashboard.ui.filter_panel import Panel, filter_panel
from dashboard.ui.period_menu import draw_periods
from dashboard.ui.take_away import draw_take_away
from dashboard.ui.workspace import (
    ALL_DATA,
    answer,
    filters,
    history,
    parsed,
    put_filters,
)
from dashboard.words.chips import Chip, chips
from dashboard.words.dimensions import lost_named, short
from dashboard.words.safe_text import md
from dashboard.words.values import count
from dashboard.words.view_links import PAGE_PARAMS


def filter_bar(worker_id: str = "") -> None:
    """Draw the bar, the chips, and what the link asked for in vain.

    worker_id: the one worker that the page is about, "" for any; the bar leaves the choice of
    workers to such a page, and counts that worker's runs.
    """
    held, chosen = history(), filters()
    offered = tuple(one for one in usable(held.about) if not (worker_id and one.name == "worker"))
    everything = ALL.of_worker(worker_id) if worker_id else ALL
    shown = chosen.of_worker(worker_id) if worker_id else chosen
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="filter-bar"):
        draw_periods(chosen, held.about)
        draw_compared(chosen, held.about)
        with st.container(width="content"):
            filter_panel(Panel(chosen, shown, offered))
        for chip in chips(held, chosen):
            if not (worker_id and chip.dimension == "worker"):
                _draw_chip(chip)
        if not shown.same_runs(everything):
            st.button("Clear", type="tertiary", key="clear", on_click=partial(put_filters, ALL))
        told = _of_all(shown, everything)
        st.caption(md(told), width="content")
        draw_take_away(shown, told)
    _in_vain(held, chosen)


def _draw_chip(chip: Chip) -> None:
    """A filter as a button that takes it off; one that leaves runs out is told apart."""
    place = st.container(key=f"left-out-{chip.key}", width="content") if chip.drop else st
    place.button(
        md(chip.words),
        icon=":material/close:",
        icon_position="right",
        key=chip.key,
        on_click=partial(put_filters, chip.rest),
    )


def _of_all(shown: Filters, everything: Filters) -> str:
    every = answer(headline, everything).runs
    runs = count(every, "run")
    if not every or shown.same_runs(everything):
        return runs
    return f"{answer(headline, shown).runs:,} of {runs}"


def _in_vain(held: History, chosen: Filters) -> None:
    """Say what the link asked for that can't be followed; nothing is dropped silently."""
    lost = gone(held, chosen)
    told = [lost_named(one.dimension, one.value) for one in lost]
    unknown = _unknown()
    wrong = [f"The link’s {one.part} was left out. {one.told}" for one in parsed().ignored]
    wrong += [f"“{short(name)}” is no filter, so the link’s was left out." for name in unknown]
    if not told and not wrong:
        return
    with st.container(border=True, gap="small"):
        if told:
            verb = "exists" if len(told) == 1 else "exist"
            sentence = f"{count(len(told), 'filter')} in this link no longer {verb}: "
            st.markdown(md(sentence + ", ".join(told)))
        for sentence in wrong:
            st.markdown(md(sentence))
        st.button("Remove from the link", key="forget", on_click=partial(_forget, chosen))


def _unknown() -> list[str]:
    """Parameters of the link that nothing reads."""
    known = {*PAGE_PARAMS, *ALL_DATA, NO_PAGE}
    return [name for name in st.query_params if not is_filter(name) and name not in known]


def _forget(chosen: Filters) -> None:
    for name in _unknown():
        del st.query_params[name]
    put_filters(without(chosen, gone(history(), chosen)))
