"""What is said about tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from dashboard.analysis.tasks import STATES, TaskRow
from dashboard.words.dimensions import short
from dashboard.words.values import count


def tasks_told(rows: Sequence[TaskRow], without: int = 0) -> str:
    """How many tasks there are, whoever worked on them, and how many of them are solved. without:
    failed runs that are of none of them."""
    have = "has no task and is" if without == 1 else "have no task and are"
    left = f" {count(without, 'failed run')} {have} not listed." if without else ""
    if not rows:
        return f"No run names a task, and none was tried again.{left}"
    states = Counter(row.state for row in rows)
    told = ", ".join(f"{states[state]:,} {state}" for state in STATES if states[state])
    return f"{count(len(rows), 'task')}: {told}.{_unnamed(rows)}{left}"


AGAIN, TIMES, NAMED = 4, 2, 3
"""A task that ran so often stands out, if that is more than so many times the usual number of runs
of a task; so many of them are named."""


def again_and_again(rows: Sequence[TaskRow]) -> str:
    """The tasks that ran unusually often and are not solved, or on which several runs wrote; "" for
    none. It holds text of the export."""
    if not rows:
        return ""
    least = max(AGAIN, TIMES * median(row.runs for row in rows) + 1)
    often = [row for row in rows if row.runs >= least and (not row.solved or row.wrote > 1)]
    often.sort(key=lambda row: (-row.wrote, -row.runs))
    told = [
        f"“{short(row.title or row.task_id or '')}” ran {row.runs:,} times, and "
        f"{row.wrote:,} of these runs wrote something"
        for row in often[:NAMED]
    ]
    if not told:
        return ""
    more = f" {count(len(often) - NAMED, 'more task')} ran as often." if len(often) > NAMED else ""
    return f"Again and again: {'; '.join(told)}.{more}"


def _unnamed(rows: Sequence[TaskRow]) -> str:
    """How many tasks are runs that were tried again, in a sentence; "" for none."""
    unnamed = sum(row.task_id is None for row in rows)
    if not unnamed:
        return ""
    if unnamed == len(rows):
        whole = "It is a run that names" if unnamed == 1 else "They are runs that name"
    else:
        whole = (
            f"{unnamed:,} of them {'is a run that names' if unnamed == 1 else 'are runs that name'}"
        )
    was = "was" if unnamed == 1 else "were"
    return f" {whole} no task and {was} tried again."
