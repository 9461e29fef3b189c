"""Workers beside each other: rate, interval, n, course; choosing a row opens the worker."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.analysis.workers import WorkerRow
from dashboard.ui.safe_text import visible
from dashboard.ui.words import interval, rate
from dashboard.ui.workspace import open_worker

ROW_HEIGHT = 32


def ranked(rows: Sequence[WorkerRow]) -> list[WorkerRow]:
    """Lowest success rate first; then, unranked, those with few runs."""
    enough = [row for row in rows if not row.success.few]
    few = [row for row in rows if row.success.few]
    return sorted(enough, key=lambda row: row.success.value or 0.0) + few


def leaderboard(rows: Sequence[WorkerRow], unit: str, *, judged: bool) -> None:
    """Draw the table of workers; unit: of their courses."""
    rows = ranked(rows)
    rated = "Success rate" if judged else "Completed"
    frame = pd.DataFrame(
        {
            "Worker": [visible(row.worker) for row in rows],
            rated: [_rate(row) for row in rows],
            "95 % interval": [interval(row.success) or None for row in rows],
            "Finished": [row.finished for row in rows],
            "Failed": [row.failed for row in rows],
            "Bad": [row.bad for row in rows],
            "Tasks still failed": [row.unresolved for row in rows],
            f"By {unit}": [[100 * it for it in row.course if it is not None] for row in rows],
            "Not ended": [row.unfinished for row in rows],
        }
    )
    if not judged:
        frame = frame.drop(columns="Bad")
    content = hashlib.blake2b(repr(rows).encode(), digest_size=8).hexdigest()
    key = f"workers-{content}"
    ids = [row.worker_id for row in rows]
    st.dataframe(
        frame,
        column_config={
            "Worker": st.column_config.TextColumn(pinned=True, width="medium"),
            f"By {unit}": st.column_config.LineChartColumn(y_min=0, y_max=100),
            **{
                name: st.column_config.NumberColumn(format="localized")
                for name in ("Finished", "Failed", "Bad", "Tasks still failed", "Not ended")
            },
        },
        hide_index=True,
        row_height=ROW_HEIGHT,
        placeholder="–",
        selection_mode="single-row",
        on_select=lambda: _open(key, ids),
        key=key,
        alt="Workers, lowest success rate first, with interval and number of runs",
    )


def _rate(row: WorkerRow) -> str:
    return (
        f"{rate(row.success)}, few runs" if row.success.few and row.finished else rate(row.success)
    )


def _open(key: str, ids: Sequence[str]) -> None:
    rows = st.session_state[key].selection.rows
    if rows and ids[rows[0]]:
        open_worker(ids[rows[0]])
