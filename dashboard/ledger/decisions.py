"""What people decided to do about a finding: the decision, its delay, and that it was done.

The evidence stands in the entry as it was at that moment, so that it says the same when more data
is there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.dates import day
from dashboard.ledger.changes import RECORDED
from dashboard.ledger.checklist import Answered, checked
from dashboard.ledger.entries import Entry, moment, standing
from dashboard.ledger.evidence import Evidence, evidence_in
from dashboard.ledger.kinds import EntryKind, standing_of

DECIDED, POSTPONED, DONE = "decision made", "finding postponed", "decision done"

INSTRUCTIONS, CONTEXT, REMOVE, PAUSE, UNCHANGED, OTHER = ACTIONS = (
    "instructions",
    "context",
    "remove",
    "pause",
    "unchanged",
    "other",
)
"""Next actions: update instructions, add context, remove context or tools, pause the worker, leave
it unchanged, something else."""
(
    OF_CAUSE,
    OF_FAILURES,
    OF_BAD,
    OF_CHECK,
    OF_CUSTOMERS,
    OF_STUCK,
    OF_PAUSED,
    OF_RUNS,
) = MEASURES = ("cause", "failures", "bad", "check", "customers", "stuck", "paused", "runs")
"""What is counted, and is to become less: runs with the cause, failed or bad runs, runs that the
check calls suspect, failed ones that customers may see something of, runs that had not ended after
a day, and those that came while their worker was not active; or what is to become more: runs."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided about: everything that is named, "" or none for nothing. cause: its key when
    it was decided, found again by its templates; change: its key in links; runs: their ids; items:
    the facts of the review that were joined to this finding, by their keys; check: of outputs, by
    its name; measure: one of MEASURES, "" where what is named says what is counted."""

    worker_id: str = ""
    cause: str = ""
    templates: tuple[str, ...] = ()
    change: str = ""
    runs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    check: str = ""
    measure: str = ""

    @property
    def names_something(self) -> bool:
        return any((self.worker_id, self.cause, self.change, self.runs, self.items, self.check))


@dataclass(frozen=True, slots=True)
class Expectation:
    """From how many a week to how many, by which day; of stuck runs as many as stand, not a week.
    measure: one of MEASURES; of OF_RUNS so many are expected at least, of the others at most."""

    measure: str
    before: float
    after: float
    by: date


@dataclass(frozen=True, slots=True)
class Done:
    """When a decision was carried out, and who says so. entry: its number in the ledger; changed:
    whether that entry is a change of the worker, which names the decision."""

    entry: int
    at: datetime
    who: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that stands. entry: its number in the ledger; at: when it was made; action: one of
    ACTIONS; other: that action in words, if it is OTHER; checklist: of the quality review, none
    where it was not asked."""

    entry: int
    at: datetime
    who: str
    subject: Subject
    action: str
    other: str
    scope: str
    reason: str
    owner: str
    due: date | None
    expected: Expectation | None
    evidence: Evidence
    done: Done | None
    checklist: tuple[Answered, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done, and nothing expected: it is to stay as it is."""
        return self.action == UNCHANGED

    @property
    def waits(self) -> bool:
        """Whether somebody is still to carry it out."""
        return self.done is None and not self.settled


@dataclass(frozen=True, slots=True)
class Postponed:
    """A finding that is looked at again on a later day. until: that day."""

    entry: int
    at: datetime
    who: str
    subject: Subject
    until: date
    reason: str
    evidence: Evidence


def decisions(entries: Sequence[Entry]) -> tuple[Decision, ...]:
    """The decisions that stand, oldest first, each with its newest word that it was done."""
    done = {
        entry.about["decision"]: _done(entry)
        for entry in standing(entries)
        if is_about_decisions(entry) and "decision" in entry.about
    }
    made = standing_of([DECIDED_KIND], entries)
    return tuple(_decision(entry, done.get(entry.number)) for entry in made)


def postponed(entries: Sequence[Entry]) -> tuple[Postponed, ...]:
    """The findings that stand postponed, oldest first."""
    return tuple(_postponed(entry) for entry in standing_of([POSTPONED_KIND], entries))


def is_about_decisions(entry: Entry) -> bool:
    """Whether an entry makes a decision, puts one off, or says that one is done."""
    return entry.kind in (DECIDED, POSTPONED, DONE) or (
        entry.kind == RECORDED and "decision" in entry.about
    )


def _decision(entry: Entry, done: Done | None = None) -> Decision:
    about = entry.about
    texts = {name: str(about.get(name) or "") for name in ("other", "scope", "reason", "owner")}
    if about["action"] not in ACTIONS:
        raise ValueError(about["action"])
    # What older versions kept beside it: there is nothing that could be due or become less.
    settled = about["action"] == UNCHANGED
    return Decision(
        entry=entry.number,
        at=entry.at,
        who=entry.who,
        subject=_subject(about),
        action=about["action"],
        due=None if settled else _day(about.get("due")),
        expected=None if settled else _expectation(about.get("expected")),
        evidence=evidence_in(about["evidence"]),
        done=done,
        checklist=checked(about.get("checklist")),
        **texts,
    )


def _postponed(entry: Entry) -> Postponed:
    about = entry.about
    return Postponed(
        entry=entry.number,
        at=entry.at,
        who=entry.who,
        subject=_subject(about),
        until=date.fromisoformat(about["until"]),
        reason=str(about["reason"]),
        evidence=evidence_in(about["evidence"]),
    )


def _done(entry: Entry) -> Done:
    if not isinstance(entry.about["decision"], int):
        raise TypeError(entry.about["decision"])
    at = moment(entry.about["at"])
    return Done(entry.number, at, entry.who, entry.kind == RECORDED)


def _subject(about: dict[str, Any]) -> Subject:
    return Subject(
        worker_id=str(about.get("worker_id") or ""),
        cause=str(about.get("cause") or ""),
        templates=_texts(about.get("templates")),
        change=str(about.get("change") or ""),
        runs=_texts(about.get("runs")),
        items=_texts(about.get("items")),
        check=str(about.get("check") or ""),
        measure=str(about.get("measure") or ""),
    )


def _texts(held: Any) -> tuple[str, ...]:
    """A list of texts, or nothing. Raises TypeError for anything else: an id in brackets would name
    no run."""
    if held and not (isinstance(held, list | tuple) and all(isinstance(one, str) for one in held)):
        raise TypeError(held)
    return tuple(held or ())


def _expectation(held: dict[str, Any] | None) -> Expectation | None:
    if not held:
        return None
    if held["measure"] not in MEASURES:
        raise ValueError(held["measure"])
    before, after = float(held["before"]), float(held["after"])
    if not (math.isfinite(before) and math.isfinite(after)):
        raise ValueError(before, after)
    return Expectation(held["measure"], before, after, date.fromisoformat(held["by"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


ACTION_NAMES = {
    INSTRUCTIONS: "update instructions",
    CONTEXT: "add context",
    REMOVE: "remove context or tools",
    PAUSE: "pause worker",
    UNCHANGED: "leave unchanged",
    OTHER: "other",
}


def action_of(about: dict[str, Any]) -> str:
    """The next action of a decision in words, as its content holds it."""
    other = str(about.get("other") or "")
    return other if about["action"] == OTHER and other else ACTION_NAMES[about["action"]]


DECIDED_KIND = EntryKind(
    DECIDED, _decision, lambda entry, _zone: f"decided: {action_of(entry.about)}"
)
POSTPONED_KIND = EntryKind(
    POSTPONED,
    _postponed,
    lambda entry, _zone: f"postponed it to {day(date.fromisoformat(entry.about['until']))}",
)
DONE_KIND = EntryKind(
    DONE, _done, lambda entry, _zone: f"marked decision {entry.about['decision']} done"
)
KINDS = (DECIDED_KIND, POSTPONED_KIND, DONE_KIND)
