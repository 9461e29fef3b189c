"""Facts about outputs: more runs of a worker are judged bad than usually, or a check calls more of
its outputs suspect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dashboard.analysis import lifecycle
from dashboard.analysis.lifecycle import (
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
)
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

FEWEST = 3
"""Outputs that a check calls suspect, or that were judged bad, from which they are a fact of their
own."""


def judged_bad(history: History, filters: Filters, window: Reviewed | None) -> Iterator[Fact]:
    """The workers whose runs completed and were judged bad: more than usual, or week by week.

    filters: of the reviewed window. What is usual is reckoned as that of a cause (lifecycle.py), of
    the runs that were judged: where nobody judged before, nothing is new.
    """
    anyhow = filters.of_any_ending()
    held: dict[str, list[Row]] = defaultdict(list)
    # Of each worker the newest week first.
    for row in history.ask("bad_worker_weeks", around(anyhow, window), edges=edges_of(window)):
        held[row["worker_id"]].append(row)
    for worker_id, rows in held.items():
        bad, judged, tasks = (
            seen({row["place"]: row[name] for row in rows}, window)
            for name in ("bad", "judged", "tasks")
        )
        expected = usual(bad, judged)
        tier = _tier(bad, tasks, expected)
        if tier is None or bad.window < FEWEST:
            continue
        chosen = anyhow.choosing("outcome", ["bad"])
        own = chosen.of_worker(worker_id) if worker_id else chosen.of_no_worker(held)
        yield Fact(
            key=f"bad of {worker_id}",
            kind=BAD,
            tier=tier,
            worker_id=worker_id,
            worker=next(filter(None, (row["worker"] for row in rows)), worker_id),
            excess=0.0,
            about=own,
            seen=JudgedBad(bad.window, judged.window, expected.expected if expected else None),
        )


def _tier(bad: Seen, tasks: Seen, expected: Usual | None) -> int | None:
    """Of runs that were judged bad; None where a few are no more than usual."""
    found = state(bad, tasks.window, expected, short=expected is None, seen_after_fix=False)
    if found in (lifecycle.NEW, lifecycle.ABOVE):
        return PRESSING
    goes_on = len(bad.weeks) == WEEKS_BEFORE and all(bad.weeks)
    return KNOWN if expected is None or goes_on else None


def suspect_outputs(
    history: History, filters: Filters, window: Reviewed | None, finished: Mapping[str, Seen]
) -> Iterator[Fact]:
    """The workers and checks. filters: of the reviewed window; finished: runs of every worker in
    and before it. What is usual is reckoned as that of a cause (lifecycle.py)."""
    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    customers: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    names: dict[tuple[str, str], str] = {}
    rows = history.ask(
        "suspect_weeks",
        around(filters.of_any_ending(), window),
        edges=edges_of(window),
    )
    for row in rows:  # of each the newest week first
        of = row["worker_id"], row["check"]
        counts[of][row["place"]] = row["runs"]
        customers[of][row["place"]] = row["customers"]
        if row["worker"]:
            names.setdefault(of, row["worker"])
    for (worker_id, check), places in counts.items():
        mine, all_runs = seen(places, window), finished.get(worker_id, Seen(0, (), 0))
        expected = usual(mine, all_runs)
        if mine.window < FEWEST or (expected and mine.window <= expected.limit):
            continue
        yield Fact(
            key=f"check {check} of {worker_id}",
            kind=SUSPECT,
            tier=KNOWN if window is None or window.short else TO_JUDGE,
            worker_id=worker_id,
            worker=names.get((worker_id, check), worker_id),
            excess=0.0,
            about=filters.of_any_ending().of_worker(worker_id).choosing("check", [check]),
            seen=Suspects(
                check,
                mine.window,
                all_runs.window,
                expected.expected if expected else None,
                seen(customers[worker_id, check], window).window,
            ),
            check=check,
        )
