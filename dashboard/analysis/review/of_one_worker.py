"""What the review knows of one worker, as its own page tells it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.change import key_of
from dashboard.analysis.impact import Impact
from dashboard.analysis.review.facts import (
    BAD,
    KNOWN,
    PRESSING,
    Fact,
    JudgedBad,
    OfCause,
)
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import Review
from dashboard.analysis.worker_finding import WorkerFinding
from dashboard.analysis.worker_weeks import WorkerWeek


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact of the review beside the finding that it belongs to."""

    fact: Fact
    item: Item


@dataclass(frozen=True, slots=True)
class OfOneWorker:
    """What the review knows of a worker beside its week. lead: what is worse than its week, None
    where the week's sentence comes first; others: what else there is, worst first."""

    lead: Noted | None
    others: tuple[Noted, ...]


def of_one_worker(found: Review, worker: WorkerFinding, worker_id: str) -> OfOneWorker:
    """The facts of the review's findings about a worker, but for those that the sentence of its
    week tells, and causes that go on as before, which its table of causes lists."""
    items = [item for item in found.items if worker_id in item.workers]
    facts = [
        Noted(fact, item)
        for item in items
        for fact in item.facts
        if fact.worker_id == worker_id and not _in_its_week(fact, worker)
    ]
    if facts and facts[0].fact is items[0].lead and _leads(facts[0].fact):
        return OfOneWorker(facts[0], tuple(facts[1:]))
    return OfOneWorker(None, tuple(facts))


def _leads(fact: Fact) -> bool:
    """Whether a fact comes before the sentence of the week, which tells of failed runs: one that
    presses, or runs judged bad of which the data is too short to say how many are usual."""
    unusual = isinstance(fact.seen, JudgedBad) and fact.seen.usual is None
    return fact.tier == PRESSING or (fact.kind == BAD and unusual)


def _in_its_week(fact: Fact, worker: WorkerFinding) -> bool:
    match fact.seen:
        case WorkerWeek():
            return True
        case Impact():
            return worker.turn is not None and fact.change == key_of(worker.turn)
        case OfCause():
            leads = worker.lead is not None and worker.lead.cause.key == fact.cause
            return leads or fact.tier == KNOWN
    return False
