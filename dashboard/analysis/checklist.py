"""What the data answers of the checklist of the quality review; the rest only a person knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.analysis.access import access
from dashboard.analysis.asked import present_asks
from dashboard.analysis.worker import Configuration, configurations
from dashboard.causes.grouping import Cause
from dashboard.checks.requests import requests
from dashboard.ledger.checklist import (
    ACCESS,
    BROAD,
    CONTEXT,
    ENOUGH,
    FORMAT,
    NO,
    PAUSE,
    UNKNOWN,
    YES,
)
from dashboard.ledger.decisions import Subject
from dashboard.lint.finding import SOURCE, Finding
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History

OF_CAUSE, ASKS, NO_FORMAT, SAYS_FORMAT, NO_TEXT, NEVER, ALL_CALLED = (
    "of cause",
    "asks in vain",
    "no format",
    "says format",
    "no text",
    "never called",
    "all called",
)
NEWLY_ALLOWED = "newly allowed"
NOT_TOLD, IS_PAUSED, CUSTOMERS, MAYBE_CUSTOMERS = "not told", "is paused", "customers", "maybe"
"""Why; words/checklist.py says each in a sentence."""

_OF_ORIGIN = {
    "source record": (ENOUGH, NO),
    "input": (ENOUGH, NO),
    "context": (CONTEXT, NO),
    "instructions": (BROAD, YES),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the data says to one question. because: one of the reasons above; named: texts that the
    sentence names; runs: how many it is about."""

    question: str
    answer: str
    because: str
    named: tuple[str, ...] = ()
    runs: int = 0


def known(history: History, filters: Filters, subject: Subject) -> tuple[Known, ...]:
    """What is known, one answer a question at most. filters: which runs are reviewed."""
    told: dict[str, Known] = {}
    for one in _known(history, filters, subject):
        told.setdefault(one.question, one)
    return tuple(told.values())


def _known(history: History, filters: Filters, subject: Subject) -> Iterator[Known]:
    """All there is to say, what says most first."""
    worker, cause = subject.worker_id, history.causes.by_key.get(subject.cause)
    now = configurations(history, [worker]).get(worker) if worker else None
    if worker:
        asked = present_asks(history, ALL.of_worker(worker)).get(worker)
        yield from (_asks(finding) for finding in (asked.findings if asked else ()))
    if cause:
        yield from _of_cause(cause)
    if now:
        yield _format(now)
        yield _access(history, now)
        yield from _pause(history, filters, now)


def _asks(finding: Finding) -> Known:
    """Instructions that ask for what the worker lacks: its context is not the right one, or they
    are at odds with its set-up."""
    named = (finding.subject, finding.words)
    if finding.kind == SOURCE:
        return Known(CONTEXT, NO, ASKS, named)
    return Known(BROAD, YES, ASKS, named)


def _of_cause(cause: Cause) -> Iterator[Known]:
    if told := _OF_ORIGIN.get(cause.origin):
        yield Known(*told, OF_CAUSE, (cause.label, cause.origin))


def _format(now: Configuration) -> Known:
    """Which format the instructions ask for, in the words that the check of formats reads."""
    if now.instructions_text is None:
        return Known(FORMAT, UNKNOWN, NO_TEXT)
    found = requests(now.instructions_text)
    if found:
        return Known(FORMAT, YES, SAYS_FORMAT, (found[0].said,))
    return Known(FORMAT, UNKNOWN, NO_FORMAT)


def _access(history: History, now: Configuration) -> Known:
    found = access(history, now.worker_id)
    if not found.known:
        return Known(ACCESS, UNKNOWN, NOT_TOLD, runs=found.runs)
    if found.never:
        return Known(ACCESS, YES, NEVER, found.never, found.runs)
    if found.too_new:
        return Known(ACCESS, UNKNOWN, NEWLY_ALLOWED, found.too_new)
    return Known(ACCESS, NO, ALL_CALLED, runs=found.runs)


def _pause(history: History, filters: Filters, now: Configuration) -> Iterator[Known]:
    if (now.worker_status or "").strip().casefold() == "paused":
        yield Known(PAUSE, NO, IS_PAUSED)
    for row in history.ask("touched_customers", filters.of_worker(now.worker_id)):
        if row["created"]:
            yield Known(PAUSE, YES, CUSTOMERS, runs=row["created"])
        else:
            yield Known(PAUSE, UNKNOWN, MAYBE_CUSTOMERS, runs=row["unknown"])
