"""What every page stands on: the workspace's history, the filters of the link, answers kept."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import Any, TypeVar

import streamlit as st

from dashboard.ledger.ledger import Ledger
from dashboard.store.filter_links import PARAMS, Parsed, parse, to_params
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.store.home import Home, default_home, platform_home
from dashboard.store.open_histories import current
from dashboard.ui.states import nothing_imported, told

T = TypeVar("T")

PAGE_PARAMS = frozenset(["id", "run", "detail", "a", "b", "with", "all", "by", "as"])
"""Parameters of a link that are no filters: whose page it is, and how it is drawn."""


def ledger() -> Ledger:
    """What people recorded in this workspace."""
    return Ledger(home().path)


def home() -> Home:
    """The workspace that is served."""
    return Home(default_home())


def command(words: str) -> str:
    """The words of a command that reaches this workspace, wherever it lies."""
    folder = home().path
    place = "" if folder == platform_home() else f"--home {shlex.quote(str(folder))} "
    return f"worker-runs {place}{words}"


_drawn_from: ContextVar[History | None] = ContextVar("drawn from", default=None)


@contextlib.contextmanager
def one_history() -> Iterator[History | None]:
    """The history as it is now, of which all that is drawn within is told: a page is wholly of
    before a load or a mark, or wholly of after it. None if nothing was imported yet.
    """
    held = current(home())
    before = _drawn_from.set(held)
    try:
        yield held
    finally:
        _drawn_from.reset(before)


def history() -> History:
    """The history that the page is drawn from; in a callback, which runs before the page is drawn,
    the one as it is now. Without one the page says what to do, and stops.
    """
    with told():
        held = _drawn_from.get() or current(home())
    if held is None:
        nothing_imported(command("load runs.csv"))
        st.stop()
    return held


def parsed() -> Parsed:
    """The filters of the link, and what it asks for that can't be read."""
    params = {name: st.query_params.get_all(name) for name in PARAMS}
    return parse({name: values for name, values in params.items() if values}, history().about.zone)


def filters() -> Filters:
    """The filters of the link."""
    return parsed().filters


def put_filters(chosen: Filters) -> None:
    """Write filters into the link, leaving its other parameters as they are."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in PARAMS}
    st.query_params.from_dict(kept | to_params(chosen, history().about.zone))


def put_param(name: str, value: str | None) -> None:
    """Write one parameter of the link that is no filter; None removes it."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def open_run(run_id: str) -> None:
    """Go to the page of a run, keeping the filters."""
    st.switch_page("app_pages/run.py", query_params=_link(run=[run_id]))


def open_worker(worker_id: str) -> None:
    """Go to the page of a worker, keeping the filters."""
    st.switch_page("app_pages/worker.py", query_params=_link(id=[worker_id]))


def compare_run(run_id: str) -> None:
    """Go to a run beside the most similar one that worked, keeping the filters."""
    link = {name: value for name, value in _link(run=[run_id]).items() if name != "with"}
    st.switch_page("app_pages/compare.py", query_params=link)


def compare_sets(a: str, b: str) -> None:
    """Go to the comparison of two sets, written as a link's filters, keeping the page's filters."""
    link = {name: value for name, value in _link(a=[a], b=[b]).items() if name != "run"}
    st.switch_page("app_pages/compare.py", query_params=link)


def open_cause(key: str, chosen: Filters | None = None) -> None:
    """Go to a cause, keeping the filters or with others."""
    link = _link(detail=[key]) if chosen is None else _written(chosen, detail=[key])
    st.switch_page("app_pages/failures.py", query_params=link)


def open_change(key: str) -> None:
    """Go to a change, keeping the filters."""
    st.switch_page("app_pages/changes.py", query_params=_link(detail=[key]))


def _written(chosen: Filters, **params: Sequence[str]) -> dict[str, Any]:
    return {**to_params(chosen, history().about.zone), **params}


def _link(**params: Sequence[str]) -> dict[str, Any]:
    # Streamlit writes the new parameters over this page's address before it leaves it, so what
    # named this page must stay among them for the browser's Back to find it again.
    own = {name: st.query_params.get_all(name) for name in st.query_params if name in PAGE_PARAMS}
    return {**to_params(filters(), history().about.zone), **own, **params}


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


def keep_filters_between_pages(page: str) -> None:
    """Carry the filters along when a person goes to another page by the navigation.

    A link that names filters is followed as it stands.
    """
    changed = st.session_state.get("page", page) != page
    st.session_state["page"] = page
    named = any(name in PARAMS for name in st.query_params)
    if changed and not named and (kept := st.session_state.get("filters")):
        put_filters(kept)
    st.session_state["filters"] = filters()
