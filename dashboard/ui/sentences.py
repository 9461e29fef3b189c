"""Findings in one plain sentence, written by rules from our own words and numbers."""

from __future__ import annotations

from dashboard.analysis.trends import Trends
from dashboard.ui.words import count, rate, span


def what_happened(answer: Trends, zone: str, *, judged: bool) -> str:
    """The finding of the page Trends."""
    now = answer.now
    if not now.runs or now.first is None or now.last is None:
        return "No runs"
    told = f"{count(now.runs, 'run')} in {span(now.first, now.last, zone)}"
    if now.success.n:
        word = "succeeded" if judged else "completed"
        few = " (few runs)" if now.success.few else ""
        told += f": {rate(now.success)} of those finished {word}{few}"
    if now.unresolved is not None:
        told += f"; {_still(now.unresolved)}"
    return f"{told}."


def _still(unresolved: int) -> str:
    if not unresolved:
        return "no task is still failed"
    return f"{count(unresolved, 'task')} {'is' if unresolved == 1 else 'are'} still failed"
