"""Take back what somebody said: a later entry names the one that does not hold any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.errors import NotFound
from dashboard.ledger.entries import UNDONE, Entry, standing
from dashboard.ledger.ledger import Ledger
from dashboard.started import command


def undo(ledger: Ledger, number: int, who: str = "") -> bool:
    """Take back an entry of any kind but this one; False if it was taken back before. Raises
    NotFound, LedgerUnusable."""
    held = ledger.entries()
    if not any(entry.number == number and entry.kind != UNDONE for entry in held):
        raise NotFound(f"Entry {number} of the ledger is nothing that can be taken back.")

    def needless(entries: Sequence[Entry]) -> bool:
        return not any(entry.number == number for entry in standing(entries))

    return ledger.append(UNDONE, {"entry": number}, who=who, unless=needless) is not None


def undo_one_that(
    ledger: Ledger, number: int, fits: Callable[[Entry], bool], what: str, who: str = ""
) -> bool:
    """As undo(), only of an entry that fits. what: such an entry in words, as in "a decision".
    Raises NotFound for any other."""
    if not any(entry.number == number and fits(entry) for entry in ledger.entries()):
        raise NotFound(
            f"Entry {number} of the ledger is not {what}.",
            remedy=f"`{command('ledger')}` lists what people recorded, with their numbers.",
        )
    return undo(ledger, number, who)
