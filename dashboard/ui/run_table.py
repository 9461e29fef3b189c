"""The list of runs, newest first: each run's id leads to its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.analysis.runs import RunLine, newest
from dashboard.store.filters import Filters
from dashboard.ui.cells import leading, lengths, outcomes, times
from dashboard.ui.links import to_here, to_run, to_worker
from dashboard.ui.table import Cells, draw_table
from dashboard.ui.workspace import answer, history
from dashboard.words.safe_text import md
from dashboard.words.values import count

ON_PAGE = 25
ALT = "Runs, newest first, with status, times, task and what they wrote"


def run_table(
    lines: Sequence[RunLine], zone: str, of: int, to: Callable[[str], str] = to_run
) -> None:
    """Draw runs as a table.

    lines: the runs to show; zone: IANA name of the zone of the times; of: how many runs there are,
    of which these are the newest; to: where the id of a run leads.
    """
    some = f"Showing {len(lines):,} of {of:,} runs" if len(lines) < of else count(of, "run")
    st.caption(md(f"{some}, newest first, times of {zone}."))
    draw_table(
        _columns(lines, zone, to),
        alt=ALT,
        sortable=len(lines) >= of,
    )


def draw_runs(chosen: Filters, of: int, to: Callable[[str], str] = to_run) -> None:
    """Draw the chosen runs, newest first, a page of them at a time; the link names the page.

    of: how many there are; to: where the id of a run leads.
    """
    pages = max(1, -(-of // ON_PAGE))
    page = _page(pages)
    lines = answer(newest, chosen, ON_PAGE, ON_PAGE * (page - 1))
    told = count(of, "run")
    if pages > 1:
        first = ON_PAGE * (page - 1) + 1
        told = f"{first:,} to {first + len(lines) - 1:,} of {told}"
    zone = history().about.zone
    st.caption(md(f"{told}, newest first, times of {zone}."))
    draw_table(_columns(lines, zone, to), alt=ALT, sortable=pages == 1)
    if pages > 1:
        with st.container(horizontal=True, gap="small"):
            for word, other in (("Newer runs", page - 1), ("Older runs", page + 1)):
                there = to_here(page=str(other))
                st.link_button(md(word), there, type="tertiary", disabled=not 1 <= other <= pages)


def _page(pages: int) -> int:
    """The page that the link names, the first if it names none that is."""
    named = st.query_params.get("page", "1")
    return (
        int(named) if named.isascii() and named.isdecimal() and 1 <= int(named[:9]) <= pages else 1
    )


def said(error: str | None, written: str | None) -> str | None:
    """What stands for a run in a list: its error, else the beginning of what it wrote."""
    return error or written


def _columns(lines: Sequence[RunLine], zone: str, to: Callable[[str], str]) -> dict[str, Cells]:
    ids = [line.run_id for line in lines]
    errors = [line.error_message or line.error_type for line in lines]
    columns: dict[str, Cells] = {
        "Run": leading(ids, ids, to),
        "Status": outcomes([line.outcome for line in lines]),
        "Created": times([line.created_at for line in lines], zone),
    }
    if len({line.worker_id for line in lines}) > 1:
        workers = [line.worker for line in lines]
        columns["Worker"] = leading(workers, [line.worker_id for line in lines], to_worker)
    return columns | {
        "Duration": lengths([line.duration_ms for line in lines]),
        "Task": [line.task_title or line.task_id for line in lines],
        "Error or comment": [
            said(error, line.comment_preview) for error, line in zip(errors, lines, strict=True)
        ],
        "Record": [
            None if line.task_title else line.record_title or line.record_type for line in lines
        ],
        "Version": [line.version for line in lines],
        "Model": [line.model for line in lines],
    }
