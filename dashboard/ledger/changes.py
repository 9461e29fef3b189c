"""Changes of workers that people recorded by hand, and which cause a change should fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.ledger.entries import Entry, moment
from dashboard.ledger.kinds import EntryKind, standing_of

RECORDED, AIMED = "change recorded", "change aimed at a cause"


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change that a person recorded. entry: its number in the ledger; what: one of
    CHANGED_THINGS; old, new: a label, "" for none; old_text, new_text: of instructions, "" for
    none; cause: that it should fix, "" for none; who: the name given."""

    entry: int
    worker_id: str
    at: datetime
    what: str
    old: str
    new: str
    old_text: str
    new_text: str
    cause: str
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class Aim:
    """The cause that a known change, named by its worker and its time, should fix. entry: its
    number in the ledger."""

    worker_id: str
    at: datetime
    cause: str
    entry: int


def standing_changes(entries: Sequence[Entry]) -> list[Entry]:
    """The entries about changes that were not undone, oldest first."""
    return standing_of(KINDS, entries)


def recorded_changes(entries: Sequence[Entry]) -> tuple[RecordedChange, ...]:
    """The changes that entries of the ledger record."""
    found = standing_changes(entries)
    return tuple(_recorded(entry) for entry in found if entry.kind == RECORDED)


def aims(entries: Sequence[Entry]) -> tuple[Aim, ...]:
    """What changes that the history knows should fix; a later aim replaces an earlier one."""
    held: dict[tuple[str, datetime], Aim] = {}
    for entry in standing_changes(entries):
        if entry.kind == AIMED:
            aim = _aim(entry)
            held[aim.worker_id, aim.at] = aim
    return tuple(held.values())


def _aim(entry: Entry) -> Aim:
    about = entry.about
    return Aim(str(about["worker_id"]), moment(about["at"]), str(about["cause"]), entry.number)


def _recorded(entry: Entry) -> RecordedChange:
    about = entry.about
    if not isinstance(about.get("decision", 0), int):
        raise TypeError(about["decision"])
    texts = ("worker_id", "what", "old", "new", "old_text", "new_text", "cause", "note")
    return RecordedChange(
        entry=entry.number,
        at=moment(about["at"]),
        who=entry.who,
        **{name: str(about.get(name) or "") for name in texts},
    )


KINDS = (
    EntryKind(
        RECORDED,
        _recorded,
        lambda entry, _zone: f"recorded a change of the {entry.about['what']}",
        about_runs=True,
    ),
    EntryKind(
        AIMED, _aim, lambda _entry, _zone: "said which cause a change should fix", about_runs=True
    ),
)
