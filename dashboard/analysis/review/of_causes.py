"""Facts about causes: new, came back, above usual, long-standing, and whose worker they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dashboard.analysis import lifecycle
from dashboard.analysis.causes import CauseRow, FailedRuns
from dashboard.analysis.lifecycle import (
    WEEKS_BEFORE,
    Reviewed,
    Seen,
    Usual,
    around,
    edges_of,
    seen,
    usual,
)
from dashboard.analysis.review.facts import (
    ABOVE,
    CAME_BACK,
    CAUSE,
    KNOWN,
    LONG,
    NEW,
    PRESSING,
    Fact,
    OfCause,
    PartOfWorker,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

GATHERS = 0.8
"""A cause is of one worker, if so much of what is unusual of it, or of all of it, is."""
FEWEST = 3
"""Runs from which a cause is a fact of its own; one that is new or came back is with any."""
_KINDS = {lifecycle.NEW: NEW, lifecycle.CAME_BACK: CAME_BACK, lifecycle.ABOVE: ABOVE}


@dataclass(frozen=True, slots=True)
class CauseOfWorker:
    """How often a worker had a cause. usual: what its own weeks before lead us to expect."""

    seen: Seen
    usual: Usual | None

    @property
    def excess(self) -> float:
        """How many more runs than usual it had in the reviewed window."""
        return self.seen.window - (self.usual.expected if self.usual else 0.0)


@dataclass(frozen=True, slots=True)
class ByWorker:
    """Per cause and worker what was counted, and all finished runs per worker."""

    counts: Mapping[str, Mapping[str, CauseOfWorker]] = field(default_factory=dict)
    finished: Mapping[str, Seen] = field(default_factory=dict)

    def parts(self, cause: str) -> tuple[PartOfWorker, ...]:
        """How a cause is dealt over workers: those that have it in the window."""
        held = self.counts.get(cause, {})
        return tuple(
            PartOfWorker(name, one.seen.window, one.excess)
            for name, one in held.items()
            if one.seen.window
        )

    def gathering(self, row: CauseRow) -> str:
        """The worker in which a cause gathers, "" for none."""
        held = self.counts.get(row.cause.key, {})
        if not held:
            return ""
        by_excess = row.excess > 0 and row.state in _KINDS
        counts = {
            name: (one.excess if by_excess else one.seen.window) for name, one in held.items()
        }
        most = max(counts, key=lambda name: (counts[name], name))
        whole = row.excess if by_excess else row.seen.window
        return most if counts[most] >= GATHERS * whole > 0 else ""


def by_worker(history: History, filters: Filters, window: Reviewed | None) -> ByWorker:
    """What was counted of causes per worker, in and before the reviewed window; without one in the
    chosen runs."""
    anywhen = around(filters, window)
    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for row in history.ask("cause_worker_weeks", anywhen, edges=edges_of(window)):
        counts[row["cause"], row["worker_id"]][row["place"]] = row["runs"]
    finished = _finished(history, anywhen, window)
    found: dict[str, dict[str, CauseOfWorker]] = defaultdict(dict)
    for (cause, worker), places in counts.items():
        mine = seen(places, window)
        expected = usual(mine, finished.get(worker, Seen(0, (), 0)))
        found[cause][worker] = CauseOfWorker(mine, expected)
    return ByWorker(found, finished)


def _finished(history: History, filters: Filters, window: Reviewed | None) -> dict[str, Seen]:
    anyhow, edges = filters.of_any_ending(), edges_of(window)
    rows = history.ask("finished_worker_weeks", anyhow, edges=edges)
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for row in rows:
        places[row["worker_id"]][row["place"]] = row["runs"]
    return {worker: seen(held, window) for worker, held in places.items()}


def of_causes(
    history: History, filters: Filters, found: FailedRuns, counts: ByWorker
) -> tuple[Fact, ...]:
    """What is to be said of the causes of a week, each once. filters: of the reviewed window."""
    names = history.values_of("worker")
    told = []
    for row in found.rows:
        kind = _kind(row, found.reviewed)
        if kind is None or row.seen.window < (1 if kind in (NEW, CAME_BACK) else FEWEST):
            continue
        key = row.cause.key
        worker, mine = _whose(row, kind, counts)
        chosen = filters.choosing("cause", [key])
        told.append(
            Fact(
                key=f"cause {key} of {worker}" if worker else f"cause {key}",
                kind=kind,
                tier=PRESSING if kind in (NEW, CAME_BACK, ABOVE) else KNOWN,
                worker_id=worker,
                worker=names.get(worker, worker),
                excess=(mine or row).excess if found.reviewed and not found.reviewed.short else 0.0,
                about=chosen.of_worker(worker) if worker else chosen,
                seen=OfCause(
                    _of(mine, row),
                    mine.seen.window if mine else 0,
                    row.seen.window,
                    before=row.seen.before,
                    by=counts.parts(key),
                ),
                cause=key,
            )
        )
    return tuple(told)


def _whose(row: CauseRow, kind: str, counts: ByWorker) -> tuple[str, CauseOfWorker | None]:
    """The worker in which a cause gathers, with its counts. One that goes on from week to week is
    a worker's if it does so there."""
    worker = counts.gathering(row)
    mine = counts.counts.get(row.cause.key, {}).get(worker) if worker else None
    return (
        ("", None)
        if mine is None or (kind == LONG and not all(mine.seen.weeks))
        else (worker, mine)
    )


def _of(mine: CauseOfWorker | None, row: CauseRow) -> CauseRow:
    """The row of a cause, of the worker in which it gathers where it gathers in one. Its tasks are
    known only where no other worker had it; how they ended is counted of everybody alone."""
    if mine is None:
        return row
    tasks = row.tasks if row.workers == 1 else None
    return replace(
        row,
        runs=mine.seen.window,
        workers=1,
        tasks=tasks,
        pairs=tasks,
        unresolved=None,
        seen=mine.seen,
        usual=mine.usual,
    )


def _kind(row: CauseRow, window: Reviewed | None) -> str | None:
    """What a cause is in the list; None where it isn't in it."""
    if row.state in _KINDS:
        return _KINDS[row.state]
    if row.state == lifecycle.TOO_SHORT or window is None:
        return CAUSE
    weeks = row.seen.weeks
    if row.state == lifecycle.ONGOING and len(weeks) == WEEKS_BEFORE and all(weeks):
        return LONG
    return None
