"""Facts about outputs: more runs of a worker are judged bad than usually, or a check calls more of
its outputs suspect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis import lifecycle
from dashboard.analysis.lifecycle import (
    FEWEST_ABOVE,
    WEEKS_BEFORE,
    Reviewed,
    Seen,
    Usual,
    around,
    edges_of,
    seen,
    state,
    usual,
)
from dashboard.analysis.review.facts import (
    BAD,
    KNOWN,
    PRESSING,
    SUSPECT,
    TO_JUDGE,
    Fact,
    JudgedBad,
    Suspects,
    suspect_key,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

FEWEST = 3
"""Outputs that a check calls suspect, or that were judged bad, from which they are a fact of their
own."""
FEWEST_GOING_ON = FEWEST_ABOVE
"""The same of outputs that are suspect, but no more of them than usual."""


@dataclass(frozen=True, slots=True)
class BadOfWorker:
    """Completed runs of a worker that were judged, in the reviewed window and before it. bad: those
    that were judged bad; judged: all; tasks: of how many tasks the bad ones are."""

    worker_id: str
    worker: str
    bad: Seen
    judged: Seen
    tasks: Seen


def bad_runs(
    history: History, filters: Filters, window: Reviewed | None
) -> tuple[BadOfWorker, ...]:
    """By worker. filters: of the reviewed window."""
    anyhow = filters.of_any_ending()
    held: dict[str, list[Row]] = defaultdict(list)
    # Of each worker the newest week first.
    for row in history.ask("bad_worker_weeks", around(anyhow, window), edges=edges_of(window)):
        held[row["worker_id"]].append(row)
    return tuple(
        BadOfWorker(
            worker_id,
            next(filter(None, (row["worker"] for row in rows)), worker_id),
            *(
                seen({row["place"]: row[name] for row in rows}, window)
                for name in ("bad", "judged", "tasks")
            ),
        )
        for worker_id, rows in held.items()
    )


def judged_bad(held: Sequence[BadOfWorker], filters: Filters) -> Iterator[Fact]:
    """The workers whose runs completed and were judged bad: more than usual, or week by week.

    filters: of the reviewed window. What is usual is reckoned as that of a cause (lifecycle.py), of
    the runs that were judged: where nobody judged before, nothing is new.
    """
    for one in held:
        expected = usual(one.bad, one.judged)
        tier = _tier(one.bad, one.tasks, expected)
        if tier is None or one.bad.window < FEWEST:
            continue
        yield Fact(
            key=f"bad of {one.worker_id}",
            kind=BAD,
            tier=tier,
            worker_id=one.worker_id,
            worker=one.worker,
            excess=0.0,
            about=filters.of_any_ending().of_worker(one.worker_id).choosing("outcome", ["bad"]),
            seen=JudgedBad(
                one.bad.window, one.judged.window, expected.expected if expected else None
            ),
        )


def _tier(bad: Seen, tasks: Seen, expected: Usual | None) -> int | None:
    """Of runs that were judged bad; None where a few are no more than usual."""
    found = state(bad, tasks.window, expected, short=expected is None, seen_after_fix=False)
    if found in (lifecycle.NEW, lifecycle.ABOVE):
        return PRESSING
    goes_on = len(bad.weeks) == WEEKS_BEFORE and all(bad.weeks)
    return KNOWN if expected is None or goes_on else None


@dataclass(frozen=True, slots=True)
class SuspectRuns:
    """Runs of a worker whose output a check calls suspect. seen: how many in the reviewed window
    and before it; customers: those in the window of which customers see something."""

    worker_id: str
    worker: str
    check: str
    seen: Seen
    customers: int


def suspect_runs(
    history: History, filters: Filters, window: Reviewed | None
) -> tuple[SuspectRuns, ...]:
    """By worker and check. filters: of the reviewed window."""
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    anyhow = around(filters.of_any_ending(), window)
    # Of each worker and check the newest week first.
    for row in history.ask("suspect_weeks", anyhow, edges=edges_of(window)):
        held[row["worker_id"], row["check"]].append(row)
    return tuple(
        SuspectRuns(
            worker_id=worker_id,
            worker=next(filter(None, (row["worker"] for row in rows)), worker_id),
            check=check,
            seen=seen({row["place"]: row["runs"] for row in rows}, window),
            customers=seen({row["place"]: row["customers"] for row in rows}, window).window,
        )
        for (worker_id, check), rows in held.items()
    )


def suspect_outputs(
    held: Sequence[SuspectRuns],
    filters: Filters,
    window: Reviewed | None,
    finished: Mapping[str, Seen],
) -> Iterator[Fact]:
    """The workers and checks with more than usual, and those with many that go on. filters: of the
    reviewed window; finished: runs of every worker in and before it. What is usual is reckoned as
    that of a cause (lifecycle.py)."""
    for one in held:
        runs, all_runs = one.seen.window, finished.get(one.worker_id, Seen(0, (), 0))
        expected = usual(one.seen, all_runs)
        above = expected is None or runs > expected.limit
        if runs < (FEWEST if above else FEWEST_GOING_ON):
            continue
        short = window is None or window.short
        yield Fact(
            key=suspect_key(one.check, one.worker_id),
            kind=SUSPECT,
            tier=KNOWN if short or not above else TO_JUDGE,
            worker_id=one.worker_id,
            worker=one.worker,
            excess=0.0,
            about=filters.of_any_ending().of_worker(one.worker_id).choosing("check", [one.check]),
            seen=Suspects(
                one.check,
                runs,
                all_runs.window,
                expected.expected if expected else None,
                one.customers,
            ),
            check=one.check,
        )
