"""What the entries of the ledger say together about causes, changes and runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.causes import marks
from dashboard.causes.marks import Marks, marks_of
from dashboard.errors import LedgerUnusable
from dashboard.ledger import clearances, decisions, judgements, views, weeks
from dashboard.ledger.changes import Aim, RecordedChange, aims, recorded_changes
from dashboard.ledger.clearances import CleanedUp, LookedUp, all_looked_up, cleaned_up
from dashboard.ledger.entries import UNDONE, Entry, standing
from dashboard.ledger.judgements import Judgement
from dashboard.ledger.kinds import EntryKind, and_what_takes_back

KINDS: dict[str, EntryKind] = {
    kind.name: kind
    for module in (marks, decisions, judgements, clearances, views, weeks)
    for kind in module.KINDS
}
"""All that an entry may be, beside one that takes another back: a new kind is named here."""


@dataclass(frozen=True, slots=True)
class Said:
    """Marks on causes, changes that were recorded, what changes should fix, and of single runs what
    each person says of them, whether they are cleaned up, what people found of them, and which of
    them decisions name."""

    marks: Marks
    changes: tuple[RecordedChange, ...]
    aims: tuple[Aim, ...]
    judged: tuple[Judgement, ...]
    cleaned: tuple[CleanedUp, ...]
    looked: tuple[LookedUp, ...]
    decided: frozenset[str]


def said(entries: Sequence[Entry]) -> Said:
    """Read the entries."""
    return Said(
        marks_of(entries),
        recorded_changes(entries),
        aims(entries),
        judgements.judgements(entries),
        tuple(cleaned_up(entries).values()),
        all_looked_up(entries),
        frozenset(id for one in decisions.decisions(entries) for id in one.subject.runs),
    )


def about_runs(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those of the entries that change what is said of runs, and those that take them back."""
    numbers = {one.number for one in entries if one.kind != UNDONE and _is_about_runs(one)}
    return and_what_takes_back(numbers, entries)


def _is_about_runs(entry: Entry) -> bool:
    """A decision is, where it names runs one by one."""
    named = entry.kind == decisions.DECIDED and entry.about.get("runs")
    return KINDS[entry.kind].about_runs or bool(named)


def understood(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The same entries. Raises LedgerUnusable for one that this version doesn't understand: to
    leave it out would be to tell something else than people decided."""
    for entry in entries:
        with _understood(entry):
            if entry.kind == UNDONE:
                standing([entry])
            else:
                KINDS[entry.kind].read(entry)
    return tuple(entries)


@contextlib.contextmanager
def _understood(entry: Entry) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LedgerUnusable(
            f"Entry {entry.number} of the ledger (“{entry.kind[:40]}”) says what this version of "
            "worker-runs doesn’t understand.",
            where=f"entry {entry.number} of the ledger",
            remedy="Update worker-runs, or put the ledger’s newest backup in its place.",
        ) from error
