"""What the command decisions lists, as text and as a document."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.grading import Graded
from dashboard.analysis.measures import MEASURE, measure_of
from dashboard.analysis.since_done import Since
from dashboard.cli.printing import Document, room, table, utc
from dashboard.ledger.decisions import Decision, Postponed, Subject
from dashboard.store.reading.history import History
from dashboard.words.decisions import action_word, decision_line, postponed_line, subject_name
from dashboard.words.graded import LABELS, since_words


def listed(history: History, made: Sequence[Graded], later: Sequence[Postponed]) -> str:
    """One line a decision, with what happened since, then what is postponed."""
    zone = history.about.zone
    rows: list[tuple[str | None, ...]] = [
        (
            str(one.decision.entry),
            decision_line(one.decision, zone),
            subject_name(history, one.decision.subject),
            LABELS[one.grade],
            since_words(history, one) or None,
        )
        for one in made
    ]
    rows += [
        (str(one.entry), postponed_line(one, zone), subject_name(history, one.subject), None, None)
        for one in later
    ]
    return table(("decision", "", "about", "since", ""), rows, width=room(80))


def documents(made: Sequence[Graded], later: Sequence[Postponed]) -> list[Document]:
    """The document of the command."""
    told = [decision_document(one.decision) | _since(one) for one in made]
    return told + [_later(one) for one in later]


def decision_document(decision: Decision) -> dict[str, object]:
    """A decision as JSON holds it."""
    expected, evidence, done = decision.expected, decision.evidence, decision.done
    return {
        "decision": decision.entry,
        "decided_at": utc(decision.at),
        "who": decision.who,
        **_about(decision.subject),
        "action": decision.action,
        "action_words": action_word(decision),
        "scope": decision.scope,
        "reason": decision.reason,
        "owner": decision.owner,
        "due": decision.due.isoformat() if decision.due else None,
        "expected": expected
        and {
            "measure": expected.measure,
            "before_a_week": expected.before,
            "after_a_week": expected.after,
            "by": expected.by.isoformat(),
        },
        "evidence": {
            "sentence": evidence.sentence,
            "runs": evidence.runs,
            "failed": evidence.failed,
            "counted": evidence.counted,
            "since": evidence.since and utc(evidence.since),
            "until": evidence.until and utc(evidence.until),
            "data_of": evidence.as_of and utc(evidence.as_of),
        },
        "checklist": [
            {"question": one.question, "answer": one.answer, "why": one.why}
            for one in decision.checklist
        ],
        "done": done and {"entry": done.entry, "at": utc(done.at), "change": done.changed},
        "postponed_until": None,
    }


def _since(found: Graded) -> dict[str, object]:
    """What happened since a decision was carried out, as JSON holds it."""
    since, expected = found.since, found.decision.expected
    stands = expected is not None and MEASURE[expected.measure].standing
    return {
        "grade": found.grade,
        "held": found.held,
        "since": since and {"seen_a_week": None if stands else since.after.a_week} | _sides(since),
        "also": [
            {"check": one.subject.check or None, "measure": one.measure}
            | (_sides(one.since) if one.since else {"verdict": None})
            for one in found.also
        ],
    }


def _sides(since: Since) -> dict[str, object]:
    """Both sides of what is counted, as JSON holds them."""
    return {
        "verdict": since.verdict,
        "days_after": round(since.after.weeks * 7, 2),
        "counted_before": since.before.runs,
        "among_before": since.before.among,
        "counted_after": since.after.runs,
        "among_after": since.after.among,
        "confounded_by": list(since.confounded_by),
    }


def _later(held: Postponed) -> dict[str, object]:
    return {
        "decision": held.entry,
        "decided_at": utc(held.at),
        "who": held.who,
        **_about(held.subject),
        "action": "postpone",
        "reason": held.reason,
        "postponed_until": held.until.isoformat(),
    }


def _about(subject: Subject) -> dict[str, object]:
    return {
        "worker": subject.worker_id or None,
        "cause": subject.cause or None,
        "check": subject.check or None,
        "measure": measure_of(subject),
        "change": subject.change or None,
        "runs": list(subject.runs),
    }
