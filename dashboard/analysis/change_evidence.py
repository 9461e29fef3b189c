"""What the runs around one change show beside the rate: causes, time, runs to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import exp, sqrt

from dashboard.analysis.chance import false_discovery_rates, hypergeometric
from dashboard.analysis.impact import Impact
from dashboard.analysis.rates import Interval
from dashboard.analysis.run import run
from dashboard.analysis.twin import closest
from dashboard.causes.grouping import Cause
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.windows import Window
from dashboard.store.workspace.reader import Row

RIBBON = 60
EXAMPLES = 3
REAL = 0.10
MATERIAL_RATIO = 1.10
"""A change of the time that runs take is told from a tenth on."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A finished run of the ribbon. after: on which side of the change."""

    run_id: str
    after: bool
    outcome: str
    created_at: datetime
    task_id: str | None
    task_title: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A cause before and after a change. change: what it adds to the change of the failure rate,
    as a fraction; q: the false discovery rate at which it would be called moved."""

    cause: Cause
    before: int
    after: int
    change: float
    q: float

    @property
    def real(self) -> bool:
        """Whether chance hardly moves it so far."""
        return self.q <= REAL


@dataclass(frozen=True, slots=True)
class Ratio:
    """Something measured after a change over the same before, with its 95 % interval.

    before, after: the means themselves (of times the geometric ones, in milliseconds)."""

    before: float
    after: float
    ratio: float
    interval: Interval

    @property
    def material(self) -> bool:
        """Whether it moved by a tenth or more, and not by chance."""
        far = self.ratio >= MATERIAL_RATIO or self.ratio <= 1 / MATERIAL_RATIO
        return far and not self.interval[0] <= 1 <= self.interval[1]


@dataclass(frozen=True, slots=True)
class Example:
    """A run before and a run after a change that ended otherwise; same: on one task or record,
    else the most similar across the change."""

    before: str
    after: str
    same: bool


def ribbon(history: History, filters: Filters, window: Window) -> tuple[Dot, ...]:
    """The finished runs nearest to a change, at most 60 on either side, oldest first."""
    rows = history.ask("change_ribbon", filters, windows=[window], shown=RIBBON)
    return tuple(
        Dot(
            row["run_id"],
            row["place"] == "after",
            row["outcome"],
            row["created_at"],
            row["task_id"],
            row["task_title"],
        )
        for row in rows
    )


def causes_moved(
    history: History, filters: Filters, impacts: Sequence[Impact]
) -> list[tuple[Moved, ...]]:
    """Of each of several changes the causes of the runs around it, those that grew most first.

    Their changes add up to the change of the failure rate. Tested two-sided, one cause against all
    other finished runs, with Benjamini and Hochberg's correction over the causes.
    """
    windows = [replace(found.window, number=n) for n, found in enumerate(impacts)]
    rows = history.ask("change_causes", filters, windows=windows) if windows else []
    of_change: dict[int, list[Row]] = {n: [] for n, _ in enumerate(impacts)}
    for row in rows:
        of_change[row["change"]].append(row)
    return [_moved(history, of_change[n], found) for n, found in enumerate(impacts)]


def _moved(history: History, rows: Sequence[Row], found: Impact) -> tuple[Moved, ...]:
    """What moved around one change. rows: of change_causes.sql."""
    n0, n1 = found.sides.all_before.n, found.sides.all_after.n
    if not n0 or not n1:
        return ()
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["cause"], {})[row["place"]] = row["runs"]
    keys = sorted(counts)
    before = [counts[key].get("before", 0) for key in keys]
    after = [counts[key].get("after", 0) for key in keys]
    p = hypergeometric(after, [n1] * len(keys), before, [n0] * len(keys))
    moved = [
        Moved(history.causes.by_key[key], b, a, a / n1 - b / n0, q)
        for key, b, a, q in zip(keys, before, after, false_discovery_rates(p), strict=True)
    ]
    return tuple(sorted(moved, key=lambda moving: (-moving.change, moving.cause.key)))


def speed(history: History, filters: Filters, window: Window) -> tuple[Ratio | None, Ratio | None]:
    """How long runs take, and how many tools they call, after a change over before; None where
    either side has fewer than five such runs. Welch's t on logarithms for times; for calls, the
    interval of the difference of means over the mean before."""
    rows = {row["place"]: row for row in history.ask("change_speed", filters, windows=[window])}
    if rows.keys() != {"before", "after"}:
        return None, None
    return _times(rows["before"], rows["after"]), _calls(rows["before"], rows["after"])


def _times(before: Row, after: Row) -> Ratio | None:
    found = _welch(
        (before["timed"], before["log_mean"], before["log_variance"]),
        (after["timed"], after["log_mean"], after["log_variance"]),
    )
    if found is None:
        return None
    low, high = found
    change = after["log_mean"] - before["log_mean"]
    return Ratio(
        exp(before["log_mean"]), exp(after["log_mean"]), exp(change), (exp(low), exp(high))
    )


def _calls(before: Row, after: Row) -> Ratio | None:
    found = _welch(
        (before["counted"], before["calls_mean"], before["calls_variance"]),
        (after["counted"], after["calls_mean"], after["calls_variance"]),
    )
    usual = before["calls_mean"]
    if found is None or not usual:
        return None
    low, high = (1 + end / usual for end in found)
    return Ratio(usual, after["calls_mean"], after["calls_mean"] / usual, (low, high))


def _welch(
    before: tuple[int, float | None, float | None], after: tuple[int, float | None, float | None]
) -> Interval | None:
    """The 95 % interval of the difference of two means (Welch, 1947)."""
    (n0, mean0, v0), (n1, mean1, v1) = before, after
    if min(n0, n1) < 5 or mean0 is None or mean1 is None or v0 is None or v1 is None:
        return None
    a, b = v0 / n0, v1 / n1
    if a + b == 0:
        return mean1 - mean0, mean1 - mean0
    from scipy.special import stdtrit

    freedom = (a + b) ** 2 / (a * a / (n0 - 1) + b * b / (n1 - 1))
    half = float(stdtrit(freedom, 0.975)) * sqrt(a + b)
    return mean1 - mean0 - half, mean1 - mean0 + half


def examples(
    history: History, filters: Filters, found: Impact, moved: Sequence[Moved]
) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Runs that the change probably broke, and runs that it mended: of one task or record where
    there are any. Where the rate fell, also runs of the causes that grew most, each beside the most
    similar run before; where it rose, the other way round."""
    window = found.window
    rows = history.ask("change_pairs", filters, windows=[window], shown=EXAMPLES)
    grown = [moving.cause.key for moving in moved if moving.change > 0]
    shrunk = [moving.cause.key for moving in reversed(moved) if moving.change < 0]
    grown, shrunk = (grown if found.harm > 0 else []), (shrunk if found.harm < 0 else [])
    broke = [
        Example(row["run_before"], row["run_after"], same=True) for row in rows if row["broke"]
    ]
    mended = [
        Example(row["run_before"], row["run_after"], same=True) for row in rows if not row["broke"]
    ]
    return (
        _filled(history, filters, window, broke, "after", grown),
        _filled(history, filters, window, mended, "before", shrunk),
    )


def _filled(
    history: History,
    filters: Filters,
    window: Window,
    found: Sequence[Example],
    place: str,
    causes: Sequence[str],
) -> tuple[Example, ...]:
    """Examples of one task, then similar ones, three in all. place: of the run that failed."""
    kept = list(found[:EXAMPLES])
    if len(kept) == EXAMPLES or not causes:
        return tuple(kept)
    rows = history.ask(
        "change_examples",
        filters,
        windows=[window],
        place=place,
        causes=list(causes),
        shown=2 * EXAMPLES,
    )
    failed_after = place == "after"
    since, until = (window.since, window.at) if failed_after else (window.at, window.until)
    used = {example.after if failed_after else example.before for example in kept}
    for run_id in (row["run_id"] for row in rows):
        if len(kept) < EXAMPLES and run_id not in used:
            other = closest(history, run(history, run_id), ["succeeded"], since, until)
            if other:
                before, after = (other, run_id) if failed_after else (run_id, other)
                kept.append(Example(before, after, same=False))
    return tuple(kept)
