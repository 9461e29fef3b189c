"""Workers beside each other: counts, success rate with interval, and its course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dashboard.analysis.clock_hours import Place, Span
from dashboard.analysis.rates import NO_RATE, Clusters, Rate, rate
from dashboard.analysis.tasks import still_failed
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker among the chosen runs.

    unresolved, untold: its tasks still failed, None when none of its runs names a task, and those
    of which it isn't known, as in Headline; course: its success rate per bucket.
    """

    worker_id: str
    worker: str
    worker_status: str | None
    runs: int
    succeeded: int
    bad: int
    failed: int
    unfinished: int
    unresolved: int | None
    untold: int
    success: Rate
    last: datetime | None
    course: tuple[Rate, ...]

    @property
    def finished(self) -> int:
        return self.succeeded + self.bad + self.failed


NO_WORKER = "(no worker named)"


def workers(history: History, filters: Filters, unit: str = "week") -> tuple[WorkerRow, ...]:
    """One row a worker, most runs first; course per unit ("hour", "day", "week").

    Without rates if runs are chosen by how they ended.
    """
    zone = history.about.zone
    courses = _courses(history.ask("worker_buckets", filters, unit=unit, zone=zone))
    rows = history.ask("workers", filters)
    names = history.values_of("worker")
    found = tuple(_row(row, courses, names) for row in rows)
    if filters.by_ending:
        return tuple(replace(row, success=NO_RATE, course=()) for row in found)
    return found


def named(rows: Sequence[WorkerRow]) -> Sequence[WorkerRow]:
    """The rows of workers, without that of runs which name none; it alone, if there is no other."""
    return [row for row in rows if row.worker_id] or rows


def course_unit(period: Span | None, *, hours: bool) -> str:
    """The unit in which a course over this period has neither two points nor two hundred. hours:
    whether runs have any."""
    if period is None:
        return "week"
    length = period[1] - period[0]
    if hours and length <= timedelta(days=2):
        return "hour"
    return "day" if length.days < 28 else "week"


def _row(row: Row, courses: dict[str, tuple[Rate, ...]], names: Mapping[str, str]) -> WorkerRow:
    worker_id = row["worker_id"] or ""
    name = row["worker"] or NO_WORKER
    finished = row["succeeded"] + row["bad"] + row["failed"]
    clusters = Clusters(row["clusters"], row["mm"], row["ss"], row["sm"]) if finished else None
    return WorkerRow(
        worker_id=worker_id,
        worker=names.get(worker_id, name),
        worker_status=row["worker_status"],
        runs=row["runs"],
        succeeded=row["succeeded"],
        bad=row["bad"],
        failed=row["failed"],
        unfinished=row["unfinished"],
        unresolved=still_failed(row["unresolved"], row["untold"]) if row["linked"] else None,
        untold=row["untold"],
        success=rate(row["succeeded"], finished, clusters),
        last=row["last"],
        course=courses.get(worker_id, ()),
    )


def _courses(rows: list[Row]) -> dict[str, tuple[Rate, ...]]:
    """Per worker the success rate of every bucket that any worker has, 0 of 0 where it ran none."""
    every = sorted(
        {_place(row) for row in rows}, key=lambda place: (place[1] or place[0], place[0])
    )
    rates: dict[str, dict[Place, Rate]] = {}
    for row in rows:
        mine = rates.setdefault(row["worker_id"] or "", {})
        if row["finished"]:
            mine[_place(row)] = Rate(row["succeeded"], row["finished"])
    return {
        worker: tuple(mine.get(place, NO_RATE) for place in every) for worker, mine in rates.items()
    }


def _place(row: Row) -> Place:
    return row["bucket"], row["instant"]
