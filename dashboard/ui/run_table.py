"""The list of runs, newest first: each run's id leads to its page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import streamlit as st

from dashboard.analysis.runs import RunLine, newest
from dashboard.store.filters.filters import Filters
from dashboard.ui.cells import leading, lengths, outcomes, times, versions
from dashboard.ui.links import to_run, to_runs_with, to_task, to_worker
from dashboard.ui.paged import ON_PAGE, RUN_LIST, draw_vain, draw_ways, part
from dashboard.ui.table import Cells, InLines, as_text, draw_table
from dashboard.ui.workspace import answer, history
from dashboard.words.newest import ordered
from dashboard.words.safe_text import md
from dashboard.words.values import count

ALT = "Runs with outcome, times, task and what they wrote"
SAYS = "Error or comment"
NARROW = as_text(without=["Duration", "Version", "Model"]) | {SAYS: InLines.ENDS}
"""Where rows become lines, the error ends the second; what gives way to it stands on the page of
the run."""


def run_table(
    lines: Sequence[RunLine], zone: str, of: int, to: Callable[[str], str] = to_run
) -> None:
    """Draw runs as a table.

    lines: the runs to show; zone: IANA name of the zone of the times; of: how many runs there are,
    of which these are the newest; to: where the id of a run leads.
    """
    some = f"Showing {len(lines):,} of {of:,} runs" if len(lines) < of else count(of, "run")
    _draw(lines, zone, to, some, sortable=len(lines) >= of, more={})


def no_more(lines: Sequence[RunLine]) -> dict[str, Cells]:
    """No further columns."""
    return {}


def draw_runs(
    chosen: Filters,
    of: int,
    to: Callable[[str], str] = to_run,
    more: Callable[[Sequence[RunLine]], dict[str, Cells]] = no_more,
) -> None:
    """Draw the chosen runs, newest first, a page of them at a time; the link names the page.

    of: how many there are; to: where the id of a run leads; more: further columns of runs.
    """
    shown = part(RUN_LIST, of)
    lines = answer(newest, chosen, ON_PAGE, shown.first)
    zone, told = history().about.zone, shown.told("run")
    draw_vain(shown)
    _draw(lines, zone, to, told, sortable=shown.whole, more=more(lines))
    timed = ordered(history().about)
    draw_ways(shown, *(("Newer runs", "Older runs") if timed else ("Runs before", "More runs")))


def said(error: str | None, written: str | None) -> str | None:
    """What stands for a run in a list: its error, else the beginning of what it wrote."""
    return error or written


def _draw(
    lines: Sequence[RunLine],
    zone: str,
    to: Callable[[str], str],
    some: str,
    *,
    sortable: bool,
    more: dict[str, Cells],
) -> None:
    """The runs under what they have in common."""
    common, own = _setup(lines)
    timed = any(line.created_at for line in lines)
    order = f"newest first, times of {zone}" if timed else "in no order: the export gives no times"
    told = [f"{some}, {order}."]
    told += [f"{name} of all in this list: {value}." for name, value in common.items()]
    st.caption(md(" ".join(told)))
    columns = _columns(lines, zone, to) | own | more | _said(lines)
    draw_table(
        columns,
        alt=ALT,
        heads=dict.fromkeys(columns.keys() - {"Run", "Outcome"}, ""),
        lines=in_lines(columns),
        sortable=sortable,
    )


def in_lines(columns: Collection[str]) -> dict[str, InLines]:
    """What becomes of the columns of runs on a phone: where the worker is named, too, the task has
    no room beside what a run says."""
    return NARROW | (dict.fromkeys(["Task"], InLines.LEFT_OUT) if "Worker" in columns else {})


def _setup(lines: Sequence[RunLine]) -> tuple[dict[str, str], dict[str, Cells]]:
    """What runs worked on and with: said once where it is one thing, else as columns."""
    records = [None if line.task_title else line.record_title or line.record_type for line in lines]
    columns = {
        "Record": records,
        "Version": [line.version for line in lines],
        "Model": [line.model for line in lines],
    }
    common = {
        name: held[0]
        for name, held in columns.items()
        if len(held) > 1 and held[0] and len(set(held)) == 1
    }
    cells: dict[str, Cells] = {
        "Record": columns["Record"],
        "Version": versions(columns["Version"], [line.worker_id for line in lines]),
        "Model": leading(columns["Model"], columns["Model"], partial(to_runs_with, "model")),
    }
    return common, {name: held for name, held in cells.items() if name not in common}


def _columns(lines: Sequence[RunLine], zone: str, to: Callable[[str], str]) -> dict[str, Cells]:
    ids = [line.run_id for line in lines]
    columns: dict[str, Cells] = {
        "Run": leading(ids, ids, to),
        "Outcome": outcomes([line.outcome for line in lines]),
        "Created": times([line.created_at for line in lines], zone),
    }
    if len({line.worker_id for line in lines}) > 1:
        workers = [line.worker for line in lines]
        columns["Worker"] = leading(workers, [line.worker_id for line in lines], to_worker)
    return columns | {
        "Duration": lengths([line.duration_ms for line in lines]),
        "Task": leading(
            [line.task_title for line in lines], [line.task_id for line in lines], to_task
        ),
    }


def _said(lines: Sequence[RunLine]) -> dict[str, Cells]:
    """The text of each run; it stands last, since it may be long."""
    errors = [line.error_message or line.error_type for line in lines]
    return {
        SAYS: [said(error, line.comment_preview) for error, line in zip(errors, lines, strict=True)]
    }
