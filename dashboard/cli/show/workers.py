"""show workers: how the runs of every worker ended, and who got worse in the reviewed week."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.coverage import judged
from dashboard.analysis.worker_weeks import WorkerWeek, WorkerWeeks, worker_weeks
from dashboard.analysis.workers import WorkerRow, workers
from dashboard.analysis.worse import OTHER_WORK, Judged
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, pair, rate, table, utc
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words import worker_weeks as worker_week_words
from dashboard.words.values import still_failed_cell, withheld


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    rows, weeks = workers(history, filters), worker_weeks(history, filters)
    text = text_of(rows, weeks, history.about.zone, judged=judged(history.about))
    return lambda: document_of(rows, weeks), text


def document_of(rows: Sequence[WorkerRow], weeks: WorkerWeeks) -> list[Document]:
    """The document of `show workers`. expected, excess, verdict: of the reviewed week."""
    judged = {week.worker_id: week.judged for week in weeks.weeks}
    return [
        {
            "worker": row.worker,
            "worker_id": row.worker_id or None,
            "worker_status": row.worker_status,
            "runs": row.runs,
            "finished": row.finished,
            "succeeded": row.succeeded,
            "failed": row.failed,
            "bad": row.bad,
            "unfinished": row.unfinished,
            "success_rate": row.success.value,
            "success_rate_withheld": withheld(row.success, row.finished),
            "success_interval": pair(row.success.interval),
            "n_eff": row.success.n_eff,
            "few_runs": row.success.few,
            "unresolved_failed_tasks": row.unresolved,
            "tasks_without_order": row.untold,
            **_judged(judged.get(row.worker_id), weeks),
        }
        for row in rows
    ]


def _judged(judged: Judged | None, weeks: WorkerWeeks) -> Document:
    window = weeks.reviewed
    return {
        "reviewed": window and {"since": utc(window.since), "until": utc(window.until)},
        "expected_failures": judged.expected if judged else None,
        "excess_failures": judged.excess if judged else None,
        "verdict": judged.verdict if judged else None,
        "verdict_withheld": worker_week_words.withheld(weeks),
        "p": judged.p if judged else None,
        "q": judged.q if judged else None,
    }


def text_of(rows: Sequence[WorkerRow], weeks: WorkerWeeks, zone: str, *, judged: bool) -> str:
    """One line a worker, then who got worse. judged: the export says whether completed runs were
    good."""
    of_week = {week.worker_id: week for week in weeks.weeks}
    rated = "success rate" if judged else "completed"
    heads = ("worker", "runs", rated, "failed", "bad", "tasks still failed", "reviewed week", "")
    listed = table(
        heads,
        [
            (
                row.worker,
                f"{row.runs:,}",
                _rate(row),
                row.failed,
                row.bad,
                still_failed_cell(row.unresolved, row.untold),
                *_week(of_week.get(row.worker_id)),
            )
            for row in rows
        ],
    )
    worse = worker_week_words.worse_this_week(weeks, zone)
    return f"{listed}\n\n{one_line(worse, width=600)}" if worse else listed


def _rate(row: WorkerRow) -> str:
    why = withheld(row.success, row.finished)
    return f"– ({why})" if why else rate(row.success)


def _week(week: WorkerWeek | None) -> tuple[str | None, str | None]:
    """Failures of the reviewed week with what is usual, and what is said of them."""
    if week is None:
        return None, None
    verdict = week.judged.verdict
    if verdict == OTHER_WORK:
        return f"{week.week.now.s:,}", verdict
    return worker_week_words.failed_that_week(week), verdict
