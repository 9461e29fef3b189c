"""What is counted of every kind of finding: among which runs, and whether fewer or more is better.

A decision is expected to change what its finding counts, and is graded by that.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.review.facts import BAD, CUSTOMER, PAUSED, SILENT, STUCK, SUSPECT
from dashboard.analysis.review.joining import Item
from dashboard.ledger.decisions import (
    OF_BAD,
    OF_CAUSE,
    OF_CHECK,
    OF_CUSTOMERS,
    OF_FAILURES,
    OF_PAUSED,
    OF_RUNS,
    OF_STUCK,
    Subject,
)
from dashboard.store.reading.history import History

FINISHED_RUNS, JUDGED_RUNS, CHECKED_RUNS = "finished", "judged", "checked"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted. among: of which runs it is a share, "" where it is counted over time alone;
    more: whether more of it is better; none: whether not one is to be expected, where nobody says
    otherwise; standing: whether it is counted as it stands, not a week; of_failed: whether all that
    is counted failed, or was judged bad."""

    among: str = ""
    more: bool = False
    none: bool = False
    standing: bool = False
    of_failed: bool = False


MEASURE = {
    OF_CAUSE: Measure(FINISHED_RUNS, of_failed=True),
    OF_FAILURES: Measure(FINISHED_RUNS, of_failed=True),
    OF_BAD: Measure(JUDGED_RUNS, of_failed=True),
    OF_CHECK: Measure(CHECKED_RUNS),
    OF_CUSTOMERS: Measure(FINISHED_RUNS, none=True, of_failed=True),
    OF_STUCK: Measure(none=True, standing=True),
    OF_PAUSED: Measure(none=True),
    OF_RUNS: Measure(more=True),
}
OF_KINDS = {
    BAD: OF_BAD,
    SUSPECT: OF_CHECK,
    CUSTOMER: OF_CUSTOMERS,
    STUCK: OF_STUCK,
    PAUSED: OF_PAUSED,
    SILENT: OF_RUNS,
}
"""Kinds of findings that are of other runs than failed ones; of the others those with the cause are
counted, or all that failed."""


def subject_of(item: Item) -> Subject:
    """What is decided about, where it is a finding of the review: all facts of it. What leads it is
    what is counted."""
    lead = item.lead
    return Subject(
        worker_id=lead.worker_id,
        cause=item.cause,
        change=item.change,
        items=tuple(fact.key for fact in item.facts),
        check=lead.check,
        measure=OF_KINDS.get(lead.kind, ""),
    )


def measure_of(subject: Subject) -> str:
    """What is counted of a subject, one of ledger.decisions.MEASURES."""
    if subject.measure:
        return subject.measure
    if subject.check:
        return OF_CHECK
    return OF_CAUSE if subject.cause else OF_FAILURES


def cause_now(history: History, subject: Subject) -> str:
    """The key that the cause of a subject has now, "" where no run has it."""
    known = history.causes
    called = (subject.cause, *subject.templates) if subject.cause else ()
    return next((key for name in called if (key := known.find(name)) in known.by_key), "")
