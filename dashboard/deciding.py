"""Record what is decided about a finding, when it is looked at again, and that it was done.

Every function writes at most one entry into the ledger. A form that is sent twice, by a reload or a
double click, is named alike and written once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from dashboard import recording
from dashboard.dates import day
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.changes import RECORDED
from dashboard.ledger.checklist import Answered, answered_by_hand
from dashboard.ledger.decisions import (
    ACTIONS,
    DECIDED,
    DONE,
    MEASURES,
    OTHER,
    POSTPONED,
    UNCHANGED,
    Decision,
    Expectation,
    Subject,
    decisions,
)
from dashboard.ledger.entries import Entry, called, standing
from dashboard.ledger.evidence import Evidence, written
from dashboard.ledger.ledger import LONGEST_WHO, Ledger
from dashboard.named_subjects import named
from dashboard.recording import Made
from dashboard.started import command
from dashboard.store.reading.history import History

LONGEST = 2_000
"""Letters of a text of a decision."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it is recorded; its parts are those of Decision."""

    action: str
    other: str = ""
    scope: str = ""
    reason: str = ""
    owner: str = ""
    due: date | None = None
    expected: Expectation | None = None
    checklist: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class By:
    """Who writes, and the form that they sent, by a name that no other has; "" for none."""

    who: str = ""
    form: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "who", called(self.who))


def decide(
    ledger: Ledger, history: History, subject: Subject, draft: Draft, evidence: Evidence, by: By
) -> bool:
    """Record a decision; True if that was new. Raises NotFound for a subject that the history
    doesn't have, FilterInvalid for what is no decision."""
    _check(draft)
    expected = draft.expected
    about = {
        **_about(history, subject),
        "action": draft.action,
        **{name: getattr(draft, name).strip() for name in ("other", "scope", "reason")},
        "owner": " ".join(draft.owner.split()),
        "due": draft.due.isoformat() if draft.due else "",
        "expected": expected and asdict(expected) | {"by": expected.by.isoformat()},
        "checklist": [asdict(one) for one in draft.checklist],
    }
    return _append(ledger, DECIDED, about, evidence, by)


def postpone(
    ledger: Ledger,
    history: History,
    subject: Subject,
    until: date,
    reason: str,
    evidence: Evidence,
    by: By,
) -> bool:
    """Record that a finding is looked at again on a later day, and why not now; True if that was
    new. Raises as decide() does."""
    if not reason.strip():
        raise FilterInvalid("A finding is postponed with a reason.", remedy="Say why not now.")
    _check_length("reason", reason)
    newest, now = history.about.today, history.about.this_day
    if until <= now:
        than = f"today, {day(now)}" if now > newest else f"the newest data, of {day(newest)}"
        told = f"It is put off until {day(until)}, which is not after {than}."
        raise FilterInvalid(told, remedy="Name a later day.")
    about = {
        **_about(history, subject),
        "until": until.isoformat(),
        "reason": reason.strip(),
    }
    return _append(ledger, POSTPONED, about, evidence, by)


def finish(
    ledger: Ledger, history: History, number: int, at: datetime, by: By, made: Made | None = None
) -> bool:
    """Record that a decision was carried out; True if that was new. made: the change by which it
    was, which stands from then on among the changes of its worker; it is said to fix the decision's
    cause where none of its runs is expected any more. Raises NotFound, FilterInvalid."""
    decision = decision_numbered(ledger, number)
    if decision.settled:
        raise FilterInvalid(
            f"Decision {number} leaves it unchanged: there is nothing to carry out.",
            remedy="If something was changed, record that, or decide anew.",
        )
    if at.tzinfo is None:
        raise FilterInvalid("The time at which it was done needs a zone.")
    about: dict[str, Any] = {"decision": number}
    kind = DONE
    if made:
        expected = decision.expected
        gone = expected is not None and expected.after == 0
        change = recording.change_of(
            history,
            replace(made, note=made.note or decision.reason),
            at,
            cause=decision.subject.cause if gone else "",
        )
        kind, about = RECORDED, about | change
    about |= {"at": at.astimezone(UTC).isoformat(), "form": by.form}

    def needless(entries: Sequence[Entry]) -> bool:
        known = next((one for one in decisions(entries) if one.entry == number), None)
        return known is None or known.done is not None or sent(by.form, entries)

    return ledger.append(kind, about, who=by.who, unless=needless) is not None


