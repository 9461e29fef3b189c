"""Workers beside each other: rate, interval, n, course; choosing a row opens the worker."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.worker_weeks import WorkerWeeks
from dashboard.analysis.workers import WorkerRow
from dashboard.charts.interval_mark import interval_mark, left_end
from dashboard.ui.table import draw_table
from dashboard.ui.workspace import history, open_worker
from dashboard.words.safe_text import md, visible
from dashboard.words.sentences import LEFT_OUT
from dashboard.words.values import count, interval, rate, withheld
from dashboard.words.worker_weeks import failed_that_week, worse_this_week

WHOLE = 25  # so many workers are shown without a second scroll bar


def ranked(rows: Sequence[WorkerRow]) -> list[WorkerRow]:
    """Lowest success rate first; then, unranked, those with few runs, most of them first."""
    enough = [row for row in rows if not row.success.few]
    few = [row for row in rows if row.success.few]
    return sorted(enough, key=lambda row: row.success.value or 0.0) + few


def leaderboard(rows: Sequence[WorkerRow], weeks: WorkerWeeks, unit: str, *, judged: bool) -> None:
    """Draw the table of workers in its card, with who got worse in the reviewed week.

    unit: of their courses; judged: the export says whether completed runs were good.
    """
    rows = ranked(rows)
    with st.container(border=True):
        st.subheader(md(f"How do {len(rows):,} workers compare?" if rows[1:] else "Which worker?"))
        st.caption(md(_order(rows, judged=judged)))
        if told := worse_this_week(weeks, history().about.zone):
            st.markdown(md(told))
        linked = bool(history().about.filled["work"])
        table = _table(rows, weeks, unit, judged=judged, linked=linked)
        _draw(table, rows, unit)


def _order(rows: Sequence[WorkerRow], *, judged: bool) -> str:
    rated = "success rate" if judged else "rate of completed runs"
    few = sum(row.success.few for row in rows)
    if not any(row.success.n for row in rows):
        why = withheld(rows[0].success, sum(row.finished for row in rows))
        told = f"Most runs first; no {rated}: {why}."
    elif few == len(rows):
        told = f"Most runs first: none has {FEW_RUNS} finished runs, so none is ranked."
    else:
        told = f"Lowest {rated} first, a dot on its 95 % interval."
        if few:
            few_of = count(few, "worker")
            told += f" {few_of} with fewer than {FEW_RUNS} finished runs: grey, not ranked."
    if any(row.untold for row in rows):
        told += f" {LEFT_OUT}"
    return f"{told} Tick a row to open its worker."


def _table(
    rows: Sequence[WorkerRow], weeks: WorkerWeeks, unit: str, *, judged: bool, linked: bool
) -> dict[str, list[Any]]:
    """The columns that say something. linked: the export links runs to tasks."""
    of_week = {week.worker_id: week for week in weeks.weeks}
    left = left_end(row.success for row in rows)
    rated = any(row.success.n for row in rows)
    columns: dict[str, list[Any]] = {"Worker": [visible(row.worker) for row in rows]}
    if rated:
        columns["Success rate" if judged else "Completed"] = [_rate(row) for row in rows]
        columns[_scale(rows)] = [interval_mark(row.success, left) for row in rows]
        columns["95 % interval"] = [interval(row.success) or None for row in rows]
    columns["Finished"] = [row.finished for row in rows]
    columns["Runs"] = [row.runs for row in rows]
    columns["Failed"] = [row.failed for row in rows]
    if of_week:
        columns["Failed that week"] = [failed_that_week(of_week.get(row.worker_id)) for row in rows]
    if judged:
        columns["Bad"] = [row.bad for row in rows]
    if linked:
        columns["Tasks still failed"] = [row.unresolved for row in rows]
    if rated:
        columns[f"By {unit}"] = [_course(row) for row in rows]
    return columns


def _scale(rows: Sequence[WorkerRow]) -> str:
    return f"{100 * left_end(row.success for row in rows):.0f} – 100 %"


def _rate(row: WorkerRow) -> str:
    few = row.success.few and row.success.n
    return f"{rate(row.success)}, few runs" if few else rate(row.success)


def _course(row: WorkerRow) -> list[float] | None:
    points = [100 * share for share in row.course if share is not None]
    return points if len(points) > 1 else None


def _draw(table: dict[str, list[Any]], rows: Sequence[WorkerRow], unit: str) -> None:
    content = hashlib.blake2b(repr(rows).encode(), digest_size=8).hexdigest()
    key, ids = f"workers-{content}", [row.worker_id for row in rows]

    def follow() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen and ids[chosen[0]]:
            open_worker(ids[chosen[0]])

    draw_table(
        table,
        grey=[n for n, row in enumerate(rows) if row.success.few],
        config=_columns(unit, _scale(rows)),
        height="content" if len(rows) <= WHOLE else "auto",
        selection_mode="single-row",
        on_select=follow,
        key=key,
        alt="Workers, lowest success rate first, with interval and number of runs",
    )


def _columns(unit: str, scale: str) -> dict[str, Any]:
    return {
        "Worker": st.column_config.TextColumn(pinned=True, width=180),
        scale: st.column_config.ImageColumn(width=150),
        f"By {unit}": st.column_config.LineChartColumn(y_min=0, y_max=100, width=140),
    }
