"""What an entry of the ledger may be: a kind is declared once, with its shape and its words.

A new kind is one module that declares it, and one line in store/reading/said.py. What such an
entry means for a page is read from its typed content by whoever shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.ledger.entries import UNDONE, Entry, standing


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of entry.

    name: as it stands in the file; read: its content, typed; KeyError, TypeError, ValueError or
    AttributeError for one that this version doesn't understand; told: what was said, behind the
    name of who said it, given a zone for its times; about_runs: whether it changes what the history
    says of runs, so that all answers are worked out anew.
    """

    name: str
    read: Callable[[Entry], object]
    told: Callable[[Entry, str], str]
    about_runs: bool = False


def standing_of(kinds: Iterable[EntryKind], entries: Sequence[Entry]) -> list[Entry]:
    """The entries of these kinds that no later one took back, oldest first."""
    names = {kind.name for kind in kinds}
    return [entry for entry in standing(entries) if entry.kind in names]


def with_what_takes_back(kinds: Iterable[EntryKind], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of these kinds and those that take one of them back, oldest first."""
    names = {kind.name for kind in kinds}
    return and_what_takes_back({one.number for one in entries if one.kind in names}, entries)


def and_what_takes_back(numbers: Collection[int], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of these numbers and those that take one of them back, oldest first."""
    return tuple(
        entry
        for entry in entries
        if entry.number in numbers or (entry.kind == UNDONE and entry.about.get("entry") in numbers)
    )
