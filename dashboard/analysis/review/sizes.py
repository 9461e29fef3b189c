"""How large a fact of the review is, and which of several leads."""

from __future__ import annotations

from dashboard.analysis.impact import Impact
from dashboard.analysis.review.facts import (
    KINDS,
    PAUSED,
    AmongOthers,
    Fact,
    OfCause,
    Suspects,
    Touched,
    WhilePaused,
)
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


def leading(fact: Fact) -> tuple[int, float, int, str]:
    """In which order the facts of a finding stand: what explains most first."""
    if fact.kind == PAUSED:
        place = 0
    elif isinstance(fact.seen, Impact):
        place = 1
    elif isinstance(fact.seen, WorkerWeek | AmongOthers):
        place = 2
    else:
        place = 3 + KINDS.index(fact.kind)
    runs = fact.seen.runs if isinstance(fact.seen, Suspects) else failed_of(fact)
    return place, -fact.excess, -runs, fact.key
