"""The failed runs of a worker at which nobody looked: neither judged, decided about nor cleared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.headline import headline
from dashboard.analysis.measures import MEASURE, measure_of
from dashboard.ledger.clearances import LOOKED_AT
from dashboard.ledger.decisions import OF_BAD, OF_CUSTOMERS, Decision
from dashboard.store.dimensions.declared import MAYBE, YES
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """The failed runs of a worker at which nobody looked one by one. decided: those of them that
    stood in the evidence of a decision; runs: those at which nobody looked at all; about: both."""

    runs: int
    decided: int
    about: Filters


def not_looked_at(
    history: History, failed: Filters, worker_id: str, made: Sequence[Decision]
) -> NotLookedAt:
    """Which of the failed runs of a worker nobody looked at.

    made: all decisions. One is about the runs that its evidence counted: of its subject, within the
    time of its evidence. One that did not keep that time is about those that were there when it was
    made; of runs without a time it is not known whether they were.
    """
    rest = failed.choosing("looked-at", LOOKED_AT, drop=True)
    runs = headline(history, rest).runs
    asked = {one for decision in made for one in _counted(history, rest, worker_id, decision)}
    decided = {row["run_id"] for one in asked for row in history.ask("run_ids", one, shown=runs)}
    return NotLookedAt(runs - len(decided), len(decided), rest)


def _counted(
    history: History, rest: Filters, worker_id: str, decision: Decision
) -> Iterator[Filters]:
    """The runs among the rest that a decision is about; none for one of runs that are named."""
    subject, kept = decision.subject, decision.evidence
    if subject.runs or subject.worker_id not in ("", worker_id):
        return
    measure = measure_of(subject)
    if measure == OF_BAD or not (subject.cause or MEASURE[measure].of_failed):
        return
    if subject.cause:
        rest = rest.choosing("cause", [history.causes.find(subject.cause)])
    elif not subject.worker_id:
        return
    if measure == OF_CUSTOMERS:
        rest = rest.choosing("customers", (YES, MAYBE))
    if history.about.first is None:
        yield rest
        return
    since, until = (kept.since, kept.until) if kept.until else (None, decision.at)
    period = [_latest(since, rest.since), until]
    if period[0] is None or period[0] < until:
        yield rest.within(*period)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two beginnings, None for an open one."""
    return max(one, other) if one and other else one or other
