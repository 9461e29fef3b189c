"""One change: what came after it, against what was to be expected, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from dashboard.analysis.change_evidence import (
    Dot,
    Example,
    Moved,
    Ratio,
    causes_moved,
    examples,
    ribbon,
    speed,
)
from dashboard.analysis.change_log import NOT_RECORDED, Change, Together
from dashboard.analysis.change_windows import AFTER, DAY
from dashboard.analysis.changes import Changes, all_changes
from dashboard.analysis.edits import Edit, edits
from dashboard.analysis.expectation import Expected, expected
from dashboard.analysis.impact import Impact, impacts
from dashboard.analysis.lacks import Lack, lacks
from dashboard.analysis.rates import NO_RATE, Rate
from dashboard.analysis.unexplained import turns_of
from dashboard.analysis.verdict import CHANGES, SPREAD, runs_to_see
from dashboard.causes.grouping import Cause
from dashboard.dates import day
from dashboard.errors import NotFound
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History

CHOOSE = "Choose one from the list."
MOVED = timedelta(days=1)
"""By so much a change's time may have moved since a link to it was made."""
BY_DAY = timedelta(weeks=3)
"""While either side is shorter, its course is drawn by day, else by week."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """The cause that a change should fix: runs before and after, and those to expect after it."""

    cause: Cause
    before: int
    seen: int
    expected: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """Finished runs of one side on one local day, or in the week that begins with it."""

    start: datetime
    after: bool
    rate: Rate


@dataclass(frozen=True, slots=True)
class ChangeDetail:
    """A change with its evidence.

    expected: of the runs after it; aimed: the cause that it should fix; unit: of the course; took,
    calls: how long runs take and how many tools they call, None where that is not known; edits:
    of instructions, with a known text; lacks: what it made them ask for in vain, with runs that
    failed for it; broke, mended: runs to look at.
    """

    impact: Impact
    expected: Expected | None
    aimed: Aimed | None
    ribbon: tuple[Dot, ...]
    unit: str
    course: tuple[Point, ...]
    moved: tuple[Moved, ...]
    took: Ratio | None
    calls: Ratio | None
    edits: tuple[Edit, ...]
    lacks: tuple[Lack, ...]
    broke: tuple[Example, ...]
    mended: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the next change of a worker takes to show. runs: finished runs after it that show a
    change of ten points, None if the runs before are too few; days: until they have come, None if
    not within the time after a change; larger: the smallest larger change that shows within it, as
    a fraction, with the runs that it takes, None where ten points do."""

    before: Rate
    per_day: float
    runs: int | None
    larger: tuple[float, int] | None = None

    @property
    def days(self) -> int | None:
        return self.days_of(self.runs)

    def days_of(self, runs: int | None) -> int | None:
        """Days until so many runs have come; None if not within the time after a change."""
        if runs is None or not self.per_day or runs / self.per_day > AFTER / DAY:
            return None
        return ceil(runs / self.per_day)


def key_of(found: Impact) -> str:
    """What names a change in a link: its time and its worker."""
    return f"{found.change.at.isoformat()} {found.change.worker_id}"


def change(history: History, filters: Filters, named: str) -> ChangeDetail:
    """A change by its key, whenever it was made; NotFound if there is none (any more)."""
    for chosen in periods(filters):
        if found := named_among(all_changes(history, chosen), named):
            return evidence(history, filters, found)
    raise not_found(history, named)


def periods(filters: Filters) -> tuple[Filters, ...]:
    """Among which changes one is looked for: those of the period, then those of any time."""
    return tuple(dict.fromkeys((filters, filters.of_any_ending().within(None, None))))


def not_found(history: History, named: str) -> NotFound:
    """What is said where a key is none, or names no change that is known."""
    time, _, worker = named.partition(" ")
    try:
        local = datetime.fromisoformat(time).astimezone(ZoneInfo(history.about.zone))
    except (ValueError, OverflowError):
        return NotFound("This link names no change.", remedy=CHOOSE)
    called = history.values_of("worker").get(worker, worker)
    return NotFound(f"No change of “{called}” is known for {day(local)}.", remedy=CHOOSE)


def evidence(history: History, filters: Filters, found: Impact) -> ChangeDetail:
    """A change that is known, with its evidence."""
    chosen = filters.of_any_ending().within(None, None)
    window = found.window
    (moved,) = causes_moved(history, chosen, [found])
    took, calls = speed(history, chosen, window)
    broke, mended = examples(history, chosen, found, moved)
    adjusted = found.sides.adjusted
    edited = edits(history, found.change.changes)
    short = min(window.begun - window.since, window.until - window.at) < BY_DAY
    unit = "day" if short else "week"
    return ChangeDetail(
        impact=found,
        expected=expected(
            found.sides.all_after, found.sides.all_before, adjusted.expected if adjusted else None
        ),
        aimed=_aimed(history, found, moved),
        ribbon=ribbon(history, chosen, window),
        unit=unit,
        course=_course(history, chosen, found, unit),
        moved=moved,
        took=took,
        calls=calls,
        edits=edited,
        lacks=lacks(history, chosen, [found], edited)[0],
        broke=broke,
        mended=mended,
    )


def named_among(known: Changes, named: str) -> Impact | None:
    """The change of a key; else its worker's nearest within a day: a late run moves one that was
    read from the runs. None if there is none."""
    time, _, worker = named.partition(" ")
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    own = [found for found in known.impacts if found.change.worker_id == worker]
    near = [found for found in own if abs(found.change.at - at) <= MOVED]
    return min(near, key=lambda found: abs(found.change.at - at), default=None)


def _aimed(history: History, found: Impact, moved: tuple[Moved, ...]) -> Aimed | None:
    if found.change.cause is None:
        return None
    key = history.causes.find(found.change.cause)
    cause = history.causes.by_key.get(key)
    if cause is None:
        return None
    mine = next((one for one in moved if one.cause.key == key), None)
    before, seen = (mine.before, mine.after) if mine else (0, 0)
    n0, n1 = found.sides.all_before.n, found.sides.all_after.n
    return Aimed(cause, before, seen, before * n1 / n0 if n0 else None)


def _course(history: History, filters: Filters, found: Impact, unit: str) -> tuple[Point, ...]:
    rows = history.ask(
        "change_course", filters, windows=[found.window], unit=unit, zone=history.about.zone
    )
    good = "completed" if found.sides.by_failures else "succeeded"
    return tuple(
        Point(row["bucket"], row["place"] == "after", Rate(row[good], row["n"])) for row in rows
    )


def plan(history: History, worker_id: str) -> Plan:
    """How long it takes until a change of this worker, made now, shows: with the runs since its
    last change or shift, at most four weeks of them, as the runs before."""
    chosen = ALL.of_worker(worker_id)
    now = history.about.now
    if now is None or history.about.first is None:
        return Plan(NO_RATE, 0.0, None)
    next_one = Change(worker_id, "", now, NOT_RECORDED)
    group = Together(worker_id, "", now, (next_one,))
    (found,) = impacts(history, chosen, [group], turns_of(history, worker_id))
    before = found.sides.all_before
    told = Plan(before, found.per_day, runs_to_see(SPREAD, before))
    if told.days is not None:
        return told
    larger = ((change, runs_to_see(change, before)) for change in CHANGES[1:])
    soon = ((change, runs) for change, runs in larger if runs and told.days_of(runs))
    return replace(told, larger=next(soon, None))
