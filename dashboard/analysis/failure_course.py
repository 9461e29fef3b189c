"""When runs failed, by cause: the picture of Failures, which waits for nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.analysis.clock_hours import Place, place_of, spans
from dashboard.analysis.trends import covered, shown
from dashboard.analysis.workers import course_unit
from dashboard.causes.grouping import Cause
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class FailureCourse:
    """Failed runs of each cause over time, as far as they have a time of their own.

    unit, buckets: of the counts, local times; counted: causes with their runs per bucket, most runs
    first.
    """

    unit: str
    buckets: tuple[datetime, ...]
    counted: tuple[tuple[Cause, tuple[int, ...]], ...]

    def by_cause(self) -> dict[str, tuple[int, ...]]:
        """The counts of each cause, by its key."""
        return {cause.key: counts for cause, counts in self.counted}


def failure_course(history: History, filters: Filters) -> FailureCourse:
    """When the chosen runs failed, by hour, day or week, as the period is long."""
    about = history.about
    period, zone = covered(about, filters), ZoneInfo(about.zone)
    unit = course_unit(period, hours=about.hours)
    buckets = tuple(start for start, _ in spans(shown(period, unit, about), unit, zone))
    places = tuple(place_of(start, unit, zone) for start in buckets)
    found: dict[str, dict[Place, int]] = defaultdict(dict)
    for row in history.ask("cause_buckets", filters, unit=unit, zone=about.zone):
        found[row["cause"]][row["bucket"], row["instant"]] = row["runs"]
    counted = [
        (history.causes.by_key[key], tuple(held.get(place, 0) for place in places))
        for key, held in found.items()
    ]
    return FailureCourse(
        unit, buckets, tuple(sorted(counted, key=lambda one: (-sum(one[1]), one[0].key)))
    )
