"""What a decision covers of a review that was made by command or on another page, and counts."""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.change import key_of
from dashboard.analysis.change_evidence import causes_moved
from dashboard.analysis.measures import cause_now, measure_of, subject_of
from dashboard.analysis.review.covered import names, stood
from dashboard.analysis.review.facts import Fact, OfCause
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import Review, review
from dashboard.causes.grouping import templates_of
from dashboard.ledger.decisions import OF_CAUSE, OF_FAILURES, Subject
from dashboard.ledger.evidence import Stood
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


def as_it_stands(history: History, filters: Filters, subject: Subject) -> tuple[Stood, ...]:
    """The facts of the review that something is decided about, as they stand now; none of runs that
    are named one by one. filters: which week is reviewed."""
    items = () if subject.runs else review(history, filters).items
    return stood([fact for item in items for fact in _decided(history, item, subject)])


def measured(history: History, filters: Filters, subject: Subject) -> Subject:
    """A subject with what is counted of it, as in the list: of a change that is named alone the
    cause that its finding is about, or else the one of which more runs failed since. filters: which
    week is reviewed."""
    if not subject.change or subject.cause or subject.runs or subject.measure or subject.check:
        return subject
    found = review(history, filters)
    same = (item for item in found.items if any(one.change == subject.change for one in item.facts))
    item = next(same, None)
    cause = item.cause if item else _moved_most(history, filters, found, subject.change)
    if not cause:
        return subject
    return replace(subject, cause=cause, templates=templates_of(history.causes.by_key[cause].kinds))


def as_found(history: History, filters: Filters, subject: Subject) -> Subject:
    """A subject as the finding has it that is of the same worker or change and counts the same: so
    what is decided by command is what the list would have recorded. As it was where there is none,
    and of a worker alone, which is about all findings of it. filters: which week is reviewed."""
    if subject.runs or subject.items or measure_of(subject) == OF_FAILURES:
        return subject
    own = (subject_of(item) for item in review(history, filters).items)
    return next((one for one in own if _is_same(history, one, subject)), subject)


def _is_same(history: History, own: Subject, subject: Subject) -> bool:
    """Whether a finding is what a subject names. own: of the finding."""
    counts = own.worker_id, own.check, measure_of(own)
    if counts != (subject.worker_id, subject.check, measure_of(subject)):
        return False
    if subject.change not in ("", own.change):
        return False
    return measure_of(own) != OF_CAUSE or cause_now(history, subject) == own.cause


def _moved_most(history: History, filters: Filters, found: Review, change: str) -> str:
    """The cause of which more runs failed since a change than before, most of all; "" for none."""
    impact = next((one for one in found.changes.listed if key_of(one) == change), None)
    if impact is None:
        return ""
    anytime = filters.of_any_ending().within(None, None)
    (moved,) = causes_moved(history, anytime, [impact])
    return next((one.cause.key for one in moved if one.real and one.change > 0), "")


def _decided(history: History, item: Item, subject: Subject) -> list[Fact]:
    """The facts of a finding that a subject names: all of the one whose facts it has; where it is
    what the finding is about, also what it explains: all but other causes."""
    if any(fact.key in subject.items for fact in item.facts):
        return list(item.facts)

    def now(other: Subject) -> str:
        return cause_now(history, other)

    named = [fact for fact in item.facts if names(subject, fact, now)]
    main = subject.change == item.change if subject.change else now(subject) == item.cause
    if not named or not (subject.cause or subject.change) or not main:
        return named
    others = [fact for fact in item.facts if fact not in named]
    return named + [fact for fact in others if not isinstance(fact.seen, OfCause)]
