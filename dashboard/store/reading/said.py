"""What the entries of the ledger say together about causes and changes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.causes import marks
from dashboard.causes.marks import Marks, marks_of
from dashboard.errors import LedgerUnusable
from dashboard.ledger.changes import Aim, RecordedChange, aims, recorded_changes
from dashboard.ledger.entries import UNDONE, Entry


@dataclass(frozen=True, slots=True)
class Said:
    """Marks on causes, changes that were recorded, and what changes should fix."""

    marks: Marks
    changes: tuple[RecordedChange, ...]
    aims: tuple[Aim, ...]


def said(entries: Sequence[Entry]) -> Said:
    """Read the entries. Raises LedgerUnusable for one that this version doesn't understand: to
    leave it out would be to tell something else than people decided."""
    for entry in entries:
        with _understood(entry):
            if entry.kind not in (*marks.KINDS, UNDONE):
                raise ValueError(entry.kind)
            _together([entry])
    return _together(entries)


def _together(entries: Sequence[Entry]) -> Said:
    return Said(marks_of(entries), recorded_changes(entries), aims(entries))


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
