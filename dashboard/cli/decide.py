"""What is decided: decide, postpone, done, and the list of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dashboard import deciding, named_subjects
from dashboard.analysis.grading import graded
from dashboard.analysis.measures import cause_now, measure_of
from dashboard.analysis.review.freezing import as_found, as_it_stands, measured
from dashboard.analysis.review.review import review
from dashboard.analysis.subjects import counted
from dashboard.cli.arguments import Arguments
from dashboard.cli.decision_list import documents, listed
from dashboard.cli.printing import json_text
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.deciding import By, Draft
from dashboard.errors import FilterInvalid
from dashboard.ledger import decisions as kept
from dashboard.ledger.decisions import (
    Expectation,
    Subject,
    postponed,
)
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo_one_that
from dashboard.recording import Made, made_by
from dashboard.started import command
from dashboard.store.filters.filter_links import moment
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.words.checklist import checklist_words, corrected, drafted
from dashboard.words.decisions import (
    NO_CHANGE,
    NOT_CHANGED,
    decision_line,
    evidence_of,
    subject_name,
)
from dashboard.words.one_at_a_time import one_thing
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
    deciding.check_days(history, draft)
    ledger = Ledger(home_of(arguments).path)
    before = kept.decisions(ledger.entries())
    new = deciding.decide(ledger, history, subject, draft, evidence, By(arguments.who))
    told = f"{subject_name(history, subject)}. {evidence.sentence}"
    remark(f"Recorded: {told} {NOT_CHANGED}" if new else f"That was recorded before: {told}")
    if new and (answers := checklist_words(draft.checklist)):
        remark(f"{answers}.")
    if new:
        _beside(history, subject, evidence, before, By(arguments.who))
    return OK


def _beside(
    history: History, subject: Subject, evidence: Evidence, before: Sequence[kept.Decision], by: By
) -> None:
    """Say what others decided about the same, and what else of the worker is open. before: all
    decisions that stood."""
    about = history.about
    same = [
        one
        for one in before
        if one.who != by.who and one.evidence.until == evidence.until
        if _is_same(history, one.subject, subject)
    ]
    for one in same:
        remark(f"Decided about it already, and both stand: {decision_line(one, about.zone)}.")
    others = [one for one in before if one not in same]
    for warning in one_thing(subject.worker_id, others, review(history, ALL).too_early, about):
        remark(warning.told)


def _is_same(history: History, one: Subject, other: Subject) -> bool:
    """Whether both are about the same, or share a finding of the review."""
    named, besides = (
        (held.worker_id, cause_now(history, held), held.change, held.check, held.runs)
        for held in (one, other)
    )
    shared = not set(one.items).isdisjoint(other.items)
    return shared or (named == besides and measure_of(one) == measure_of(other))


def _evidence(history: History, subject: Subject) -> Evidence:
    facts = as_it_stands(history, ALL, subject)
    return replace(evidence_of(history, ALL, subject), facts=facts)


def _expectation(arguments: Arguments, history: History, subject: Subject) -> Expectation | None:
    if arguments.expect is None and arguments.by_day:
        raise FilterInvalid("--by is the day of --expect.", remedy="Say --expect, too.")
    if arguments.expect is None:
        return None
    found = counted(history, ALL, subject)
    if subject.runs:
        raise FilterInvalid(
            "Runs that are named one by one have ended, so nothing is expected of them a week.",
            remedy="Leave --expect out, or name the worker or the cause.",
        )
    if found.window is None:
        raise FilterInvalid(
            "These runs have no time, so nothing is expected of them a week.",
            remedy="Leave --expect out.",
        )
    by = _day(arguments.by_day) if arguments.by_day else history.about.this_day + SOON
    return Expectation(found.measure, found.a_week, arguments.expect, by)


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
    at = moment(arguments.when, zone) if arguments.when else history.about.present
    made = _made(arguments, ledger)
    new = deciding.finish(ledger, history, arguments.number, at, By(arguments.who), made)
    remark("Recorded." if new else "That was recorded before.")
    if new and made:
        remark(f"It stands as a change of the worker’s {made.what} from then on.")
    elif not _is_change(deciding.decision_numbered(ledger, arguments.number)):
        remark(
            f"{NO_CHANGE} {command('record WORKER model --when TIME')} does it, say of its model."
        )
    return OK


def _is_change(decision: kept.Decision) -> bool:
    return decision.done is not None and decision.done.changed


def _made(arguments: Arguments, ledger: Ledger) -> Made | None:
    """The change that the options tell of; without --what that by which such a decision is carried
    out, as on the pages."""
    from dashboard.cli.record import text_of

    decision = deciding.decision_numbered(ledger, arguments.number)
    usual = made_by(decision)
    worker = arguments.worker or decision.subject.worker_id
    what = arguments.what or (usual.what if usual else None)
    if what is None:
        return None
    if not worker:
        raise FilterInvalid("Which worker was changed?", remedy="Say --worker.")
    texts = {
        name: text_of(path) if (path := getattr(arguments, name)) else ""
        for name in ("old_text", "new_text")
    }
    new = arguments.new or (usual.new if usual and usual.what == what else "")
    return Made(worker, what, arguments.old, new, note=arguments.note, **texts)


def decisions(arguments: Arguments) -> int:
    """List decisions and what is postponed, or take one back."""
    ledger = Ledger(home_of(arguments).path)
    if arguments.undo is not None:
        what = "a decision, nor that one is done or put off"
        new = undo_one_that(ledger, arguments.undo, kept.is_about_decisions, what, arguments.who)
        remark("Taken back." if new else "It was before.")
        return OK
    history, entries = history_of(arguments), ledger.entries()
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
        check=arguments.check or "",
        measure=arguments.counting or "",
    )
    counted_by = measured(history, ALL, named_subjects.named(history, named))
    return named_subjects.named(history, as_found(history, ALL, counted_by))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FilterInvalid(f"“{text[:40]}” is no day; write it like 2026-11-16.") from None
