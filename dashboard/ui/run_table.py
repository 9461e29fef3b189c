"""The list of runs as a table, newest first; choosing a row opens its run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.runs import RunLine
from dashboard.charts.style import COLOURS
from dashboard.records.schema import OUTCOMES
from dashboard.ui.table import ROW_HEIGHT, draw_table
from dashboard.ui.workspace import history, open_run
from dashboard.words.safe_text import md, visible
from dashboard.words.values import count, outcome_label

WHOLE = 16
"""Rows of a table that is shown whole; a longer one scrolls."""
Columns = dict[str, tuple[list[Any], Any]]
"""Per heading the cells, None where there is nothing, and the configuration of the column; None
where its values say it all."""


def run_table(
    lines: Sequence[RunLine],
    zone: str,
    key: str,
    of: int,
    choose: Callable[[str], None] = open_run,
) -> None:
    """Draw runs as a table; choose is called with the id of the run whose row is ticked.

    lines: the runs to show; zone: IANA name of the zone of the times; key: names this table on
    its page; of: how many runs there are, of which these are the newest.
    """
    some = f"Showing {len(lines):,} of {of:,} runs" if len(lines) < of else count(of, "run")
    st.caption(md(f"{some}, newest first. Tick a row to open its run."))
    choosing_table(
        _columns(lines, zone),
        [line.run_id for line in lines],
        choose,
        key=key,
        alt="Runs, newest first, with status, times, task and what they wrote",
    )


def choosing_table(
    columns: Columns,
    ids: Sequence[str],
    choose: Callable[[str], None],
    *,
    key: str,
    alt: str,
    row_height: int = ROW_HEIGHT,
) -> None:
    """Draw a table, without the columns that hold nothing; choosing a row calls choose(its id).

    The chosen row is a position in the data that was drawn: so the key carries a fingerprint of
    that data, and the callback turns the position into an id.
    """
    filled = {
        name: held for name, held in columns.items() if any(cell is not None for cell in held[0])
    }
    content = repr([ids, *(cells for cells, _ in filled.values())])
    key = f"{key}-{hashlib.blake2b(content.encode(), digest_size=8).hexdigest()}"

    def follow() -> None:
        if rows := st.session_state[key].selection.rows:
            choose(ids[rows[0]])

    draw_table(
        {name: cells for name, (cells, _) in filled.items()},
        config={name: config for name, (_, config) in filled.items() if config is not None},
        row_height=row_height,
        height="content" if len(ids) <= WHOLE else "auto",
        selection_mode="single-row",
        on_select=follow,
        key=key,
        alt=alt,
    )


def status_cells(outcomes: Sequence[str]) -> tuple[list[Any], Any]:
    """Outcomes as coloured pills with glyph and word."""
    known = judged(history().about)
    labels = {outcome: outcome_label(outcome, judged=known) for outcome in OUTCOMES}
    config = st.column_config.MultiselectColumn(
        options=list(labels.values()), color=[COLOURS[outcome] for outcome in labels], width=125
    )
    return [[labels[outcome]] for outcome in outcomes], config


def time_cells(times: Sequence[datetime | None], zone: str) -> tuple[list[Any], Any]:
    """Times as they were on the clocks of a zone."""
    local = [at and at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for at in times]
    return local, st.column_config.DatetimeColumn(format="ddd D MMM YYYY, HH:mm", width=160)


def text_cells(
    texts: Sequence[str | None], width: int, *, pinned: bool = False
) -> tuple[list[Any], Any]:
    """Text of the export, literally, on one line."""
    shown = [visible(text).replace("\n", " ") if text else None for text in texts]
    return shown, st.column_config.TextColumn(width=width, pinned=pinned)


def said(error: str | None, written: str | None) -> str | None:
    """What stands for a run in a list: its error, else the beginning of what it wrote."""
    return error or written


def _columns(lines: Sequence[RunLine], zone: str) -> Columns:
    errors = [line.error_message or line.error_type for line in lines]
    wrote = [line.comment_preview for line in lines]
    columns = {
        "Run": text_cells([line.run_id for line in lines], 110, pinned=True),
        "Status": status_cells([line.outcome for line in lines]),
        f"Created ({zone})": time_cells([line.created_at for line in lines], zone),
    }
    if len({line.worker_id for line in lines}) > 1:
        columns["Worker"] = text_cells([line.worker for line in lines], 140)
    return columns | {
        "Duration": _duration_cells([line.duration_ms for line in lines]),
        "Task": text_cells([line.task_title or line.task_id for line in lines], 200),
        "Error or comment": text_cells(list(map(said, errors, wrote)), 320),
        "Record": text_cells([line.record_title or line.record_type for line in lines], 160),
        "Version": text_cells([line.version for line in lines], 80),
        "Model": text_cells([line.model for line in lines], 120),
    }


def _duration_cells(lengths: Sequence[float | None]) -> tuple[list[Any], Any]:
    """Bars in seconds, or in minutes where most would be long numbers.

    A bar is full at a length that one run in twenty exceeds: else the rare run that hung would
    make all others look alike. The number beside it is always the run's own.
    """
    known = sorted(ms / 1000 for ms in lengths if ms is not None)
    full = known[(len(known) - 1) * 19 // 20] if known else 0.0
    unit, seconds = ("min", 60) if full > 300 else ("s", 1)
    config = st.column_config.ProgressColumn(
        format=f"%,.1f {unit}", min_value=0, max_value=max(full / seconds, 0.1), width=125
    )
    return [None if ms is None else ms / 1000 / seconds for ms in lengths], config
