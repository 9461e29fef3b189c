"""How workers were set up, and what they were told, at given times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard.lint.setup import Setup
from dashboard.store.reading.history import History

Names = tuple[str, ...]


def setups(history: History, workers: Sequence[str], times: Sequence[datetime]) -> list[Setup]:
    """How each worker was set up for its next run after a time; without one, as it is now."""
    if not workers:
        return []
    rows = history.ask("edit_setups", workers=list(workers), times=list(times))
    return [
        Setup(
            tool_categories=_listed(row["tool_categories"]),
            context_sources=_listed(row["context_sources"]),
            output_mode=row["output_mode"],
        )
        for row in rows
    ]


def texts_in_force(
    history: History, workers: Sequence[str], times: Sequence[datetime]
) -> list[str]:
    """The instructions of each worker from a time on; "" where they are not known."""
    if not workers:
        return []
    rows = history.ask("texts_in_force", workers=list(workers), times=list(times))
    return [row["text"] for row in rows]


def written_names(old: str | None, new: str | None) -> tuple[Names | None, Names | None]:
    """What two values of a list name, as a change holds them; None for one that is not known.
    Semicolons part names where either has any, so that names may hold commas."""
    parting = ";" if ";" in f"{old}{new}" else ","
    was, now = (
        None
        if text is None
        else tuple(name.strip() for name in text.split(parting) if name.strip())
        for text in (old, new)
    )
    return was, now


def _listed(names: Sequence[str] | None) -> Names | None:
    return None if names is None else tuple(names)
