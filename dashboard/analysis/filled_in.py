"""Workers whose instructions are filled in for each run, so that no edit of them can be told."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.store.derived.carried import MANY_TEXTS
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A worker most of whose runs have instructions of their own.

    runs: those that have instructions and no version of them; alone: of these the ones with a text
    that no other run of the worker has.
    """

    worker: str
    runs: int
    alone: int


def filled_in(history: History, filters: Filters) -> tuple[FilledIn, ...]:
    """Of the workers with chosen runs those of whose instructions no edit can be told."""
    chosen = filters.of_any_ending().within(None, None)
    return tuple(
        FilledIn(row["worker"] or row["worker_id"], row["runs"], row["alone"])
        for row in history.ask("filled_in", chosen, fewest=MANY_TEXTS)
    )
