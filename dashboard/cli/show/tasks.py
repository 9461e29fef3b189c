"""show tasks: which tasks are never solved, and which always."""

from __future__ import annotations

from dashboard.analysis.coverage import judged
from dashboard.analysis.tasks import (
    TaskCounts,
    TaskRow,
    failed_without_task,
    not_named,
    task_counts,
    task_rows,
)
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, table
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.tasks import not_named_told, tasks_told
from dashboard.words.values import outcome_word


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    rows, counts = task_rows(history, filters), task_counts(history, filters)
    without = failed_without_task(history, filters)
    apart = not_named(history, filters)
    text = text_of(rows, counts, without, apart, judged=judged(history.about))
    return lambda: [_document(row) for row in rows], text


def _document(row: TaskRow) -> Document:
    return {
        "task_id": row.task_id,
        "first_run": row.first_run,
        "title": row.title,
        "workers": list(row.workers),
        "runs": row.runs,
        "wrote": row.wrote,
        "finished": row.finished,
        "solved": row.solved,
        "not_ended": row.not_ended,
        "state": row.state,
        "last_outcome": row.last,
        "newest_run": row.newest if row.last else None,
    }


def text_of(
    rows: tuple[TaskRow, ...], counts: TaskCounts, without: int, apart: int, *, judged: bool
) -> str:
    """One line a task, never solved first. without: failed runs of no task; apart: runs of tasks
    that they don't name; judged: the export says if a completed run was good."""
    told = f"{tasks_told(counts, without)}{not_named_told(apart)}"
    heads = ("task", "title", "workers", "runs", "wrote", "solved", "", "last")
    lines = [
        (
            row.task_id,
            row.title,
            ", ".join(row.workers),
            row.runs,
            row.wrote,
            f"{row.solved:,} of {row.finished:,}",
            row.state,
            outcome_word(row.last, judged=judged) if row.last else "not known",
        )
        for row in rows
    ]
    return f"{told}\n\n{table(heads, lines)}" if rows else told
