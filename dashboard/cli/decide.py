"""What is decided: decide, postpone, done, and the list of decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dashboard import deciding
from dashboard.analysis.grading import graded
from dashboard.analysis.review.freezing import as_it_stands
from dashboard.analysis.subjects import counted, measure_of
from dashboard.cli.arguments import Arguments
from dashboard.cli.decision_list import documents, listed
from dashboard.cli.printing import json_text
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.deciding import By, Draft
from dashboard.errors import FilterInvalid
from dashboard.ledger import decisions as kept
from dashboard.ledger.decisions import (
    PAUSE,
    Expectation,
    Subject,
    postponed,
)
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo_one_that
from dashboard.recording import Made
from dashboard.store.filters.filter_links import moment
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.words.checklist import checklist_words, corrected, drafted
from dashboard.words.decisions import (
    NOT_CHANGED,
    evidence_of,
    subject_name,
)
from dashboard.words.safe_text import visible

SOON = timedelta(weeks=4)
"""By when something is expected where nothing else is said."""


def decide(arguments: Arguments) -> int:
    """Record a decision."""
    history = history_of(arguments)
    subject = _subject(arguments, history)
    evidence = _evidence(history, subject)
    draft = Draft(
        arguments.action,
        other=arguments.other,
        scope=arguments.scope,
        reason=arguments.reason,
        owner=arguments.owner,
        due=_day(arguments.due) if arguments.due else None,
        expected=_expectation(arguments, history, subject),
        checklist=corrected(drafted(history, ALL, subject), dict(arguments.answers)),
    )
    ledger = Ledger(home_of(arguments).path)
    new = deciding.decide(ledger, history, subject, draft, evidence, By(arguments.who))
    told = f"{subject_name(history, subject)}. {evidence.sentence}"
    remark(f"Recorded: {told} {NOT_CHANGED}" if new else f"That was recorded before: {told}")
    if new and (answers := checklist_words(draft.checklist)):
        remark(f"{answers}.")
    return OK


def _evidence(history: History, subject: Subject) -> Evidence:
    facts = as_it_stands(history, ALL, subject)
    return replace(evidence_of(history, ALL, subject), facts=facts)


def _expectation(arguments: Arguments, history: History, subject: Subject) -> Expectation | None:
    if arguments.expect is None and arguments.by_day:
        raise FilterInvalid("--by is the day of --expect.", remedy="Say --expect, too.")
    if arguments.expect is None:
        return None
    found = counted(history, ALL, subject)
    if found.window is None and not subject.runs:
        raise FilterInvalid(
            "These runs have no time, so nothing is expected of them a week.",
            remedy="Leave --expect out.",
        )
    by = _day(arguments.by_day) if arguments.by_day else _today(history) + SOON
    return Expectation(measure_of(subject), found.a_week, arguments.expect, by)


def postpone(arguments: Arguments) -> int:
    """Record that a finding is looked at again later."""
    history = history_of(arguments)
    subject = _subject(arguments, history)
    new = deciding.postpone(
        Ledger(home_of(arguments).path),
        history,
        subject,
        _day(arguments.day),
        arguments.reason,
        _evidence(history, subject),
        By(arguments.who),
    )
    told = f"{subject_name(history, subject)}."
    remark(f"Postponed: {told}" if new else f"That was postponed before: {told}")
    return OK


def done(arguments: Arguments) -> int:
    """Record that a decision was carried out; with --what as a change of its worker."""
    history = history_of(arguments)
    ledger, zone = Ledger(home_of(arguments).path), history.about.zone
    at = moment(arguments.when, zone) if arguments.when else history.about.now
    if at is None:
        raise FilterInvalid("When was it done?", remedy="Say --when 2026-11-16T09:10.")
    new = deciding.finish(
        ledger, history, arguments.number, at, By(arguments.who), _made(arguments, ledger)
    )
    remark("Recorded." if new else "That was recorded before.")
    return OK


def _made(arguments: Arguments, ledger: Ledger) -> Made | None:
    """The change that the options tell of; None without --what. Of a pause that is the status."""
    from dashboard.cli.record import text_of

    decision = deciding.decision_numbered(ledger, arguments.number)
    worker = arguments.worker or decision.subject.worker_id
    what = arguments.what or ("status" if decision.action == PAUSE and worker else None)
    if what is None:
        return None
    if not worker:
        raise FilterInvalid("Which worker was changed?", remedy="Say --worker.")
    texts = {
        name: text_of(path) if (path := getattr(arguments, name)) else ""
        for name in ("old_text", "new_text")
    }
    new = arguments.new or ("paused" if decision.action == PAUSE else "")
    return Made(worker, what, arguments.old, new, note=arguments.note, **texts)


def decisions(arguments: Arguments) -> int:
    """List decisions and what is postponed, or take one back."""
    ledger = Ledger(home_of(arguments).path)
    if arguments.undo is not None:
        what = "a decision, nor that one is done or put off"
        new = undo_one_that(ledger, arguments.undo, kept.is_about_decisions, what, arguments.who)
        remark("Taken back." if new else "It was before.")
        return OK
    history, entries = history_of(arguments), ledger.not_lost().entries()
    made, later = graded(history, kept.decisions(entries))[::-1], postponed(entries)
    if arguments.json:
        print(json_text(documents(made, later)))
    else:
        print(visible(listed(history, made, later)))
    return OK


def _subject(arguments: Arguments, history: History) -> Subject:
    named = Subject(
        worker_id=arguments.worker or "",
        cause=arguments.cause or "",
        change=arguments.change or "",
        runs=tuple(arguments.runs),
    )
    return deciding.named(history, named)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FilterInvalid(f"“{text[:40]}” is no day; write it like 2026-11-16.") from None


def _today(history: History) -> date:
    return history.about.now.date() if history.about.now else date.today()
