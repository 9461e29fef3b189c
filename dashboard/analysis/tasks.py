"""The tasks of runs: which are never solved, which always."""

from __future__ import annotations

from collections import Counter
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
    retries; first_run: the id of that run, None of others; title: of such a run what it is;
    worker_id: of its only worker, None of several; wrote: of its runs those that are known to have
    created something, be it a comment; solved: of its finished runs those that completed and were
    not judged bad; not_ended: runs that may yet solve it, or of which it is not known how they
    ended; last: how its newest run ended, None where runs without a time of their own leave open
    which that is; newest: that run's id, else that of any of its runs.
    """

    task_id: str | None
    first_run: str | None
    title: str | None
    workers: tuple[str, ...]
    worker_id: str | None
    runs: int
    wrote: int
    finished: int
    solved: int
    not_ended: int
    last: str | None
    newest: str

    @property
    def state(self) -> str:
        return _state(
            ended=self.finished > 0,
            some=self.solved > 0,
            every=self.solved == self.finished,
            open_=self.not_ended > 0,
        )


@dataclass(frozen=True, slots=True)
class Often:
    """A task that ran unusually often: its name or title, its runs, and those known to have created
    something."""

    name: str
    runs: int
    wrote: int


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """What all tasks of the chosen runs are. states: how many are in each of STATES; unnamed: those
    that are runs which were tried again; often: the worst of those that ran unusually often and are
    not solved, or on which several runs wrote; often_in_all: how many these are.
    """

    states: dict[str, int]
    unnamed: int
    often: tuple[Often, ...]
    often_in_all: int

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def alike(self) -> str:
        """The state of all of them, "" where they differ."""
        found = [state for state, tasks in self.states.items() if tasks]
        return found[0] if len(found) == 1 else ""


AGAIN, TIMES, NAMED = 4, 2, 3
"""A task that ran so often stands out, if that is more than so many times the usual number of runs
of a task; so many of them are named."""


def _state(*, ended: bool, some: bool, every: bool, open_: bool) -> str:
    """A task's state. ended: any of its runs; some, every: of these were solved; open_: some run
    may yet solve it."""
    if not ended:
        return OPEN
    if not some:
        return NOT_YET if open_ else NEVER
    return ALWAYS if every else SOMETIMES


def still_failed(failed: int, untold: int) -> int | None:
    """How many tasks are still failed; None if none is known to be and of some it is not known.

    failed: tasks whose latest run failed; untold: tasks whose latest run isn't known, because runs
    of theirs have no time of their own.
    """
    return None if untold and not failed else failed


def task_counts(history: History, filters: Filters) -> TaskCounts:
    """What all tasks are. Filters as in task_rows()."""
    (row,) = history.ask("tasks_counted", filters, again=AGAIN, times=TIMES, named=NAMED)
    states: Counter[str] = Counter()
    unnamed = 0
    for shape in row["shapes"] or ():
        found = _state(
            ended=shape["ended"], some=shape["some"], every=shape["every"], open_=shape["open"]
        )
        states[found] += shape["tasks"]
        unnamed += shape["tasks"] if shape["unnamed"] else 0
    often = tuple(
        Often(_title(one) or one["task_id"] or "", one["runs"], one["wrote"])
        for one in row["often"] or ()
    )
    return TaskCounts(dict(states), unnamed, often, row["often_in_all"])


def task_rows(
    history: History, filters: Filters, before: int = 0, shown: int | None = None
) -> tuple[TaskRow, ...]:
    """Tasks, never solved first, then by the part that was solved: so many of them after the first
    ones, None for all. Filters by how runs ended choose tasks that have such a run; which are
    solved, all their runs say."""
    return _rows(history, filters, before, shown, always=True)


def tasks_still_failed(history: History, filters: Filters) -> tuple[TaskRow, ...]:
    """Those of which the newest run failed, in the same order."""
    rows = _rows(history, filters, 0, None, always=False)
    return tuple(row for row in rows if row.last == "failed")


def _rows(
    history: History, filters: Filters, before: int, shown: int | None, *, always: bool
) -> tuple[TaskRow, ...]:
    """always: whether tasks are among them that all their runs solved."""
    up_to = None if shown is None else before + shown
    rows = history.ask("tasks", filters, before=before, shown=shown, up_to=up_to, always=always)
    return tuple(
        TaskRow(**row | {"title": _title(row), "workers": tuple(row["workers"] or ())})
        for row in rows
    )


def failed_without_task(history: History, filters: Filters) -> int:
    """How many of the chosen runs failed and are in none of these rows: they name no task, nor a
    run of the history that they tried again, and were not tried again themselves."""
    return int(history.ask("without_task", filters)[0]["failed"])


def not_named(history: History, filters: Filters) -> int:
    """How many runs are of tasks that they don't name, since they are retries of others' or were
    tried again: runs that are chosen by a task lack them. Filters as in task_rows()."""
    if not history.about.filled.get("not_named"):  # as in most histories, however long
        return 0
    return int(history.ask("not_named", filters.of_any_ending())[0]["runs"])


def _title(row: Row) -> str | None:
    titled: str | None = row["title"]
    first = row["first_run"]
    return titled if titled or first is None else f"Run {first} and its retries"
