"""Take back what somebody said: a later entry names the one that does not hold any more."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.errors import NotFound
from dashboard.ledger.entries import UNDONE, Entry, standing
from dashboard.ledger.ledger import Ledger


def undo(ledger: Ledger, number: int, who: str = "") -> bool:
    """Take back an entry of any kind but this one; False if it was taken back before. Raises
    NotFound, LedgerUnusable."""
    held = ledger.entries()
    if not any(entry.number == number and entry.kind != UNDONE for entry in held):
        raise NotFound(f"Entry {number} of the ledger is nothing that can be taken back.")

    def needless(entries: Sequence[Entry]) -> bool:
        return not any(entry.number == number for entry in standing(entries))

    return ledger.append(UNDONE, {"entry": number}, who=who, unless=needless) is not None
