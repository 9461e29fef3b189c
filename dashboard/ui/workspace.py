"""What every page stands on: the workspace's history, the filters of the link, answers kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.ledger.entries import called
from dashboard.ledger.ledger import Ledger
from dashboard.started import default_home
from dashboard.store.filters.filter_links import (
    PERIOD,
    PERIODS,
    Ignored,
    Parsed,
    is_filter,
    parse,
    to_params,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.reading.reader_of import NotPublished
from dashboard.store.workspace.home import Home
from dashboard.store.writing.publishing import publish_named
from dashboard.ui.states import told
from dashboard.words.dimensions import short
from dashboard.words.periods import in_last_week
from dashboard.words.view_links import LIST_PARAMS

T = TypeVar("T")

ALL_DATA = {"period": ["all"]}
"""What a link says in place of a period; one that says nothing is about the last complete week, if
the data covers it."""


def ledger() -> Ledger:
    """What people recorded in this workspace."""
    return Ledger(home().path)


def home() -> Home:
    """The workspace that is served."""
    return Home(default_home())


_drawn_from: ContextVar[History | None] = ContextVar("drawn from", default=None)


def _current() -> History | None:
    """The history as it is now. What a page made of it goes to the store first, if one is named."""
    try:
        return current(home())
    except NotPublished:
        publish_named(home())
        return current(home())


@contextlib.contextmanager
def one_history() -> Iterator[History | None]:
    """The history as it is now, of which all that is drawn within is told: a page is wholly of
    before a load or a mark, or wholly of after it. None if nothing was imported yet.
    """
    with told("These runs can’t be shown."):
        held = _current()
    before = _drawn_from.set(held)
    try:
        yield held
    finally:
        _drawn_from.reset(before)


def history() -> History:
    """The history that the page is drawn from; in a callback, which runs before the page is drawn,
    the one as it is now. Without one the page stops.
    """
    with told():
        held = _drawn_from.get() or _current()
    if held is None:
        st.title("No runs here any more.")  # they went while the page was drawn
        st.stop()
    return held


def reviewer() -> str:
    """The name that the person at this browser chose, "" for none."""
    return called(st.session_state.get("who") or "")


def identity() -> str:
    """What tells the history that the page is drawn from, from every other; "" without one."""
    held = _drawn_from.get() or _current()
    return held.identity if held else ""


def parsed() -> Parsed:
    """The filters of the link, and what it asks for that can't be followed; one whose period can't
    be is about the same as one that names none."""
    read = _read()
    chosen = read.filters if _says_period(read) else in_last_week(read.filters, history().about)
    return Parsed(chosen, (*read.ignored, *_no_period(read)))


def says_period() -> bool:
    """Whether the link says of which period it is, and so that it can be followed."""
    return _says_period(_read())


def _read() -> Parsed:
    names = filter(is_filter, st.query_params)
    params = tuple((name, tuple(st.query_params.get_all(name))) for name in names)
    return _parsed(params, history().about.zone)


@lru_cache(maxsize=64)
def _parsed(params: tuple[tuple[str, tuple[str, ...]], ...], zone: str) -> Parsed:
    """What parameters of a link say: every link on a page asks for it."""
    return parse(dict(params), zone)


def _says_period(read: Parsed) -> bool:
    return _says_days(read) or {"period": st.query_params.get_all("period")} == ALL_DATA


def _says_days(read: Parsed) -> bool:
    named = not {*PERIODS}.isdisjoint(st.query_params)
    return named and all(one.part != PERIOD for one in read.ignored)


def _no_period(read: Parsed) -> Iterator[Ignored]:
    """What the link calls a period and is none, or stands beside days that are followed."""
    named = st.query_params.get_all("period")
    if named and {"period": named} != ALL_DATA:
        told = "Write all, or days by since, until or week."
    elif named and _says_days(read):
        told = "It names days, too."
    else:
        return
    yield Ignored(f"{PERIOD} “{short(', '.join(named))}”", told)


def filters() -> Filters:
    """The filters of the link."""
    return parsed().filters


def link_params(chosen: Filters) -> dict[str, list[str]]:
    """The parameters of a link that filters() reads back to the same filters."""
    everything = chosen.since is None and chosen.until is None
    return to_params(chosen, history().about.zone) | (ALL_DATA if everything else {})


def put_filters(chosen: Filters, **own: str | None) -> None:
    """Write filters into the link, leaving its other parameters as they are, but for the
    pages of lists that are other lists now.

    own: parameters that are no filters, written in the same step, so that Back undoes both; None
    removes one.
    """
    others = ALL_DATA.keys() | LIST_PARAMS | own.keys()
    kept = {
        name: st.query_params.get_all(name)
        for name in st.query_params
        if not is_filter(name) and name not in others
    }
    held = {name: [value] for name, value in own.items() if value is not None}
    st.query_params.from_dict(kept | held | link_params(chosen))


def put_param(name: str, value: str | None) -> None:
    """Write one parameter of the link that is no filter; None removes it."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def every_param() -> str:
    """The parameters of the link as it came, as an address has them."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    return urlencode(params, doseq=True, quote_via=quote)


def answer(compute: Callable[..., T], *arguments: Any) -> T:
    """compute(history, *arguments), kept for as long as the history is the same.

    Answers are frozen values, so that one may be shown on many pages.
    """
    held = history()
    key = (
        str(home().path),
        held.identity,
        f"{compute.__module__}.{compute.__qualname__}",
        repr(arguments),
    )
    kept: T = _kept(key, lambda: compute(held, *arguments))
    return kept


@st.cache_resource(max_entries=300, ttl=3600, show_spinner=False)
def _kept(key: tuple[str, str, str, str], _compute: Callable[[], Any]) -> Any:
    return _compute()
