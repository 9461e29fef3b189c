"""Values of a worker that nothing puts in an order: their runs begin at one time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.analysis.causes import without_endings
from dashboard.store.filters import Filters
from dashboard.store.history import History

_THINGS = {
    "version": ("instructions", "version"),
    "model": ("model", "model"),
    "status": ("status", "worker-status"),
}


@dataclass(frozen=True, slots=True)
class Unordered:
    """Two or more values of one thing of a worker, none of which came first.

    what: the thing, as CHANGED_THINGS names it; sets: the runs with each value, as a link writes
    filters; alone: whether all runs that say what they had stand at this one time.
    """

    worker: str
    what: str
    values: tuple[str, ...]
    sets: tuple[str, ...]
    alone: bool


def unordered(history: History, filters: Filters) -> tuple[Unordered, ...]:
    """Of the workers with chosen runs, what may have changed, had their runs times of their own."""
    rows = history.ask("unordered", without_endings(filters).within(None, None))
    found = []
    for row in rows:
        what, dimension = _THINGS[row["field"]]
        sets = tuple(
            urlencode({"worker": row["worker_id"], dimension: value}) for value in row["held"]
        )
        name = row["worker"] or row["worker_id"]
        found.append(Unordered(name, what, tuple(row["held"]), sets, row["alone"]))
    return tuple(found)
