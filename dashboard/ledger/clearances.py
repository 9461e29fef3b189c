"""What people found where they looked for what a run created, and what they did about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.ledger.checklist import NO, YES
from dashboard.ledger.entries import Entry
from dashboard.ledger.kinds import EntryKind, standing_of

LOOKED, CLEANED = "run looked up", "runs cleaned up"

NOTHING, SOMETHING, UNTOLD = FOUND = ("nothing", "something", "unclear")
"""What was found of what the run may have created: nothing, something, or that can't be told."""
NEEDLESS = "needless"
LOOKED_AT = ("judged", "decided", "looked up", "cleaned up")
"""How a person looked at a single run."""
DONE = (YES, NO, NEEDLESS)
"""Whether something was done: it is, it isn't, there was no need."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Where a person looked, and what they found. entry: its number in the ledger; place: where;
    found: one of FOUND; left: what tells the run and its task then, so that they are known to have
    changed, as CleanedUp has it; "" in older entries.
    """

    entry: int
    at: datetime
    who: str
    run_id: str
    place: str
    found: str
    note: str
    left: str = ""

    def holds(self, left: str) -> bool:
        """Whether the run is as it was, given what it and the runs of its task left now: the one
        rule of pages, commands and filters, the same as that of CleanedUp. What an export says
        anew of the run beside that, as a title, changes nothing of what was found. An older word
        does not say how the run was, and holds."""
        return self.left in ("", left)


@dataclass(frozen=True, slots=True)
class CleanedUp:
    """Whether what a run left is cleaned up, and its customer told, each one of DONE. together: of
    how many runs the entry says it; state: of the run and its task then, "" in older entries.
    """

    entry: int
    at: datetime
    who: str
    run_id: str
    cleaned: str
    told: str
    together: int = 1
    state: str = ""


def looked_up(entries: Sequence[Entry], run_id: str) -> tuple[LookedUp, ...]:
    """What was found of a run, oldest first; what was taken back is left out."""
    return tuple(one for one in all_looked_up(entries) if one.run_id == run_id)


def all_looked_up(entries: Sequence[Entry]) -> tuple[LookedUp, ...]:
    """What was found of any run, oldest first; what was taken back is left out."""
    return tuple(_looked_up(entry) for entry in standing_of([LOOKED_KIND], entries))


def cleaned_up(entries: Sequence[Entry]) -> dict[str, CleanedUp]:
    """Per run the newest word on whether it is cleaned up."""
    held = standing_of([CLEANED_KIND], entries)
    return {one.run_id: one for entry in held for one in _cleaned_up(entry)}


def _looked_up(entry: Entry) -> LookedUp:
    about = entry.about
    if about["found"] not in FOUND:
        raise ValueError(about["found"])
    texts = {name: str(about[name]) for name in ("place", "found", "note")}
    left = str(about.get("left") or "")
    return LookedUp(entry.number, entry.at, entry.who, str(about["run"]), **texts, left=left)


def _cleaned_up(entry: Entry) -> tuple[CleanedUp, ...]:
    about = entry.about
    said = about["cleaned"], about["told"]
    if not set(said) <= set(DONE):
        raise ValueError(said)
    if not isinstance(about["runs"], list):
        raise TypeError(about["runs"])
    runs = [str(run_id) for run_id in about["runs"]]
    states = [str(state) for state in list(about.get("states") or [""] * len(runs))]
    return tuple(
        CleanedUp(entry.number, entry.at, entry.who, run_id, *said, len(runs), state)
        for run_id, state in zip(runs, states, strict=True)
    )


LOOKED_KIND = EntryKind(
    LOOKED,
    _looked_up,
    lambda entry, _zone: f"looked up what run {entry.about['run']} created: {entry.about['found']}",
    about_runs=True,
)
CLEANED_KIND = EntryKind(
    CLEANED,
    _cleaned_up,
    lambda entry, _zone: (
        f"cleaned up {len(entry.about['runs']):,} runs: {entry.about['cleaned']}, "
        f"customer told: {entry.about['told']}"
    ),
    about_runs=True,
)
KINDS = (LOOKED_KIND, CLEANED_KIND)
