"""The tasks of runs: which are never solved, which always."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

NEVER, NOT_YET, OPEN = "never solved", "not solved yet", "not finished"
SOMETIMES, ALWAYS = "sometimes solved", "always solved"
STATES = (NEVER, NOT_YET, SOMETIMES, ALWAYS, OPEN)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of the chosen runs, whoever worked on it, with its runs however they ended.

    task_id: None of a run that names no task and was tried again, which is a task with its
    retries; first_run: the id of that run, None of others; title: of such a run what it is; wrote:
    of its runs those that are known to have created something, be it a comment; solved: of its
    finished runs those that completed and were not judged bad; not_ended: runs that may yet solve
    it, or of which it is not known how they ended; last: how its newest run ended, None where runs
    without a time of their own leave open which that is; newest: that run's id, else that of any of
    its runs.
    """

    task_id: str | None
    first_run: str | None
    title: str | None
    workers: tuple[str, ...]
    runs: int
    wrote: int
    finished: int
    solved: int
    not_ended: int
    last: str | None
    newest: str

    @property
    def state(self) -> str:
        if not self.finished:
            return OPEN
        if not self.solved:
            return NOT_YET if self.not_ended else NEVER
        return ALWAYS if self.solved == self.finished else SOMETIMES


def still_failed(failed: int, untold: int) -> int | None:
    """How many tasks are still failed; None if none is known to be and of some it is not known.

    failed: tasks whose latest run failed; untold: tasks whose latest run isn't known, because runs
    of theirs have no time of their own.
    """
    return None if untold and not failed else failed


def tasks(history: History, filters: Filters) -> tuple[TaskRow, ...]:
    """One row a task, never solved first, then by the part that was solved. Filters by how runs
    ended choose tasks that have such a run; which are solved, all their runs say."""
    rows = history.ask("tasks", filters.of_any_ending())
    if filters.by_ending:
        chosen = {_key(row) for row in history.ask("tasks", filters)}
        rows = [row for row in rows if _key(row) in chosen]
    return tuple(
        TaskRow(**row | {"title": _title(row), "workers": tuple(row["workers"] or ())})
        for row in rows
    )


def failed_without_task(history: History, filters: Filters) -> int:
    """How many of the chosen runs failed and are in none of these rows: they name no task, nor a
    run of the history that they tried again, and were not tried again themselves."""
    return int(history.ask("without_task", filters)[0]["failed"])


def _key(row: Row) -> tuple[str | None, str | None]:
    return row["task_id"], row["first_run"]


def _title(row: Row) -> str | None:
    titled: str | None = row["title"]
    first = row["first_run"]
    return titled if titled or first is None else f"Run {first} and its retries"
