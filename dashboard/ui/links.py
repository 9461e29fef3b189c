"""Addresses of pages: where a name, a sentence or a mark of a chart leads, filters kept."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.analysis.change_log import Change
from dashboard.store.filters.filters import Filters
from dashboard.ui.workspace import filters, link_params
from dashboard.words.safe_text import md
from dashboard.words.view_links import LIST_PARAMS, PAGE_PARAMS


def to_page(page: str, chosen: Filters | None = None, **own: str) -> str:
    """The address of a page, "" for Review, with the filters of this one or others.

    own: its parameters that are no filters; "" leaves one out.
    """
    query = _query(filters() if chosen is None else chosen, own)
    return f"/{page}?{query}" if query else f"/{page}"


def to_here(chosen: Filters | None = None, /, **own: str) -> str:
    """The address of this page with other filters, or with some of its other parameters, anew."""
    held = {name: st.query_params.get(name, "") for name in sorted(PAGE_PARAMS)}
    return "?" + _query(filters() if chosen is None else chosen, held | own)


def to_other_runs(chosen: Filters) -> str:
    """The address of this page with other filters; its lists begin anew, since they are others."""
    return to_here(chosen, **dict.fromkeys(LIST_PARAMS, ""))


def _query(chosen: Filters, own: Mapping[str, str]) -> str:
    params = link_params(chosen) | {name: [value] for name, value in own.items() if value}
    return urlencode(params, doseq=True, quote_via=quote)


def to_run(run_id: str) -> str:
    """The address of a run."""
    return to_page("run", run=run_id)


def to_runs_like(run_id: str, what: str) -> str:
    """The address of the runs that have something in common with a run: its cause, or a check."""
    return to_page("run", run=run_id, like=what)


def to_worker(worker_id: str) -> str:
    """The address of a worker."""
    return to_page("worker", id=worker_id)


def to_cause(key: str, chosen: Filters | None = None) -> str:
    """The address of a cause."""
    return to_page("failures", chosen, detail=key)


def to_change(key: str, chosen: Filters | None = None) -> str:
    """The address of a change."""
    return to_page("changes", chosen, detail=key)


def to_runs_with(dimension: str, value: str, chosen: Filters | None = None) -> str:
    """The address of the runs that have a value, however they ended: those of this page's filters
    or of others."""
    every = (filters() if chosen is None else chosen).of_any_ending()
    return to_page("trends", every.choosing(dimension, [value]))


def to_task(task_id: str, chosen: Filters | None = None) -> str:
    """The address of the runs of a task, among the runs that to_runs_with() tells."""
    return to_runs_with("task", task_id, chosen)


def to_version(version: str, worker_id: str | None, chosen: Filters | None = None) -> str:
    """The address of the runs of a worker with a version of its instructions."""
    held = filters() if chosen is None else chosen
    return to_runs_with("version", version, held.of_worker(worker_id) if worker_id else held)


def to_origin(origin: str, chosen: Filters | None = None) -> str:
    """The address of the failures of an origin, of the chosen runs; None: those of the page."""
    return to_page("failures", (chosen or filters()).choosing("origin", [origin]))


def to_made(made: Change, chosen: Filters | None = None) -> str:
    """The address of the change that something of a log is, or is a part of."""
    return to_change(f"{made.at.isoformat()} {made.worker_id}", chosen)


def to_find(text: str) -> str:
    """The address of the runs that say a text, in which what varies is "…"."""
    return to_page("find", q=" ".join(text.replace("…", " ").split()))


def to_pair(run_id: str) -> str:
    """The address of a run beside the most similar one that worked."""
    return to_page("compare", run=run_id)


def to_sets(a: str, b: str, chosen: Filters | None = None) -> str:
    """The address of the comparison of two sets, each written as a link's filters, of the runs
    that this page has or others."""
    return to_page("compare", chosen, a=a, b=b)


def linked(words: str, address: str) -> str:
    """Markdown of words that lead to an address of the app."""
    return f"[{md(words)}]({address})"
