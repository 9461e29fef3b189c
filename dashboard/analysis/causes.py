"""Why runs failed: the causes of a period, each with what is usual for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dashboard.analysis.failure_course import failure_course
from dashboard.analysis.lifecycle import (
    Reviewed,
    Seen,
    Usual,
    edges_of,
    reviewed,
    seen,
    state,
    usual,
)
from dashboard.analysis.tasks import still_failed
from dashboard.causes.grouping import Cause
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause among the chosen runs.

    cause: what it is; origins: where its chosen runs come from, most runs first; runs, workers,
    tasks: with it, in the chosen period; pairs: of worker and task; unresolved: those whose latest
    run failed by it; tasks, pairs and unresolved are None where no run names a task; untold: pairs
    of which it isn't known, as in Headline; first, last: when it was seen, over all time; newest,
    oldest, typical: ids of runs; first, last, newest and oldest are None where no run has a time;
    course: runs per bucket; seen: counts in and before the reviewed window; usual: what the weeks
    before lead us to expect of that window, None where they say nothing; state: new, came back,
    above usual, quiet, ongoing or history too short.
    """

    cause: Cause
    origins: dict[str, int]
    runs: int
    workers: int
    tasks: int | None
    pairs: int | None
    unresolved: int | None
    untold: int
    first: datetime | None
    last: datetime | None
    newest: str | None
    oldest: str | None
    typical: str
    course: tuple[int, ...]
    seen: Seen
    usual: Usual | None
    state: str

    @property
    def origin(self) -> str:
        """Where most of its chosen runs come from."""
        return next(iter(self.origins))

    @property
    def excess(self) -> float:
        """How many more runs than usual it had in the reviewed window."""
        return self.seen.window - (self.usual.expected if self.usual else 0.0)


@dataclass(frozen=True, slots=True)
class FailedRuns:
    """What the page Failures and `show causes` say.

    failed, bad, finished: runs in the chosen period; rows: causes with runs in it, most excess
    first, then most runs; by_origin: failed runs per origin; reviewed: the window that the states
    are about, None without runs; finished_seen: finished runs in it and before; unit, buckets: of
    the courses, local times; completed_with_error, failed_without_reason: runs that say two things.
    """

    failed: int
    bad: int
    finished: int
    rows: tuple[CauseRow, ...]
    by_origin: dict[str, int]
    reviewed: Reviewed | None
    finished_seen: Seen
    unit: str
    buckets: tuple[datetime, ...]
    completed_with_error: int
    failed_without_reason: int


def causes(history: History, filters: Filters) -> FailedRuns:
    """The causes of the chosen runs that failed."""
    window = reviewed(history.about, filters)
    anywhen = filters.within(None, None)
    weeks = _weeks(history, anywhen, window)
    finished = _finished(history, anywhen, window)
    course = failure_course(history, filters)
    counted, none = course.by_cause(), (0,) * len(course.buckets)
    origins = _origins(history, filters)
    rows = [
        _row(history, found, origins, weeks, counted.get(found["cause"], none), window, finished)
        for found in history.ask("causes", filters)
    ]
    odd = history.ask("anomalies", filters)[0]
    by_origin: Counter[str] = Counter()
    for one in rows:
        by_origin.update(one.origins)
    headline = history.ask("headline", filters)[0]
    return FailedRuns(
        failed=sum(one.runs for one in rows),
        bad=headline["bad"],
        finished=headline["succeeded"] + headline["bad"] + headline["failed"],
        rows=tuple(sorted(rows, key=lambda row: (-row.excess, -row.runs, row.cause.key))),
        by_origin=dict(by_origin),
        reviewed=window,
        finished_seen=finished,
        unit=course.unit,
        buckets=course.buckets,
        completed_with_error=odd["completed_with_error"],
        failed_without_reason=odd["failed_without_reason"],
    )


@dataclass(frozen=True, slots=True)
class _Weeks:
    """One cause over all time: runs and tasks by place, and when it was first and last seen."""

    runs: dict[int, int]
    tasks: dict[int, int]
    first: datetime | None
    last: datetime | None
    last_in_window: datetime | None
    unmended: bool


def _weeks(history: History, filters: Filters, window: Reviewed | None) -> dict[str, _Weeks]:
    found: dict[str, _Weeks] = {}
    for row in history.ask("cause_weeks", filters, edges=edges_of(window)):
        place, first, last = row["place"], row["first"], row["last"]
        inside = last if place == 1 else None
        old = found.get(row["cause"], _Weeks({}, {}, first, last, None, False))
        found[row["cause"]] = replace(
            old,
            runs=old.runs | {place: row["runs"]},
            tasks=old.tasks | {place: row["tasks"]},
            first=min(filter(None, (old.first, first)), default=None),
            last=max(filter(None, (old.last, last)), default=None),
            last_in_window=inside or old.last_in_window,
            unmended=old.unmended or (place == 1 and row["unmended"]),
        )
    return found


def _finished(history: History, filters: Filters, window: Reviewed | None) -> Seen:
    rows = history.ask("finished_weeks", filters.of_any_ending(), edges=edges_of(window))
    return seen({row["place"]: row["runs"] for row in rows}, window)


def _origins(history: History, filters: Filters) -> dict[str, dict[str, int]]:
    """Where the chosen runs come from, per cause: its own origin first among equals."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in history.ask("cause_origins", filters):
        found[row["cause"]][row["origin"]] = row["runs"]
    return {
        cause: dict(sorted(held.items(), key=lambda one: (-one[1], one[0] != own, one[0])))
        for cause, held in found.items()
        for own in [history.causes.by_key[cause].origin]
    }


def _row(
    history: History,
    found: dict[str, Any],
    origins: Mapping[str, dict[str, int]],
    weeks: dict[str, _Weeks],
    course: tuple[int, ...],
    window: Reviewed | None,
    finished: Seen,
) -> CauseRow:
    key, linked = found["cause"], bool(history.about.filled["work"])
    mine = weeks[key]
    counts = seen(mine.runs, window)
    usually = usual(counts, finished)
    fixed = history.causes.marks.fixed.get(key)
    late = bool(fixed and mine.last_in_window and mine.last_in_window > fixed)
    return CauseRow(
        cause=history.causes.by_key[key],
        origins=origins[key],
        runs=found["runs"],
        workers=found["workers"],
        tasks=found["tasks"] if linked else None,
        pairs=found["pairs"] if linked else None,
        unresolved=still_failed(found["unresolved"], found["untold"]) if linked else None,
        untold=found["untold"],
        first=mine.first,
        last=mine.last,
        newest=found["newest"],
        oldest=found["oldest"],
        typical=found["typical"],
        course=course,
        seen=counts,
        usual=usually,
        state=state(
            counts,
            mine.tasks.get(1, 0),
            usually,
            short=window is None or window.short,
            seen_after_fix=late or mine.unmended,
        ),
    )
