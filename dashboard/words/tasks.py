"""What is said about tasks."""

from __future__ import annotations

from dashboard.analysis.tasks import STATES, TaskCounts
from dashboard.words.dimensions import short
from dashboard.words.values import count


def tasks_told(counts: TaskCounts, without: int = 0) -> str:
    """How many tasks there are, whoever worked on them, and how many of them are solved. without:
    failed runs that are of none of them."""
    have = "has no task and is" if without == 1 else "have no task and are"
    left = f" {count(without, 'failed run')} {have} not listed." if without else ""
    if not counts.total:
        return f"No run names a task, and none was tried again.{left}"
    if counts.alike and counts.total > 1:
        return f"All {counts.total:,} tasks are {counts.alike}.{_unnamed(counts)}{left}"
    told = ", ".join(
        f"{counts.states[state]:,} {state}" for state in STATES if counts.states.get(state)
    )
    return f"{count(counts.total, 'task')}: {told}.{_unnamed(counts)}{left}"


def not_named_told(runs: int) -> str:
    """Of how many runs a task's own number of runs is more than those that name it, in a sentence
    with a space before it; "" for none."""
    if not runs:
        return ""
    counts, dont, them = ("1 run counts", "it doesn’t", "it")
    if runs > 1:
        counts, dont, them = (f"{runs:,} runs count", "they don’t", "them")
    return (
        f" {counts} for a task that {dont} name, as a retry is of the task of the run that it"
        f" tried again; runs chosen by their task lack {them}."
    )


def again_and_again(counts: TaskCounts) -> str:
    """The tasks that ran unusually often and are not solved, or on which several runs wrote; "" for
    none. It holds text of the export."""
    told = [
        f"“{short(task.name)}” ran {task.runs:,} times, and "
        f"{task.wrote:,} of these runs wrote something"
        for task in counts.often
    ]
    if not told:
        return ""
    rest = counts.often_in_all - len(told)
    more = f" {count(rest, 'more task')} ran as often." if rest else ""
    return f"Again and again: {'; '.join(told)}.{more}"


def _unnamed(counts: TaskCounts) -> str:
    """How many tasks are runs that were tried again, in a sentence; "" for none."""
    unnamed = counts.unnamed
    if not unnamed:
        return ""
    if unnamed == counts.total:
        whole = "It is a run that names" if unnamed == 1 else "They are runs that name"
    else:
        whole = (
            f"{unnamed:,} of them {'is a run that names' if unnamed == 1 else 'are runs that name'}"
        )
    was = "was" if unnamed == 1 else "were"
    return f" {whole} no task and {was} tried again."
