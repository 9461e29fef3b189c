"""What is said about tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis.tasks import STATES, TaskRow
from dashboard.words.values import count


def tasks_told(rows: Sequence[TaskRow]) -> str:
    """How many tasks there are, whoever worked on them, and how many of them are solved."""
    states = Counter(row.state for row in rows)
    told = [f"{states[state]:,} {state}" for state in STATES if states[state]]
    return f"{count(len(rows), 'task')}: {', '.join(told)}." if rows else "No run names a task."
