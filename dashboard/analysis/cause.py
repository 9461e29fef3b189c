"""One cause: which errors belong to it, on which versions it occurs, what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.causes import CauseRow, causes
from dashboard.analysis.compare import WORKED, Comparison, compare
from dashboard.analysis.lifecycle import Reviewed, reviewed
from dashboard.causes.grouping import Cause, templates_of
from dashboard.causes.marks import standing_marks
from dashboard.errors import NotFound
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class OnVersion:
    """A worker's instructions version with the cause. first, last: of its runs that have a time,
    None without any; finished: all finished runs of both."""

    worker: str | None
    worker_id: str | None
    version: str | None
    runs: int
    first: datetime | None
    last: datetime | None
    finished: int


@dataclass(frozen=True, slots=True)
class CauseDetail:
    """A cause. row: among the chosen runs, None if none of them has it; ever: over all time, None
    if no run has it (any more); versions: most runs first; reviewed: the window that the state of
    `row` is about, None without runs."""

    cause: Cause
    row: CauseRow | None
    ever: CauseRow | None
    versions: tuple[OnVersion, ...]
    reviewed: Reviewed | None


def cause(history: History, filters: Filters, named: str) -> CauseDetail:
    """A cause by its key, a template of it, or its label; NotFound if there is none."""
    key = history.causes.find(named)
    if key not in history.causes.by_key:
        raise NotFound(
            f"There is no cause “{named}”.", remedy="Choose one from the list of causes."
        )
    rows = history.ask("cause_versions", filters.of_any_ending(), cause=key)
    return CauseDetail(
        cause=history.causes.by_key[key],
        row=_of(history, filters, key),
        ever=_of(history, ALL, key),
        versions=tuple(OnVersion(**row) for row in rows),
        reviewed=reviewed(history.about, filters),
    )


def differs(history: History, filters: Filters, named: str) -> Comparison:
    """The runs with a cause (b) against the runs of the same workers that worked (a)."""
    key = history.causes.find(named)
    with_it = ALL.choosing("cause", [key])
    workers = {row["worker_id"] for row in history.ask("cause_versions", filters, cause=key)}
    chosen = filters.of_any_ending()
    if None not in workers:
        chosen = chosen.choosing("worker", sorted(workers))
    return compare(history, chosen, WORKED, with_it)


def _of(history: History, filters: Filters, key: str) -> CauseRow | None:
    chosen = filters.choosing("cause", [key]).choosing("cause", (), drop=True)
    return next((row for row in causes(history, chosen).rows if row.cause.key == key), None)


def said_about(ledger: Ledger, found: Cause) -> tuple[Entry, ...]:
    """What people said about a cause and its parts and was not undone, newest first."""
    mine = {found.key, *found.parts, *templates_of(found.kinds)}
    if found.split:
        mine |= {found.split.parent}
    return tuple(
        entry
        for entry in reversed(standing_marks(ledger.entries()))
        if entry.about.get("cause") in mine or entry.about.get("into") in mine
    )
