"""What of a review a decision covers that was made elsewhere: by command, or on another page."""

from __future__ import annotations

from dashboard.analysis.review.covered import names, stood
from dashboard.analysis.review.facts import Fact, OfCause
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import review
from dashboard.analysis.subjects import cause_now
from dashboard.ledger.decisions import Subject
from dashboard.ledger.evidence import Stood
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


def as_it_stands(history: History, filters: Filters, subject: Subject) -> tuple[Stood, ...]:
    """The facts of the review that something is decided about, as they stand now; none of runs that
    are named one by one. filters: which week is reviewed."""
    if subject.runs:
        return ()
    return stood(
        [
            fact
            for item in review(history, filters).items
            for fact in _decided(history, item, subject)
        ]
    )


def _decided(history: History, item: Item, subject: Subject) -> list[Fact]:
    """The facts of a finding that a subject names; where it is what the finding is about, also what
    it explains: all but other causes."""

    def now(other: Subject) -> str:
        return cause_now(history, other)

    named = [fact for fact in item.facts if names(subject, fact, now)]
    main = subject.change == item.change if subject.change else now(subject) == item.cause
    if not named or not (subject.cause or subject.change) or not main:
        return named
    others = [fact for fact in item.facts if fact not in named]
    return named + [fact for fact in others if not isinstance(fact.seen, OfCause)]
