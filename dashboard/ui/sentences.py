"""Findings in one plain sentence, written by rules from our own words and numbers."""

from __future__ import annotations

from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT, Rate
from dashboard.analysis.trends import Trends
from dashboard.ui.words import count, rate, span


def what_happened(answer: Trends, zone: str, *, judged: bool) -> str:
    """The finding of the page Trends."""
    now = answer.now
    if not now.runs or now.first is None or now.last is None:
        return "No runs to show"
    told = f"{count(now.runs, 'run')} in {span(now.first, now.last, zone)}"
    if now.success.n:
        word = "succeeded" if judged else "completed"
        few = " (few runs)" if now.success.few else ""
        told += f": {_finished(now.success)} {word}{few}"
    if now.unresolved is not None:
        told += f"; {_still(now.unresolved)}"
    return f"{told}."


def _finished(success: Rate) -> str:
    if success.n < TOO_FEW_FOR_PERCENT:
        return f"{success.s} of {count(success.n, 'finished run')}"
    return f"{rate(success)} of finished runs"


def _still(unresolved: int) -> str:
    if not unresolved:
        return "no task is still failed"
    return f"{count(unresolved, 'task')} {'is' if unresolved == 1 else 'are'} still failed"
