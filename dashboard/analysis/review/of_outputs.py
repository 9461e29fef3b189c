"""Facts about outputs: a check calls more of a worker's outputs suspect than it usually does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dashboard.analysis.lifecycle import Reviewed, Seen, seen, usual
from dashboard.analysis.review.facts import KNOWN, SUSPECT, TO_JUDGE, Fact, Suspects
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

FEWEST = 3
"""Outputs that a check calls suspect, from which they are a fact of their own."""


def suspect_outputs(
    history: History, filters: Filters, window: Reviewed, finished: Mapping[str, Seen]
) -> Iterator[Fact]:
    """The workers and checks. filters: of the reviewed window; finished: runs of every worker in
    and before it. What is usual is reckoned as that of a cause (lifecycle.py)."""
    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    names: dict[str, str] = {}
    rows = history.ask(
        "suspect_weeks",
        filters.of_any_ending().within(None, None),
        edges=list(window.edges),
    )
    for row in rows:
        counts[row["worker_id"], row["check"]][row["place"]] = row["runs"]
        names[row["worker_id"]] = row["worker"] or row["worker_id"]
    for (worker_id, check), places in counts.items():
        mine, all_runs = seen(places, window.weeks), finished.get(worker_id, Seen(0, (), 0))
        expected = usual(mine, all_runs)
        if mine.window < FEWEST or (expected and mine.window <= expected.limit):
            continue
        yield Fact(
            key=f"check {check} of {worker_id}",
            kind=SUSPECT,
            tier=KNOWN if window.short else TO_JUDGE,
            worker_id=worker_id,
            worker=names[worker_id],
            excess=0.0,
            about=filters.of_any_ending().of_worker(worker_id).choosing("check", [check]),
            seen=Suspects(
                check, mine.window, all_runs.window, expected.expected if expected else None
            ),
            check=check,
        )
