"""The tasks of runs: which are never solved, which always."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.store.filters import Filters
from dashboard.store.history import History

NEVER, SOMETIMES, ALWAYS, OPEN = "never solved", "sometimes solved", "always solved", "not finished"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task among the chosen runs, whoever worked on it.

    solved: of its finished runs those that completed and were not judged bad; last: how its newest
    run ended; newest: that run's id.
    """

    task_id: str
    title: str | None
    workers: tuple[str, ...]
    runs: int
    finished: int
    solved: int
    last: str
    newest: str

    @property
    def state(self) -> str:
        if not self.finished:
            return OPEN
        if not self.solved:
            return NEVER
        return ALWAYS if self.solved == self.finished else SOMETIMES


def tasks(history: History, filters: Filters) -> tuple[TaskRow, ...]:
    """One row a task, never solved first, then by the part that was solved."""
    return tuple(
        TaskRow(**row | {"workers": tuple(row["workers"] or ())})
        for row in history.ask("tasks", filters)
    )
