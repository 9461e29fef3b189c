"""What was changed about which worker, and when: from the export, its runs, or by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from dashboard.analysis.rates import FEW_RUNS
from dashboard.records.schema import CHANGED_THINGS
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

AT_ONCE, FEW_BETWEEN = timedelta(days=1), 5
"""With fewer runs between them, changes within a day are one."""
NOT_RECORDED = "no edit recorded"
"""What stands for the change where a rate shifted and nobody knows of one."""
CLOSE = timedelta(days=3)
"""Changes closer than this can hardly be told apart."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something about a worker that was changed.

    origin: who says so (export, derived, recorded); how: a derived change replaced the old value,
    runs beside it, or was left alone (derived/spans.py); cause: the one that it should fix; entry:
    of the ledger, if it was recorded; aim_entry: that of its cause, if that was recorded apart;
    old_id, new_id: hashes of instructions; runs_between: the worker's runs since the change before,
    None if that is not CLOSE; stamped: runs show it that have no time but that of their export, so
    that its day is known, and neither its weekday nor its hour; unseen_from: the first of the days
    that no export covers, where these come right before a shift: it may have been on any of them;
    not_after: the last day on which a shift may have been, where only its week is known.
    """

    worker_id: str
    worker: str
    at: datetime
    what: str
    old: str | None = None
    new: str | None = None
    author: str | None = None
    note: str | None = None
    origin: str = "export"
    how: str | None = None
    cause: str | None = None
    entry: int | None = None
    aim_entry: int | None = None
    old_id: str | None = None
    new_id: str | None = None
    runs_between: int | None = None
    stamped: bool = False
    unseen_from: date | None = None
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Changes of one worker between which too little ran for runs to tell them apart.

    at: when the last was made; changes: one or more, instructions first, each kind by time.
    """

    worker_id: str
    worker: str
    at: datetime
    changes: tuple[Change, ...]

    @property
    def begun(self) -> datetime:
        """When the first was made."""
        return min(change.at for change in self.changes)

    @property
    def main(self) -> Change:
        """The change that the others confound."""
        return self.changes[0]

    @property
    def net(self) -> Change:
        """The main change, from what was before the first of its kind to what was after the last:
        the same, if it was taken back at once."""
        own = [change for change in self.changes if change.what == self.main.what]
        return replace(own[0], new=own[-1].new, new_id=own[-1].new_id)

    @property
    def stamped(self) -> bool:
        """Whether the time of the last is that of an export."""
        return any(change.stamped for change in self.changes if change.at == self.at)

    @property
    def what(self) -> tuple[str, ...]:
        """What was changed, instructions first."""
        return tuple(dict.fromkeys(change.what for change in self.changes))

    @property
    def bounds(self) -> bool:
        """Whether the time before and after other changes ends here. Not where a value only came
        to run beside the old one, or was left alone: those runs say themselves which they had."""
        return any(change.how not in ("beside", "alone") for change in self.changes)

    @property
    def cause(self) -> str | None:
        """The cause that it should fix."""
        return next((change.cause for change in self.changes if change.cause), None)


def changes(history: History, filters: Filters) -> tuple[Change, ...]:
    """The changes, within the period, of the workers that have chosen runs; oldest first. They are
    asked of all workers, once, since which runs are chosen changes nothing that is told of them."""
    since, until = filters.since, filters.until
    names = history.values_of("worker")
    chosen = {row["worker_id"] for row in history.ask("workers_of_runs", filters)}
    return tuple(
        Change(**_values(row) | {"worker": names.get(row["worker_id"], row["worker"])})
        for row in history.ask("changes")
        if row["worker_id"] in chosen
        and (not since or row["changed_at"] >= since)
        and (not until or row["changed_at"] < until)
    )


def _values(row: Row) -> dict[str, Any]:
    return {"at" if name == "changed_at" else name: value for name, value in row.items()}


def together(log: Sequence[Change]) -> tuple[Together, ...]:
    """Changes of one worker between which hardly anything ran, as one; in the order of time."""
    groups: list[list[Change]] = []
    newest: dict[str, list[Change]] = {}
    for change in log:
        group = newest.get(change.worker_id)
        if group and _indistinct([*group, change]):
            group.append(change)
        else:
            newest[change.worker_id] = group = [change]
            groups.append(group)
    return tuple(_together(group) for group in groups)


def _indistinct(group: Sequence[Change]) -> bool:
    """Whether hardly anything ran between changes."""
    between = {change.at: change.runs_between for change in group[1:] if change.at > group[0].at}
    near = all(later.at - earlier.at < AT_ONCE for earlier, later in pairwise(group))
    return near and sum(runs or 0 for runs in between.values()) < FEW_BETWEEN


def merged(groups: Sequence[Together]) -> tuple[Together, ...]:
    """What changes come to that followed each other closely, with too few runs between two of them
    to judge either alone: each such series as one. Changes that stand alone are in none.

    groups: in the order of time.
    """
    series: list[list[Together]] = []
    newest: dict[str, list[Together]] = {}
    for group in groups:
        before = newest.get(group.worker_id)
        if before and _too_close_to_judge(before[-1], group):
            before.append(group)
        else:
            newest[group.worker_id] = before = [group]
            series.append(before)
    return tuple(
        _together([change for group in group for change in group.changes])
        for group in series
        if len(group) > 1
    )


def _too_close_to_judge(earlier: Together, later: Together) -> bool:
    first = min(later.changes, key=lambda change: change.at)
    between = first.runs_between
    return first.at - earlier.at <= CLOSE and between is not None and between < FEW_RUNS


def _together(group: Sequence[Change]) -> Together:
    by_thing = sorted(group, key=lambda change: (CHANGED_THINGS.index(change.what), change.at))
    newest = max(change.at for change in group)
    return Together(group[0].worker_id, group[0].worker, newest, tuple(by_thing))