def decision_numbered(ledger: Ledger, number: int) -> Decision:
    """A decision that stands, by the number of its entry. Raises NotFound."""
    for decision in decisions(ledger.entries()):
        if decision.entry == number:
            return decision
    raise NotFound(
        f"There is no decision {number}, or it was taken back.",
        remedy=f"`{command('decisions')}` lists them.",
    )


def _append(ledger: Ledger, kind: str, about: dict[str, Any], evidence: Evidence, by: By) -> bool:
    """Write an entry, unless its form was sent before or the same is said by the same person."""

    def needless(entries: Sequence[Entry]) -> bool:
        return sent(by.form, entries) or any(
            entry.kind == kind and entry.who == by.who and _same(about, entry.about)
            for entry in standing(entries)
        )

    whole = about | {"evidence": written(evidence), "form": by.form}
    return ledger.append(kind, whole, who=by.who, unless=needless) is not None


def _same(about: dict[str, Any], held: dict[str, Any]) -> bool:
    """Whether an entry holds what is said now; what it does not name, as it is older, is nothing.
    Of the checklist only what a person answered is said: the rest is of the data, as evidence."""
    own = answered_by_hand(about.get("checklist")) == answered_by_hand(held.get("checklist"))
    rest = about.keys() - {"checklist"}
    return own and all((about[name] or None) == (held.get(name) or None) for name in rest)


def sent(form: str, entries: Sequence[Entry]) -> bool:
    """Whether a form was sent before, also where that was taken back since."""
    return bool(form) and any(entry.about.get("form") == form for entry in entries)


def _about(history: History, subject: Subject) -> dict[str, Any]:
    """What is decided about, as an entry holds it."""
    held = asdict(named(history, subject))
    return {name: list(one) if isinstance(one, tuple) else one for name, one in held.items()}


def _check(draft: Draft) -> None:
    """Whether that is a decision. Raises FilterInvalid."""
    if draft.action not in ACTIONS:
        told = f"“{draft.action}” is no next action."
        raise FilterInvalid(told, remedy=f"It is one of {', '.join(ACTIONS)}.")
    if draft.action == OTHER and not draft.other.strip():
        raise FilterInvalid("Another next action needs words.", remedy="Say what is to be done.")
    if draft.action == UNCHANGED and (draft.due or draft.expected):
        raise FilterInvalid(
            "What is left unchanged is never due, and nothing is expected of it.",
            remedy="Leave that out, or choose another next action.",
        )
    for name in ("other", "scope", "reason"):
        _check_length(name, getattr(draft, name))
    if len(draft.owner) > LONGEST_WHO:
        raise FilterInvalid(f"An owner’s name has at most {LONGEST_WHO} letters.")
    expected = draft.expected
    if expected and (expected.measure not in MEASURES or min(expected.before, expected.after) < 0):
        raise FilterInvalid("What is expected is a number a week, 0 or more.")


def check_days(history: History, draft: Draft) -> None:
    """Whether a decision that somebody makes now can be carried out until the day that it names.
    Raises FilterInvalid."""
    days = {"The day when it is due": draft.due}
    if draft.expected:
        days["The day by which something is expected"] = draft.expected.by
    for name, chosen in days.items():
        if chosen and chosen < history.about.this_day:
            newest, now = history.about.today, history.about.this_day
            than = f"today, {day(now)}" if now > newest else f"the newest data, of {day(newest)}"
            told = f"{name}, {day(chosen)}, is before {than}."
            raise FilterInvalid(told, remedy="Name that day or a later one.")


def _check_length(name: str, text: str) -> None:
    if len(text) > LONGEST:
        raise FilterInvalid(f"The {name} is longer than {LONGEST:,} letters.", remedy="Shorten it.")
