"""What came after a change: the rates on either side, the verdict, and what it rests on.

A change is compared over at most 28 days before it, back to the change before at most, and at most
56 days after it, up to the next change. Nothing here says that the change caused anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.carried import carried
from dashboard.analysis.change_log import Together
from dashboard.analysis.change_windows import AFTER, DAY, windows_of
from dashboard.analysis.pairs import Pairs, pairs, weighed
from dashboard.analysis.rates import Difference, difference
from dashboard.analysis.sides import Sides, sides
from dashboard.analysis.verdict import (
    DECIDED,
    NOT_ENOUGH,
    REGRESSED,
    Estimate,
    decide,
    estimate,
    runs_until_verdict,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.windows import Window
from dashboard.store.workspace.reader import Row

IN_FORCE, RECOVERED, GONE, REPLACED, STILL_WORSE = (
    "in force", "recovered", "gone", "replaced", "still worse",
)  # fmt: skip
"""What became of a regression since: nothing; runs since a later change are as good as those before
it; so are those of the newest whole week, though nobody changed anything; something else took the
place of what was changed; so it did, but later runs are worse too."""
QUESTIONS = ("change_cells", "change_clusters", "change_days", "change_tasks")
"""What is asked of the runs around changes."""
SETTLED = 7
"""Days after a change from which its own runs say how many come a day."""


@dataclass(frozen=True, slots=True)
class Impact:
    """A change with the runs before and after it.

    window: the time that is compared; open: whether runs still come in after it; sides:
    the runs that are compared; observed: the difference of all runs as it is, with the interval
    for looking once; estimate: the difference of the rates that the verdict goes by; pairs: the
    tasks that ran on both sides, None where these don't count; rates: the verdict without them;
    per_day: finished runs a day that can be compared, lately; during, early, late: runs left out
    because they were running during the change, had the new value before it, or the old one after
    it; carried: which values runs since have (carried.py); fate: what became of a regression
    (standing.py); of any other change in force.
    """

    change: Together
    window: Window
    open: bool
    sides: Sides
    observed: Difference | None
    estimate: Estimate | None
    pairs: Pairs | None
    rates: str
    verdict: str
    per_day: float
    during: int
    early: int
    late: int
    carried: dict[str, dict[str, int]]
    fate: str = IN_FORCE

    @property
    def to_come(self) -> bool:
        """Whether the data ends before the change."""
        return self.window.until <= self.window.at

    @property
    def harm(self) -> float:
        """Runs that ended worse after the change than they would have before; below 0 better."""
        return -self.estimate.value * self.sides.all_after.n if self.estimate else 0.0

    @property
    def still_needed(self) -> int | None:
        """How many more finished runs a verdict takes, None if there can't be one; worked out where
        it is told, since that takes as long as the verdict."""
        if self.sides.confounded_by:
            return None
        if self.decided:
            return 0
        return runs_until_verdict(self.sides.after, self.sides.before, self.estimate)

    @property
    def days_needed(self) -> float | None:
        """Days until a verdict is possible; None if it isn't within the time after the change."""
        if not self.open or not self.per_day or (runs := self.still_needed) is None:
            return None
        days = max(runs / self.per_day, self.sides.days.still_needed)
        return days if days <= (self.change.at + AFTER - self.window.until) / DAY else None

    @property
    def stands(self) -> bool:
        """Whether this is a regression that nothing later ended."""
        return self.verdict == REGRESSED and self.fate in (IN_FORCE, STILL_WORSE)

    @property
    def decided(self) -> bool:
        """Whether there is a verdict."""
        return self.verdict in DECIDED


@dataclass(frozen=True, slots=True)
class ChangeRows:
    """The rows of one change, of each of the QUESTIONS."""

    cells: Sequence[Row]
    clusters: Sequence[Row]
    days: Sequence[Row]
    tasks: Sequence[Row]


def impacts(
    history: History, filters: Filters, groups: Sequence[Together], bounds: Sequence[Together]
) -> tuple[Impact, ...]:
    """What came after each change, in the order given; nothing without runs.

    bounds: the changes at which the time before and after ends; filters: choose runs, not changes.
    """
    windows = windows_of(history.about, groups, bounds)
    held = [window for window in windows if window]
    changed = [group for group, window in zip(groups, windows, strict=True) if window]
    around = history.ask_around(QUESTIONS, filters, held)
    return tuple(
        _impact(group, window, history.about.now, ChangeRows(*(rows[name] for name in QUESTIONS)))
        for group, window, rows in zip(changed, held, around, strict=True)
    )


def _impact(group: Together, window: Window, now: datetime | None, counted: ChangeRows) -> Impact:
    beside = [thing for thing in group.what if thing != group.main.what]
    found = sides(counted.cells, counted.clusters, counted.days, group.main.what, beside)
    chosen = _estimate(found)
    same = _pairs(found, counted.tasks)
    rates = verdict = NOT_ENOUGH
    if chosen:
        confounded, few_days = bool(found.confounded_by), found.days.few
        rates = verdict = decide(
            chosen, found.after, found.before, confounded=confounded, few_days=few_days
        )
        if same:
            verdict = weighed(rates, chosen, same, few_days=few_days)
    during, early, late = (_runs(counted.cells, place) for place in ("during", "early", "late"))
    return Impact(
        change=group,
        window=window,
        open=now is not None and now < window.until,
        sides=found,
        observed=difference(found.all_after, found.all_before),
        estimate=chosen,
        pairs=same,
        rates=rates,
        verdict=verdict,
        per_day=_per_day(found, window, counted.cells),
        during=during,
        early=early,
        late=late,
        carried=carried(counted.cells),
    )


def _estimate(found: Sides) -> Estimate | None:
    """The difference that the verdict goes by; None without runs on either side."""
    if not found.before.n or not found.after.n:
        return None
    if found.adjusted and found.adjusted.estimate:
        return found.adjusted.estimate
    return estimate(found.after, found.before)


def _pairs(found: Sides, tasks: Sequence[Row]) -> Pairs | None:
    """The tasks that ran on both sides, where all runs can be compared."""
    if found.confounded_by or found.within:
        return None
    effect = max(found.days.after, found.days.before)
    return pairs(tasks, found.all_after.n, effect, found.good)


def _runs(cells: Sequence[Row], place: str) -> int:
    return int(sum(row["runs"] for row in cells if row["place"] == place))


def _per_day(found: Sides, window: Window, cells: Sequence[Row]) -> float:
    """Finished runs a day that can be compared, since the change; in its first days, those of the
    time before count, from the worker's first run on. Part of a day counts as a day: nothing says
    that the rest of it has as many."""
    n, days = found.after.n, (window.until - window.at) / DAY
    if days < SETTLED:
        first = min((row["first"] for row in cells if row["first"] < window.at), default=window.at)
        n, days = n + found.before.n, days + (window.at - first) / DAY
    return n / max(days, 1.0)
