"""A ledger as text: one JSON object an entry, to be kept elsewhere or taken over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from dashboard.errors import FilterInvalid
from dashboard.ledger.entries import Entry

_NAMES = ("number", "at", "who", "kind", "about")


def written(entries: Iterable[Entry]) -> str:
    """Entries as lines of JSON, oldest first."""
    lines = (
        json.dumps(
            {name: getattr(entry, name) for name in _NAMES} | {"at": entry.at.isoformat()},
            ensure_ascii=False,
        )
        for entry in entries
    )
    return "".join(f"{line}\n" for line in lines)


def read(text: str) -> tuple[Entry, ...]:
    """The entries of such a text. Raises FilterInvalid for a line that is none or out of order."""
    lines = [line for line in text.split("\n") if line.strip()]
    return tuple(_entry(line, place, lines) for place, line in enumerate(lines, start=1))


def _entry(line: str, place: int, lines: Sequence[str]) -> Entry:
    try:
        held = json.loads(line)
        at = datetime.fromisoformat(held["at"])
        entry = Entry(held["number"], at, str(held["who"]), str(held["kind"]), dict(held["about"]))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise FilterInvalid(
            f"Line {place} of {len(lines):,} is no entry of a ledger.",
            remedy="Name a file that `ledger export` wrote.",
        ) from error
    if entry.number != place or at.tzinfo is None:
        raise FilterInvalid(f"Line {place} should be entry {place} and is entry {entry.number}.")
    return entry
