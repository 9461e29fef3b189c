"""The failed runs that no fact is about, as one: a list worked to its end has covered each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.analysis.impact import Impact
from dashboard.analysis.review.facts import KNOWN, OTHERS, PRESSING, Fact, OfCause, OtherFailures
from dashboard.analysis.review.of_causes import ByWorker
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.store.filters.filters import Filters


def other_failures(facts: Sequence[Fact], counts: ByWorker, filters: Filters) -> Iterator[Fact]:
    """Failed runs for causes that have too few of them, or as many as usual, of workers that did
    not get worse. facts: all others; filters: of the reviewed window."""
    causes = {fact.cause for fact in facts if isinstance(fact.seen, OfCause)}
    workers = {fact.worker_id for fact in facts if fact.worker_id and _is_of_all_failed(fact)}
    left: Counter[tuple[str, str]] = Counter()
    for cause, held in counts.counts.items():
        for worker, one in held.items():
            if cause not in causes and worker not in workers and one.seen.window:
                left[cause, worker] = one.seen.window
    if not left:
        return
    found = sorted({cause for cause, _ in left})
    without = {*filters.chosen("worker", drop=True), *workers}
    chosen = filters.choosing("outcome", ["failed"]).choosing("cause", found)
    yield Fact(
        key=OTHERS,
        kind=OTHERS,
        tier=KNOWN,
        worker_id="",
        worker="",
        excess=0.0,
        about=chosen.choosing("worker", sorted(without), drop=True),
        seen=OtherFailures(left.total(), len(found), len({worker for _, worker in left} - {""})),
    )


def _is_of_all_failed(fact: Fact) -> bool:
    """Whether a fact is about all failed runs of its worker."""
    regressed = isinstance(fact.seen, Impact) and fact.tier == PRESSING
    return isinstance(fact.seen, WorkerWeek) or regressed
