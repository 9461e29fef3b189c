"""The headline numbers of a set of runs, and of the time that they are compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.analysis.compared import ComparedTime, NotCompared, compared_time
from dashboard.analysis.rates import NO_RATE, Clusters, Difference, Rate, difference, rate
from dashboard.analysis.scores import scored, scored_alike
from dashboard.analysis.tasks import still_failed
from dashboard.records.schema import STATUSES
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row


@dataclass(frozen=True, slots=True)
class Headline:
    """Counts of runs and the two rates over the finished ones.

    finished = succeeded + bad + failed; unresolved: tasks whose latest run (over all time)
    failed, None when no chosen run names a task or of none it is known; untold: tasks of which
    it isn't known, because their runs have no time of their own; tasks: how many there are; pairs:
    of worker and task, each of which has a latest run; placed: runs that stand at the
    time of their import; stamped: at that of their export; judged: completed runs of which the
    export says whether they were good; first, last: of the runs that have a time of their own.
    """

    runs: int
    by_status: dict[str, int]
    succeeded: int
    bad: int
    failed: int
    success: Rate
    failure: Rate
    unresolved: int | None
    untold: int
    tasks: int
    pairs: int
    workers: int
    placed: int
    stamped: int
    judged: int
    first: datetime | None
    last: datetime | None

    @property
    def finished(self) -> int:
        return self.succeeded + self.bad + self.failed

    @property
    def scored(self) -> float | None:
        """The share of completed runs that the export judges; None without completed runs."""
        return scored(self.judged, self.succeeded + self.bad)

    @property
    def unfinished(self) -> int:
        return sum(self.by_status[status] for status in ("queued", "pending", "running"))


@dataclass(frozen=True, slots=True)
class Before:
    """The headline of the time that a period is compared with, and what differs.

    time: that time; success: None where either side has no rate, or unlike_scores: the export
    judges the completed runs of one side only, or many more of them, so that bad runs are counted
    on that side alone.
    """

    headline: Headline
    time: ComparedTime
    success: Difference | None
    unlike_scores: bool


def headline(history: History, filters: Filters) -> Headline:
    """The headline numbers of the chosen runs; without rates if they are chosen by their ending."""
    found = of_row(history.ask("headline", filters)[0])
    return replace(found, success=NO_RATE, failure=NO_RATE) if filters.by_ending else found


def of_row(row: Row) -> Headline:
    """Type the one row of queries/headline.sql."""
    succeeded, failed = row["succeeded"], row["failed"]
    finished = succeeded + row["bad"] + failed
    good = Clusters(row["clusters"], row["mm"], row["ss"], row["sm"])
    poor = Clusters(row["clusters"], row["mm"], row["ff"], row["fm"])
    return Headline(
        runs=row["runs"],
        by_status={status: row[status] for status in STATUSES},
        succeeded=succeeded,
        bad=row["bad"],
        failed=failed,
        success=rate(succeeded, finished, good),
        failure=rate(failed, finished, poor),
        unresolved=still_failed(row["unresolved"], row["untold"]) if row["tasks"] else None,
        untold=row["untold"],
        tasks=row["tasks"],
        pairs=row["pairs"],
        workers=row["workers"],
        placed=row["placed"],
        stamped=row["stamped"],
        judged=row["judged"],
        first=row["first"],
        last=row["last"],
    )


def before(history: History, filters: Filters, now: Headline) -> Before | None:
    """The same filters in the time compared; None unless the data covers both."""
    time = compared_time(history.about, filters)
    if isinstance(time, NotCompared):
        return None
    then = headline(history, filters.within(time.since, time.until))
    unlike = not scored_alike(now.scored, then.scored)
    change = None if unlike else difference(now.success, then.success)
    return Before(then, time, change, unlike)
