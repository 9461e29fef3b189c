"""The list of runs, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.causes.grouping import Cause
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

SHOWN_RUNS = 1000


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run as a line of a list. created_at: None without a time of its own."""

    run_id: str
    worker_id: str | None
    worker: str | None
    status: str
    outcome: str
    created_at: datetime | None
    duration_ms: float | None
    task_id: str | None
    task_title: str | None
    task_url: str | None
    record_type: str | None
    record_title: str | None
    version: str | None
    model: str | None
    comment_preview: str | None
    error_type: str | None
    error_message: str | None
    is_latest: bool | None


def completed_with_error(
    history: History, filters: Filters, shown: int = SHOWN_RUNS
) -> tuple[RunLine, ...]:
    """The newest of the chosen runs that completed and yet carry an error."""
    if not history.ask("anomalies", filters)[0]["completed_with_error"]:
        return ()  # which is told without a look at all runs
    return tuple(
        RunLine(**row) for row in history.ask("completed_with_error", filters, shown=shown)
    )


def newest(
    history: History, filters: Filters, shown: int = SHOWN_RUNS, after: int = 0
) -> tuple[RunLine, ...]:
    """The newest of the chosen runs, at most `shown` of them, after so many newer ones."""
    rows = history.ask("newest_runs", filters, shown=shown, after=after)
    return tuple(RunLine(**row) for row in rows)


def causes_of(history: History, lines: Sequence[RunLine]) -> dict[str, Cause]:
    """Why runs failed, by their ids; runs that did not fail are left out."""
    failed = [line.run_id for line in lines if line.outcome == "failed"]
    rows = history.ask("causes_of_runs", run_ids=failed) if failed else []
    return {row["run_id"]: history.causes.by_key[row["cause"]] for row in rows}
