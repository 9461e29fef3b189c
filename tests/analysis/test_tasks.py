"""Tasks and bad runs: counted once, never solved first, reasons put together."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from statistics import median

import pytest

from dashboard.analysis.bad_runs import bad_runs
from dashboard.analysis.tasks import (
    AGAIN,
    ALWAYS,
    NEVER,
    NOT_YET,
    OPEN,
    SOMETIMES,
    TIMES,
    not_named,
    task_counts,
    task_rows,
)
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.words.tasks import not_named_told, tasks_told
from tests.store.conftest import NOW, export


def history_of(home: Home, *ends: tuple[str, str, str]) -> History:
    """Runs a minute apart: worker, task and how each ended (bad with a reason)."""
    runs = [
        {
            "run_id": f"r{n}",
            "worker_id": worker,
            "worker": worker,
            "task_id": task or None,
            "status": "completed" if ended in ("good", "bad") else ended,
            "quality": ended if ended in ("good", "bad") else None,
            "quality_reason": f"Invoice {n} is {'missing' if ended == 'bad' else 'there'}",
            "created_at": NOW + timedelta(minutes=n),
        }
        for n, (worker, task, ended) in enumerate(ends)
    ]
    import_export(home, export(*runs), NOW + timedelta(days=1))
    history = current(home)
    assert history
    return history


def test_a_task_counts_once_whoever_worked_on_it(home: Home) -> None:
    history = history_of(
        home,
        ("ann", "easy", "good"), ("bob", "easy", "good"), ("ann", "hard", "failed"),
        ("bob", "hard", "bad"), ("ann", "mixed", "failed"), ("ann", "mixed", "good"),
        ("ann", "open", "running"), ("ann", "", "failed"),
    )  # fmt: skip
    rows = task_rows(history, ALL)
    assert [(row.task_id, row.state, row.solved, row.finished) for row in rows] == [
        ("hard", NEVER, 0, 2), ("mixed", SOMETIMES, 1, 2), ("easy", ALWAYS, 2, 2),
        ("open", OPEN, 0, 0),
    ]  # fmt: skip
    assert rows[0].workers == ("ann", "bob") and (rows[0].last, rows[0].newest) == ("bad", "r3")
    assert tasks_told(task_counts(history, ALL)) == (
        "4 tasks: 1 never solved, 1 sometimes solved, 1 always solved, 1 not finished."
    )
    nothing = task_counts(history, ALL.choosing("worker", ["nobody"]))
    assert tasks_told(nothing) == "No run names a task, and none was tried again."


def test_tasks_that_are_all_in_one_state_are_told_as_such(home: Home) -> None:
    history = history_of(home, ("ann", "easy", "good"), ("bob", "simple", "good"))
    assert tasks_told(task_counts(history, ALL)) == "All 2 tasks are always solved."


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ("failed running", NOT_YET), ("bad queued failed", NOT_YET), ("failed pending", NOT_YET),
        ("failed unknown", NOT_YET), ("failed cancelled", NEVER), ("failed bad", NEVER),
        ("good running", ALWAYS), ("failed good running", SOMETIMES), ("running", OPEN),
        ("cancelled", OPEN),
    ],
)  # fmt: skip
def test_a_task_that_may_yet_be_solved_is_not_called_never_solved(
    home: Home, ends: str, state: str
) -> None:
    other = ("ann", "given up", "failed")
    history = history_of(home, *(("ann", "work", ended) for ended in ends.split()), other)
    rows = task_rows(history, ALL)
    assert {row.task_id: row.state for row in rows} == {"work": state, "given up": NEVER}
    assert f"1 {state}" in tasks_told(task_counts(history, ALL)) or state == NEVER
    if state == NOT_YET:
        assert [row.task_id for row in rows] == ["given up", "work"]
        assert tasks_told(task_counts(history, ALL)) == "2 tasks: 1 never solved, 1 not solved yet."


def test_reasons_of_bad_runs_are_put_together(home: Home) -> None:
    history = history_of(home, ("ann", "a", "bad"), ("ann", "b", "bad"), ("ann", "c", "good"))
    assert [(row.reason, row.runs, row.newest) for row in bad_runs(history, ALL).reasons] == [
        ("Invoice … is missing", 2, "r1")
    ]


def test_of_tries_at_one_time_the_best_is_the_last(home: Home) -> None:
    tries = {
        f"{first}{task}": {"task_id": f"t{task}", "status": ended, "created_at": NOW}
        for task, order in enumerate((("failed", "completed"), ("completed", "failed")))
        for first, ended in zip("ab", order, strict=True)
    }
    import_export(home, export(*({"run_id": name} | run for name, run in tries.items())), NOW)
    history = current(home)
    assert history
    assert [(row.last, row.newest) for row in task_rows(history, ALL)] == [
        ("succeeded", "b0"), ("succeeded", "a1"),
    ]  # fmt: skip


def test_a_retry_that_names_no_task_is_of_the_task_that_it_tried_again(home: Home) -> None:
    first = {"run_id": "r1", "worker_id": "ann", "task_id": "T", "status": "failed"}
    again = {"run_id": "r2", "worker_id": "ann", "retry_of": "r1"}
    alone = [{"run_id": "s1", "status": "failed"}, {"run_id": "s2", "retry_of": "s1"}]
    runs = [run | {"created_at": NOW + timedelta(minutes=n)}
            for n, run in enumerate((first, again, *alone))]  # fmt: skip
    import_export(home, export(*runs), NOW)
    history = current(home)
    assert history
    row, other = task_rows(history, ALL)
    assert (row.task_id, row.state, row.runs, row.last, row.newest) == (
        "T", SOMETIMES, 2, "succeeded", "r2",
    )  # fmt: skip
    assert (other.task_id, other.first_run, other.title) == (None, "s1", "Run s1 and its retries")
    assert tasks_told(task_counts(history, ALL)) == (
        "All 2 tasks are sometimes solved. 1 of them is a run that names no task and was tried "
        "again."
    )


@pytest.mark.parametrize(("first", "last", "unresolved"), [("r1", "failed", 1), (None, None, 0)])
@pytest.mark.parametrize("basis", ["import", "as_of"])
def test_of_runs_without_times_a_retry_is_the_newest(
    home: Home, basis: str, first: str | None, last: str | None, unresolved: int
) -> None:
    made = {"created_at": NOW, "time_basis": basis, "task_id": "T"}
    runs = {"run_id": "r1"} | made, {"run_id": "r2", "status": "failed", "retry_of": first} | made
    import_export(home, export(*runs, as_of=NOW), NOW)
    history = current(home)
    assert history
    assert [row.last for row in task_rows(history, ALL)] == [last]
    assert history.ask("headline")[0]["unresolved"] == unresolved


STATES_TRIED = ("good", "bad", "failed", "running", "cancelled", "unknown")


@pytest.mark.parametrize("chosen", [ALL, ALL.choosing("outcome", ["failed"])])
def test_parts_of_the_list_are_the_whole_and_the_counts_are_of_it(
    home: Home, chosen: Filters
) -> None:
    draw = random.Random(7)
    ends = [
        (draw.choice(["ann", "bob"]), f"t{draw.randrange(40)}", draw.choice(STATES_TRIED))
        for _ in range(120)
    ]
    history = history_of(home, *ends)
    rows, counts = task_rows(history, chosen), task_counts(history, chosen)
    parts = [task_rows(history, chosen, before, 7) for before in range(0, len(rows) + 7, 7)]
    assert [row for part in parts for row in part] == list(rows) and len(parts[-1]) < 7
    assert counts.states == Counter(row.state for row in rows)
    least = max(AGAIN, TIMES * median(row.runs for row in rows) + 1)
    often = [row for row in rows if row.runs >= least and (not row.solved or row.wrote > 1)]
    assert counts.often_in_all == len(often)


@pytest.mark.parametrize(("wrote", "named"), [(1, []), (2, ["T"]), (4, ["T"])])
def test_a_task_that_was_solved_ran_often_where_it_wrote_again(
    home: Home, wrote: int, named: list[str]
) -> None:
    runs = [
        {"run_id": f"r{n}", "task_id": "T", "comment_preview": "Done." if n < wrote else None}
        for n in range(4)
    ]
    once = ({"run_id": f"once {n}", "task_id": f"t{n}"} for n in range(3))
    import_export(home, export(*runs, *once), NOW)
    history = current(home)
    assert history
    counts = task_counts(history, ALL)
    assert [(task.name, task.runs, task.wrote) for task in counts.often] == [
        (one, 4, wrote) for one in named
    ]
    assert counts.often_in_all == len(named)


RETRIES = [
    {"run_id": "a", "task_id": "t1"},
    {"run_id": "b", "retry_of": "a"},
    {"run_id": "c", "retry_of": "b", "task_id": "t2"},
    {"run_id": "d"},
    {"run_id": "e", "retry_of": "d", "task_id": "t3"},
    {"run_id": "f", "retry_of": "a", "task_id": "t1"},
    {"run_id": "g", "retry_of": "h", "task_id": "t2"},
    {"run_id": "i"},
    {"run_id": "j", "retry_of": "i"},
]
"""Of t1 four runs, of which two name another task or none; of t3 two, of which the first names
none; of a run that is not here one of t2; and of no task two."""


def test_runs_that_count_for_a_task_that_they_dont_name_are_said(home: Home) -> None:
    import_export(home, export(*(run | {"status": "failed"} for run in RETRIES)), NOW)
    history = current(home)
    assert history
    lists = {
        row.task_id: len(history.ask("run_ids", ALL.choosing("task", [row.task_id]), shown=9))
        for row in task_rows(history, ALL)
        if row.task_id
    }
    told = {row.task_id: row.runs for row in task_rows(history, ALL) if row.task_id}
    assert told == {"t1": 4, "t2": 1, "t3": 2} and lists == {"t1": 2, "t2": 2, "t3": 1}
    assert not_named(history, ALL) == 3
    assert not_named_told(3) == (
        " 3 runs count for a task that they don’t name, as a retry is of the task of the run that "
        "it tried again; runs chosen by their task lack them."
    )
