"""The failed runs of a worker at which nobody looked one by one: neither judged, nor named by a
decision, nor cleared; and how many of them a decision was about all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.measures import MEASURE, cause_now, measure_of
from dashboard.ledger.clearances import LOOKED_AT
from dashboard.ledger.decisions import OF_BAD, OF_CUSTOMERS, Decision
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class DecidedAbout:
    """The failed runs of a worker that stood in the evidence of a decision. cause: its key, "" for
    any; customers: only those that customers may see something of; since, until: when they were
    created, None for an open edge."""

    cause: str
    customers: bool
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """The failed runs of a worker at which nobody looked one by one. runs: so many; decided: those
    of them that stood in the evidence of a decision; about: which they are."""

    runs: int
    decided: int
    about: Filters


def decided_about(
    history: History, worker_id: str, made: Sequence[Decision]
) -> tuple[DecidedAbout, ...]:
    """What decisions were about of a worker's failed runs, each once. made: all decisions.

    One is about the runs that its evidence counted: of its subject, within the time of its
    evidence. One that did not keep that time is about those that were there when it was made; of
    runs without a time it is not known whether they were.
    """
    found = (_decided_about(history, worker_id, decision) for decision in made)
    return tuple(dict.fromkeys(one for one in found if one))


def _decided_about(history: History, worker_id: str, decision: Decision) -> DecidedAbout | None:
    """None for a decision about other runs, or about runs that are named."""
    subject, kept = decision.subject, decision.evidence
    if subject.runs or subject.worker_id not in ("", worker_id):
        return None
    measure, cause = measure_of(subject), cause_now(history, subject)
    if measure == OF_BAD or not (subject.cause or MEASURE[measure].of_failed):
        return None
    if not (cause if subject.cause else subject.worker_id):
        return None
    customers = measure == OF_CUSTOMERS
    if history.about.first is None:
        return DecidedAbout(cause, customers, None, None)
    since, until = (kept.since, kept.until) if kept.until else (None, decision.at)
    return DecidedAbout(cause, customers, since, until)


def not_looked_at(
    history: History, failed: Filters, decided: Sequence[DecidedAbout]
) -> NotLookedAt:
    """Which of the failed runs of a worker nobody looked at one by one. decided: what decisions
    were about of them."""
    rest = failed.choosing("looked-at", LOOKED_AT, drop=True)
    # Those at which somebody did are few, and so are told sooner.
    of_all, others = (
        history.ask("how_many", runs)[0]["runs"]
        for runs in (failed, failed.choosing("looked-at", LOOKED_AT))
    )
    runs: int = of_all - others
    if not (runs and decided):
        return NotLookedAt(runs, 0, rest)
    (row,) = history.ask(
        "failed_decided_about",
        rest,
        causes=[one.cause for one in decided],
        customers=[one.customers for one in decided],
        since=[one.since for one in decided],
        until=[one.until for one in decided],
    )
    return NotLookedAt(runs, row["runs"], rest)
