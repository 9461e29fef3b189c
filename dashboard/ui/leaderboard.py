"""Workers beside each other: rate, interval, n, course; a name leads to the worker."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.worker_weeks import WorkerWeek, WorkerWeeks
from dashboard.analysis.workers import WorkerRow, named
from dashboard.charts.course_mark import course_mark
from dashboard.charts.interval_mark import interval_mark, left_end
from dashboard.ui.cells import leading
from dashboard.ui.links import to_worker
from dashboard.ui.table import Cell, Cells, InLines, draw_table
from dashboard.ui.workspace import history
from dashboard.words.boards import ranked_first
from dashboard.words.safe_text import md
from dashboard.words.sentences import LEFT_OUT
from dashboard.words.values import interval, number, rate, unbroken, withheld
from dashboard.words.worker_finding import failed_in
from dashboard.words.worker_weeks import failed_that_week, worse_this_week

RATED = ("Success rate", "Completed")


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
        many = len(named(rows))
        st.header(md(f"How do {many:,} workers compare?" if many > 1 else "Which worker?"))
        left = left_end(row.success for row in rows)
        order = _order(rows, left, judged=judged)
        st.caption(md(f"{order} {LEFT_OUT}" if any(row.untold for row in rows) else order))
        if told := worse_this_week(weeks, history().about.zone):
            st.markdown(md(told))
        linked = bool(history().about.filled["work"])
        columns = _table(rows, weeks, unit, left, judged=judged, linked=linked)
        rest = ("95 % range", "Runs", "Bad", "Tasks still failed", f"By {unit}")
        draw_table(
            columns,
            heads=_heads(columns),
            lines=dict.fromkeys(rest, InLines.LEFT_OUT),
            few=[number for number, row in enumerate(rows) if row.success.few],
            alt=f"Workers, with interval and number of runs. {order}",
        )


def rate_heads(columns: Collection[str]) -> dict[str, str]:
    """The rate and of how many runs it is, with what is said before them where rows become lines:
    "51.9 % of 52", or "Runs 52 51.9 %", as they stand; empty without a rate. columns: in order."""
    rated = [name for name in RATED if name in columns]
    if not rated:
        return {}
    counted = "Finished" if "Finished" in columns else "Runs"
    behind = counted in [*columns][[*columns].index(rated[0]) :]
    return {**dict.fromkeys(rated, ""), counted: "of" if behind else counted}


def _heads(columns: Collection[str]) -> dict[str, str]:
    of_week = [name for name in columns if name.startswith("Failed ")]
    return rate_heads(columns) | dict.fromkeys([] if "Failed" in columns else of_week, "Failed")


def _order(rows: Sequence[WorkerRow], left: float, *, judged: bool) -> str:
    """In which order the workers stand, and why. left: where their ranges are drawn from."""
    rated = "success rate" if judged else "rate of completed runs"
    few = sum(row.success.few for row in rows)
    if not any(row.success.n for row in rows):
        why = withheld(rows[0].success, sum(row.finished for row in rows))
        return f"Most runs first; no {rated}: {why}."
    if few == len(rows):
        return f"Most runs first: none has {FEW_RUNS} finished runs, so none is ranked."
    dot = f", a dot on its 95 % range, drawn from {100 * left:.0f} to 100 %"
    if not few:
        return f"Lowest {rated} first{dot}."
    return ranked_first(len(rows) - few, few, "worker", rated, dot)


def _table(
    rows: Sequence[WorkerRow],
    weeks: WorkerWeeks,
    unit: str,
    left: float,
    *,
    judged: bool,
    linked: bool,
) -> dict[str, Cells]:
    """The columns that say something. linked: the export links runs to tasks."""
    of_week = {week.worker_id: week for week in weeks.weeks}
    rated = any(row.success.n for row in rows)
    columns: dict[str, Cells] = {
        "Worker": leading([row.worker for row in rows], [row.worker_id for row in rows], to_worker)
    }
    if rated:
        columns["Success rate" if judged else "Completed"] = [
            Cell(_rate(row), by=row.success.value or 0.0) for row in rows
        ]
        columns["95 % range"] = [_interval(row, left) for row in rows]
    columns["Finished"] = [row.finished for row in rows]
    if weeks.reviewed:
        failed = failed_in(weeks.reviewed, history().about.zone)
        columns[failed] = [_failed(of_week.get(row.worker_id)) for row in rows]
    if not (weeks.reviewed and all(_told(of_week.get(row.worker_id), row) for row in rows)):
        columns["Failed"] = [row.failed for row in rows]
    if judged:
        columns["Bad"] = [row.bad for row in rows]
    if any(row.runs != row.finished for row in rows):
        columns["Runs"] = [row.runs for row in rows]
    if linked:
        columns["Tasks still failed"] = [row.unresolved for row in rows]
    if rated:
        columns[f"By {unit}"] = [_course(row, unit) for row in rows]
    return columns


def _failed(week: WorkerWeek | None) -> Cell | None:
    """What failed in the reviewed week, with what is usual where that is known."""
    if week is None:
        return None
    failed = week.week.now.s
    return Cell(unbroken(failed_that_week(week) or number(failed)), by=float(failed))


def _told(week: WorkerWeek | None, row: WorkerRow) -> bool:
    """Whether what failed in the reviewed week is all that failed."""
    return row.failed == (week.week.now.s if week else 0)


def _rate(row: WorkerRow) -> str:
    few = row.success.few and row.success.n
    return f"{rate(row.success)}, few runs" if few else rate(row.success)


def _interval(row: WorkerRow, left: float) -> Cell | None:
    drawn = interval_mark(row.success, left)
    told = f"{rate(row.success)}, {interval(row.success)}"
    return Cell(told, image=drawn, by=row.success.value) if drawn else None


def _course(row: WorkerRow, unit: str) -> Cell | None:
    drawn = course_mark([one.value for one in row.course])
    told = ", ".join(rate(one) if one.n else "no runs" for one in row.course)
    return Cell(f"By {unit}: {told}", image=drawn, by=row.course[-1].value) if drawn else None
