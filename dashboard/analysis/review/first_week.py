"""Which workers fail often, where no weeks before say what is usual: beside all the others.

For every worker: how likely do its failed runs and those of all the others lie so far apart, had
chance dealt them (the hypergeometric distribution), repeated tasks counted as worse.py does; of all
workers tested those are called that Benjamini and Hochberg (1995) keep, if they also fail at least
TIMES as often as the others. That they do other work is not held against chance here: what is
called is that they fail, not why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.analysis.chance import false_discovery_rates, hypergeometric
from dashboard.analysis.lifecycle import FEWEST_ABOVE
from dashboard.analysis.rates import FEW_RUNS, Rate
from dashboard.analysis.review.facts import OFTEN, PRESSING, AmongOthers, Fact, OfCause
from dashboard.analysis.review.of_causes import FEWEST, GATHERS, ByWorker
from dashboard.analysis.workers import WorkerRow, workers
from dashboard.analysis.worse import FALSE_SHARE
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

TIMES = 2.0
"""So many times as often as all others a worker fails that is told."""


def failing_often(history: History, chosen: Filters, counts: ByWorker) -> tuple[Fact, ...]:
    """The workers of the chosen runs that fail far more often than all the others."""
    rows = [row for row in workers(history, chosen) if row.worker_id]
    return tuple(_fact(row, seen, chosen, counts) for row, seen in _called(rows))


def _called(rows: Sequence[WorkerRow]) -> Iterator[tuple[WorkerRow, AmongOthers]]:
    finished, failed = sum(row.finished for row in rows), sum(row.failed for row in rows)
    tested = [
        (row, AmongOthers(row.failed, row.finished, failed - row.failed, finished - row.finished))
        for row in rows
        if row.finished >= FEW_RUNS and finished - row.finished >= FEW_RUNS
    ]
    q = false_discovery_rates([_likely(row.success, seen) for row, seen in tested])
    for (row, seen), false in zip(tested, q, strict=True):
        if false <= FALSE_SHARE and seen.failed >= FEWEST_ABOVE and seen.times >= TIMES:
            yield row, seen


def _likely(own: Rate, seen: AmongOthers) -> float:
    """How likely shares so far apart are; tasks that a worker repeats count as fewer runs."""
    failed, finished = round(seen.failed / own.effect), round(seen.finished / own.effect)
    (p,) = hypergeometric([failed], [finished], [seen.others_failed], [seen.others])
    return p


def _fact(row: WorkerRow, seen: AmongOthers, chosen: Filters, counts: ByWorker) -> Fact:
    return Fact(
        key=f"fails often {row.worker_id}",
        kind=OFTEN,
        tier=PRESSING,
        worker_id=row.worker_id,
        worker=row.worker,
        excess=0.0,
        about=chosen.of_worker(row.worker_id).choosing("outcome", ["failed"]),
        seen=seen,
        cause=_why_most(row, counts),
    )


def _why_most(row: WorkerRow, counts: ByWorker) -> str:
    """The cause for which nearly all failed runs of a worker failed, "" for none."""
    held = {
        cause: of_workers[row.worker_id].seen.window
        for cause, of_workers in counts.counts.items()
        if row.worker_id in of_workers
    }
    most = max(held, key=lambda cause: (held[cause], cause), default="")
    return most if most and held[most] >= GATHERS * row.failed else ""


def beside(often: Sequence[Fact], causes: Sequence[Fact], counts: ByWorker) -> tuple[Fact, ...]:
    """The facts of causes without the runs of a worker that fails often for this very cause, which
    stand with the worker; those of a cause that several such workers share stay whole, and the
    workers stand with it (joining.py)."""
    told = []
    for fact in causes:
        mine = [one for one in often if one.cause == fact.cause]
        if fact.worker_id or len(mine) != 1 or not isinstance(fact.seen, OfCause):
            told.append(fact)
        elif rest := _without(fact, fact.seen, mine[0].worker_id, counts):
            told.append(rest)
    return tuple(told)


def _without(fact: Fact, held: OfCause, worker_id: str, counts: ByWorker) -> Fact | None:
    """A cause without the runs of a worker; None where few are left."""
    apart = counts.counts[fact.cause][worker_id].seen.window
    left = held.all - apart
    if left < FEWEST:
        return None
    row = replace(
        held.row,
        runs=left,
        workers=held.row.workers - 1,
        tasks=None,
        pairs=None,
        unresolved=None,
        seen=replace(held.row.seen, window=left),
    )
    dropped = [*fact.about.chosen("worker", drop=True), worker_id]
    return replace(
        fact,
        about=fact.about.choosing("worker", dropped, drop=True),
        seen=replace(held, row=row, all=left, apart=apart),
    )
