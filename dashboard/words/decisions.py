"""What is said of decisions: what about, why, what is expected, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from dashboard.analysis.subjects import Counted, cause_now, counted, measure_of
from dashboard.dates import day
from dashboard.ledger.decisions import (
    ACTION_NAMES,
    OF_BAD,
    OF_CAUSE,
    OTHER,
    Decision,
    Expectation,
    Postponed,
    Subject,
)
from dashboard.ledger.evidence import Evidence
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.causes import window_days
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, expected_count

NOT_CHANGED = "Nothing is changed yet: do it in your tool."
"""Beside every decision: the product records it and changes no worker."""


NO_CHANGE = "It stands as no change of a worker. If one was changed, record that, too."
"""Of a decision that was carried out otherwise than by a change of the worker that it names."""


def until_then(newest: date) -> str:
    """Of what is done today, later than the newest data, of that day."""
    told = f"The newest data is of {day(newest)}"
    return f"{told}: what comes of it is told once there is data of runs after that."


def action_word(decision: Decision) -> str:
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
    if subject.change and not told:
        told.append("a change")
    if subject.runs and not subject.items:
        shown = subject.runs[0] if len(subject.runs) == 1 else count(len(subject.runs), "run")
        told.append(f"run {isolated(shown)}" if len(subject.runs) == 1 else shown)
    return ", ".join(told) or "the whole workspace"


def cause_label(history: History, subject: Subject) -> str:
    """What the cause of a subject is called now; as it was kept where no run has it any more."""
    key = cause_now(history, subject)
    return history.causes.by_key[key].label if key else subject.cause


def evidence_of(history: History, filters: Filters, subject: Subject) -> Evidence:
    """Why something is decided about, with the numbers of now. filters: which week is reviewed."""
    found = counted(history, filters, subject)
    window = found.window
    return Evidence(
        sentence=_sentence(history, subject, found),
        runs=found.finished,
        failed=found.failed,
        since=window.since if window else None,
        until=window.until if window else None,
        as_of=history.about.now,
    )


def _sentence(history: History, subject: Subject, found: Counted) -> str:
    days = f" on {window_days(found.window, history.about.zone)}" if found.window else ""
    usual = f", usually {expected_count(found.usual)}" if found.usual is not None else ""
    name = subject_name(history, replace(subject, cause="", items=(), runs=()))
    if subject.runs:
        told = count(len(subject.runs), "run")
        label = f" for “{cause_label(history, subject)}”" if subject.cause else ""
        return (
            f"{told}{f' of {name}' if subject.worker_id else ''}, {found.failed:,} failed{label}."
        )
    if subject.cause:
        of = f" of {name}" if subject.worker_id else ""
        runs = count(found.failed, "run")
        return f"{runs}{of} failed for “{cause_label(history, subject)}”{days}{usual}."
    of = f" of {name}" if subject.worker_id else ""
    ended = "were judged bad" if measure_of(subject) == OF_BAD else "failed"
    return f"{found.failed:,} of {count(found.finished, 'finished run')}{of} {ended}{days}{usual}."


BAD_RUNS, FAILED_RUNS = "runs judged bad", "failed runs"


def expectation_words(expected: Expectation) -> str:
    """What is expected, in a sentence: "from 51 to 14 a week by 14 Dec 2026"."""
    what = {OF_CAUSE: "runs with this cause", OF_BAD: BAD_RUNS}.get(expected.measure, FAILED_RUNS)
    before, after = expected_count(expected.before), expected_count(expected.after)
    return f"{what}: {before} → {after} a week by {day(expected.by)}"


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
    return (
        f"One thing at a time: of this worker is open “{action_word(decision)}” "
        f"({decision_line(decision, zone)})."
    )
