"""How large a fact of the review is."""

from __future__ import annotations

from dashboard.analysis.review.facts import AmongOthers, Fact, OfCause, Touched, WhilePaused
from dashboard.analysis.worker_weeks import WorkerWeek


def failed_of(fact: Fact) -> int:
    """Of how many failed runs a fact is; 0 where it does not count them, or is of all others."""
    match fact.seen:
        case OfCause():
            return fact.seen.gathered or fact.seen.all
        case WorkerWeek():
            return fact.seen.week.now.s
        case AmongOthers() | WhilePaused():
            return fact.seen.failed
        case Touched():
            return fact.seen.runs
    return 0
