"""Values of a worker that nothing puts in an order: their runs begin at one time, or have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

_DIMENSIONS = {"instructions": "version", "model": "model", "status": "worker-status"}
_LISTS = {"context": "context", "tools": "tool"}


@dataclass(frozen=True, slots=True)
class Unordered:
    """Two or more values of one thing of a worker, none of which came first.

    what: the thing, one of CHANGED_THINGS; sets: the runs with the first value and those with the
    second, as a link writes filters; timed: whether the runs have times of their own; alone:
    whether all runs that say what they had stand at this one time.
    """

    worker: str
    what: str
    values: tuple[str, ...]
    sets: tuple[str, str]
    timed: bool
    alone: bool


def unordered(history: History, filters: Filters) -> tuple[Unordered, ...]:
    """Of the workers with chosen runs, what may have changed, had their runs times of their own."""
    chosen = filters.of_any_ending().within(None, None)
    return tuple(
        Unordered(
            worker=row["worker"] or row["worker_id"],
            what=row["what"],
            values=tuple(names[0] or "none" for names in row["names"]),
            sets=two_sets(row),
            timed=row["timed"],
            alone=row["alone"],
        )
        for row in history.ask("unordered", chosen)
    )


def two_sets(row: Mapping[str, Any]) -> tuple[str, str]:
    """A worker's runs with the first value of a row and those with the second, as a link writes
    filters. row: worker_id, what, and per value its names, as the export writes them, and parts."""
    return _set(row, 0, 1), _set(row, 1, 0)


def _set(row: Mapping[str, Any], own: int, other: int) -> str:
    """The runs with one of the values. Lists are told apart by what only one of them holds."""
    worker, what = ("worker", row["worker_id"]), row["what"]
    if what in _DIMENSIONS:
        return urlencode([worker, *((_DIMENSIONS[what], name) for name in row["names"][own])])
    dimension, parts = _LISTS[what], row["parts"]
    if more := _beyond(parts[own], parts[other]):
        return urlencode([worker, *((dimension, name) for name in more)])
    less = _beyond(parts[other], parts[own])
    return urlencode([worker, *((f"not-{dimension}", name) for name in less)])


def _beyond(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """The names that others don't hold, in whatever case."""
    held = {name.strip().lower() for name in others}
    return sorted(name for name in names if name.strip().lower() not in held)
