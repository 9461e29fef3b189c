"""What is said of decisions: what about, why, what is expected, and what became of it."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from dashboard.analysis.measures import MEASURE
from dashboard.analysis.subjects import Counted, counted
from dashboard.dates import day
from dashboard.deciding import Draft
from dashboard.ledger.decisions import (
    ACTION_NAMES,
    OTHER,
    Decision,
    Postponed,
    Subject,
)
from dashboard.ledger.evidence import Evidence
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.causes import window_days
from dashboard.words.check_names import NAMES as CHECKS_FIND
from dashboard.words.measures import (
    WITH_CAUSE,
    cause_label,
    counted_words,
    from_to,
    is_named_beside,
    seen_words,
)
from dashboard.words.safe_text import isolated
from dashboard.words.values import count

NOT_CHANGED = "Nothing is changed yet: do it in your tool."
"""Beside every decision: the product records it and changes no worker."""


NO_CHANGE = "It stands as no change of a worker. If one was changed, record that, too."
"""Of a decision that was carried out otherwise than by a change of the worker that it names."""


def until_then(newest: date) -> str:
    """Of what is done today, later than the newest data, of that day."""
    told = f"The newest data is of {day(newest)}"
    return f"{told}: what comes of it is told once there is data of runs after that."


def action_word(decision: Decision | Draft) -> str:
    """The next action in words."""
    if decision.action == OTHER and decision.other:
        return decision.other
    return ACTION_NAMES[decision.action]


def subject_name(history: History, subject: Subject) -> str:
    """What is decided about, in few words: "Supplier records, “Missing access to a record”"."""
    told = []
    if subject.worker_id:
        names = history.values_of("worker")
        told.append(isolated(names.get(subject.worker_id, subject.worker_id)))
    if subject.cause:
        told.append(f"“{isolated(cause_label(history, subject))}”")
    if subject.check:
        told.append(f"“{CHECKS_FIND.get(subject.check, isolated(subject.check))}”")
    if subject.change and not told:
        told.append("a change")
    if subject.runs and not subject.items:
        shown = subject.runs[0] if len(subject.runs) == 1 else count(len(subject.runs), "run")
        told.append(f"run {isolated(shown)}" if len(subject.runs) == 1 else shown)
    return ", ".join(told) or "the whole workspace"


def evidence_of(history: History, filters: Filters, subject: Subject) -> Evidence:
    """Why something is decided about, with the numbers of now. filters: which week is reviewed."""
    found = counted(history, filters, subject)
    window = found.window
    return Evidence(
        sentence=_sentence(history, subject, found),
        runs=found.among,
        failed=found.runs if MEASURE[found.measure].of_failed else None,
        counted=found.runs,
        since=window.since if window else None,
        until=window.until if window else None,
        as_of=history.about.now,
    )


def _sentence(history: History, subject: Subject, found: Counted) -> str:
    days = f" on {window_days(found.window, history.about.zone)}" if found.window else ""
    of = f" of {subject_name(history, Subject(subject.worker_id))}" if subject.worker_id else ""
    if subject.runs:
        label = f" for “{cause_label(history, subject)}”" if subject.cause else ""
        return f"{count(len(subject.runs), 'run')}{of}, {found.runs:,} failed{label}."
    return seen_words(history, subject, found, of, days)


def expectation_words(history: History, decision: Decision) -> str:
    """What is expected, in a sentence: "“Timed out”: 51 → 14 a week by 14 Dec 2026"; "" for
    nothing."""
    expected = decision.expected
    if expected is None:
        return ""
    known = is_named_beside(decision.subject, expected.measure)
    what = WITH_CAUSE if known else counted_words(history, decision.subject, expected.measure)
    return f"{what}: {from_to(expected)} by {day(expected.by)}"


def decision_line(decision: Decision, zone: str) -> str:
    """A decision on one line, with who and when: "Update instructions, Kim, 16 Nov 2026; due …"."""
    word = action_word(decision)
    told = [f"{word[0].upper()}{word[1:]}", decision.who or "somebody"]
    told.append(day(decision.at.astimezone(ZoneInfo(zone))))
    line = ", ".join(told)
    if decision.owner:
        line += f"; owner {isolated(decision.owner)}"
    if decision.done:
        return f"{line}; done {day(decision.done.at.astimezone(ZoneInfo(zone)))}"
    return f"{line}; due {day(decision.due)}" if decision.due else line


def postponed_line(held: Postponed, zone: str) -> str:
    """A postponement on one line: "Postponed to 30 Nov 2026 by Kim, 16 Nov 2026: …"."""
    made = day(held.at.astimezone(ZoneInfo(zone)))
    who = held.who or "somebody"
    return f"Postponed to {day(held.until)} by {who}, {made}: {held.reason}"


def one_at_a_time(decision: Decision, zone: str) -> str:
    """That something else of a worker is decided and not done yet."""
    return f"One thing at a time. Still open of this worker: {decision_line(decision, zone)}."
