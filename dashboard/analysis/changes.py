"""All changes with what came after them, worst first, and shifts that no change explains."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from dashboard.analysis.change_log import (
    CLOSE,
    Change,
    Together,
    changes,
    merged,
    together,
)
from dashboard.analysis.impact import Impact, impacts
from dashboard.analysis.standing import fate
from dashboard.analysis.unexplained import unexplained
from dashboard.analysis.verdict import CONFOUNDED, IMPROVED, NOT_ENOUGH, REGRESSED
from dashboard.analysis.worker_weeks import WorkerWeeks, worker_weeks
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

REVERSIBLE = ("instructions", "context", "tools", "model", "status")
"""Of several things, which to try first, by convention."""


@dataclass(frozen=True, slots=True)
class TooClose:
    """Changes of one worker within three days: which thing to begin with, and which to hold back;
    none, if it is one thing twice."""

    worker: str
    worker_id: str
    first: datetime
    last: datetime
    keep: str
    hold_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The page Changes. impacts: of the period, most harm first; standing: the regressions among
    them that nothing later, of any time, mended; beyond: those of any other time that stand; known:
    how many changes of any time there are of these workers; too_close: oldest first; runless: what
    the log of changes calls workers that no run names, and how many changes of theirs are in no
    list; idle: how many entries of logs change nothing."""

    impacts: tuple[Impact, ...]
    standing: tuple[Impact, ...]
    beyond: tuple[Impact, ...]
    known: int
    too_close: tuple[TooClose, ...]
    runless: tuple[tuple[str, int], ...]
    idle: int

    @property
    def listed(self) -> tuple[Impact, ...]:
        """The changes of the period and what stands from any other time, most harm first."""
        return tuple(sorted((*self.impacts, *self.beyond), key=_order))


def all_changes(history: History, filters: Filters) -> Changes:
    """Every change within the period, of the workers with chosen runs, most harm first."""
    filters = filters.of_any_ending()
    chosen = filters.within(None, None)
    known = together(changes(history, chosen))
    every = sorted(_every(history, filters, known, _weeks(history, filters)), key=_order)
    told = [found for found in every if in_period(found.change.at, filters)]
    beyond = [found for found in every if found.stands and not in_period(found.change.at, filters)]
    return Changes(
        impacts=tuple(told),
        standing=tuple(found for found in told if found.stands),
        beyond=tuple(beyond),
        known=len(known),
        too_close=too_close(
            [group for group in known if in_period(group.at, filters)],
            {found.change.changes for found in every if found.decided},
        ),
        runless=tuple(
            (row["worker"], row["changes"]) for row in history.ask("workers_without_runs")
        ),
        idle=history.ask("idle_changes")[0]["changes"],
    )


def standing_of(history: History, filters: Filters) -> tuple[Impact, ...]:
    """The regressions of any time that stand, as among all_changes(), most harm first: of the
    workers alone of whom anything changed, or a rate shifted, within the period."""
    anytime = filters.of_any_ending().within(None, None)
    known, weeks = together(changes(history, anytime)), _weeks(history, anytime)
    unknown = unexplained(history, anytime, known, weeks)
    moved = {
        one.worker_id
        for group in (*known, *unknown)
        for one in group.changes
        if in_period(one.at, filters)
    }
    known, unknown = (
        tuple(group for group in groups if group.worker_id in moved) for groups in (known, unknown)
    )
    every = _followed(history, anytime, known, unknown, weeks[-1])
    return tuple(sorted((found for found in every if found.stands), key=_order))


def changes_of(history: History, filters: Filters, worker_id: str) -> tuple[Impact, ...]:
    """Every change of one worker, of any time, as among those of all workers. filters: of runs by
    anybody."""
    filters = filters.of_any_ending()
    mine = [
        replace(weeks, weeks=tuple(week for week in weeks.weeks if week.worker_id == worker_id))
        for weeks in _weeks(history, filters)
    ]
    only = filters.of_worker(worker_id)
    known = together(changes(history, only.within(None, None)))
    return tuple(_every(history, only, known, mine))


def _weeks(history: History, filters: Filters) -> list[WorkerWeeks]:
    """The reviewed week of the period, and at last that of all data, which may be the same."""
    periods = dict.fromkeys((filters, filters.within(None, None)))
    return [worker_weeks(history, period) for period in periods]


def _every(
    history: History, filters: Filters, known: Sequence[Together], weeks: Sequence[WorkerWeeks]
) -> list[Impact]:
    """What came after every change of any time, and after shifts that none explains; regressions
    say what became of them. weeks: the reviewed ones of the workers, at last the newest."""
    unknown = unexplained(history, filters, known, weeks)
    return _followed(history, filters.within(None, None), known, unknown, weeks[-1])


def _followed(
    history: History,
    chosen: Filters,
    known: Sequence[Together],
    unknown: Sequence[Together],
    newest: WorkerWeeks,
) -> list[Impact]:
    """The same, given the shifts that none explains and the newest reviewed week."""
    every = [
        *_judged(history, chosen, known),
        *impacts(history, chosen, unknown, (*known, *unknown)),
    ]
    return [
        replace(found, fate=fate(found, every, newest)) if found.verdict == REGRESSED else found
        for found in every
    ]


def _judged(history: History, chosen: Filters, known: Sequence[Together]) -> list[Impact]:
    """What came after the known changes. Where too few runs lie between several to judge any of
    them, they are judged as one if that shows anything."""
    every, single = impacts(history, chosen, (*known, *merged(known)), known), set(known)
    alone = [impact for impact in every if impact.change in single]
    series = [impact for impact in every if impact.change not in single and _shows(impact)]
    verdicts = {change: impact.verdict for impact in alone for change in impact.change.changes}
    told = [
        impact for impact in series if {verdicts[c] for c in impact.change.changes} == {NOT_ENOUGH}
    ]
    within = {change for impact in told for change in impact.change.changes}
    return [*told, *(impact for impact in alone if impact.change.main not in within)]


def _shows(found: Impact) -> bool:
    """Whether the rate moved, not by chance, whatever it was that moved it."""
    if found.verdict not in (REGRESSED, IMPROVED, CONFOUNDED) or found.estimate is None:
        return False
    low, high = found.estimate.interval()
    return low > 0 or high < 0


def _order(found: Impact) -> tuple[bool, float, float, str]:
    newest_first = -found.change.at.timestamp()
    return found.estimate is None, -found.harm, newest_first, found.change.worker_id


def in_period(at: datetime, filters: Filters) -> bool:
    """Whether a moment is within the period of filters."""
    since, until = filters.since, filters.until
    return (not since or at >= since) and (not until or at < until)


def too_close(
    known: Sequence[Together], decided: Collection[tuple[Change, ...]]
) -> tuple[TooClose, ...]:
    """Changes of several things of a worker at once, or within three days of one that has no
    verdict. decided: the changes that have one."""
    by_worker = sorted(known, key=lambda group: (group.worker_id, group.at))
    found = [_close(group, group) for group in by_worker if len(group.what) > 1]
    found += [
        _close(one, other)
        for one, other in pairwise(by_worker)
        if one.worker_id == other.worker_id
        and other.at - one.at <= CLOSE
        and one.changes not in decided
    ]
    return tuple(sorted(found, key=lambda pair: pair.first))


def _close(one: Together, other: Together) -> TooClose:
    things = sorted({*one.what, *other.what}, key=REVERSIBLE.index)
    return TooClose(one.worker, one.worker_id, one.at, other.at, things[0], tuple(things[1:]))
