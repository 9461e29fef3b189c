"""What is wrong with a worker: its reviewed week, since when, and the causes of its failures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard.analysis.causes import CauseRow, FailedRuns, causes
from dashboard.analysis.changes import changes_of
from dashboard.analysis.edits import edits
from dashboard.analysis.impact import Impact
from dashboard.analysis.lacks import Lack, lacks
from dashboard.analysis.lifecycle import Reviewed
from dashboard.analysis.verdict import IMPROVED
from dashboard.analysis.worker_weeks import WorkerWeek, is_all, worker_weeks
from dashboard.analysis.worse import WORSE
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WorkerFinding:
    """What is known of one worker.

    anybody: the filters at hand, whichever workers they choose; reviewed: the week that is judged,
    None where none is; only: the runs of this worker in it, or else in the chosen period; week: its
    failures among those of all workers, None if it ran neither in that week nor before it; causes:
    of its failed runs in it; changes: all of any time, those that stand first, then newest first;
    lacks: what the regression that stands and lost most made its instructions ask for in vain.
    """

    anybody: Filters
    reviewed: Reviewed | None
    only: Filters
    week: WorkerWeek | None
    causes: FailedRuns
    changes: tuple[Impact, ...]
    lacks: tuple[Lack, ...] = ()

    @property
    def ran(self) -> bool:
        """Whether a run of it finished in the reviewed week."""
        return self.week is not None and self.week.week.now.n > 0

    @property
    def worse(self) -> bool:
        """Whether it got worse in the reviewed week, and not by chance."""
        return self.week is not None and self.week.judged.verdict == WORSE

    @property
    def turn(self) -> Impact | None:
        """The change since which it goes as it goes: the regression that stands and lost most; else
        the newest of the weeks that are compared, if the reviewed one is worse, or that improved
        it."""
        standing = [found for found in self.changes if found.stands]
        if standing:
            return max(standing, key=lambda found: found.harm)
        lately = [found for found in self.changes if self._compared(found)]
        if not self.worse:
            lately = [found for found in lately if found.verdict == IMPROVED]
        return max(lately, key=lambda found: found.change.at, default=None)

    @property
    def usual_is_since(self) -> bool:
        """Whether a week or more of those that say what is usual lies after the regression that
        stands: what is usual of it is then no measure of what is wrong."""
        if self.reviewed is None or self.turn is None or not self.turn.stands:
            return False
        return self.turn.change.at <= self.reviewed.since - WEEK

    @property
    def lead(self) -> CauseRow | None:
        """The cause that leads: furthest above usual in a week that is worse, else most runs."""
        if self.worse:
            return next(iter(self.causes.rows), None)
        return max(self.causes.rows, key=lambda row: row.runs, default=None)

    def _compared(self, found: Impact) -> bool:
        if self.reviewed is None:
            return False
        first = self.reviewed.edges[1 + self.reviewed.weeks]
        return first <= found.change.at < self.reviewed.until


def worker_finding(history: History, filters: Filters, worker_id: str) -> WorkerFinding:
    """What is known of one worker. filters: which runs; the workers that they choose don't count,
    because a worker is judged among all."""
    anybody = filters.choosing("worker", ()).choosing("worker", (), drop=True)
    weeks = worker_weeks(history, anybody)
    only = filters.of_worker(worker_id)
    if weeks.reviewed:
        only = only.within(weeks.reviewed.since, weeks.reviewed.until)
    found = changes_of(history, anybody, worker_id)
    week = next((week for week in weeks.weeks if week.worker_id == worker_id), None)
    told = WorkerFinding(
        anybody=anybody,
        reviewed=weeks.reviewed,
        only=only,
        week=week,
        causes=_with_one_usual(causes(history, only), week),
        changes=tuple(sorted(found, key=lambda one: (not one.stands, -one.change.at.timestamp()))),
    )
    if (turn := told.turn) is None or not turn.stands:
        return told
    edited = edits(history, turn.change.changes)
    return replace(told, lacks=lacks(history, anybody, [turn], edited)[0])


def _with_one_usual(found: FailedRuns, week: WorkerWeek | None) -> FailedRuns:
    """What is usual of a cause that is all failures of the worker is what is usual of these, which
    allows for kinds of work: the same runs have one number."""
    if week is None or week.judged.expected is None:
        return found
    rows = [
        replace(row, usual=replace(row.usual, expected=week.judged.expected))
        if row.usual and is_all(row.seen, week.week)
        else row
        for row in found.rows
    ]
    return replace(found, rows=tuple(rows))
