"""The failed runs, suspect outputs and runs judged bad that no fact is about, as one: a list worked
to its end has covered each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.analysis.impact import Impact
from dashboard.analysis.review.facts import (
    BAD,
    KNOWN,
    OTHERS,
    PRESSING,
    AmongOthers,
    Fact,
    OfCause,
    OtherBad,
    OtherFailures,
    OtherSuspects,
)
from dashboard.analysis.review.of_causes import ByWorker
from dashboard.analysis.review.of_outputs import BadOfWorker, SuspectRuns
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.store.filters.filters import Filters

Left = Mapping[tuple[str, str], int]
"""Failed runs by cause and worker of which no fact tells."""


def other_failures(facts: Sequence[Fact], counts: ByWorker, filters: Filters) -> Iterator[Fact]:
    """Failed runs for causes that have too few of them, or as many as usual, of workers that did
    not get worse; beside them, as facts of their own where filters can't tell them apart, those for
    a cause of which most stand with one worker. facts: all others; filters: of the reviewed
    window."""
    of_causes = [fact for fact in facts if isinstance(fact.seen, OfCause)]
    whole = {fact.cause for fact in of_causes if not fact.worker_id}
    told = {(fact.cause, fact.worker_id) for fact in of_causes if fact.worker_id}
    workers = {fact.worker_id for fact in facts if fact.worker_id and _is_of_all_failed(fact)}
    left: Left = {
        (cause, worker): one.seen.window
        for cause, held in counts.counts.items()
        for worker, one in held.items()
        if one.seen.window and cause not in whole and worker not in workers
        if (cause, worker) not in told
    }
    having = {worker for _, worker in left}
    mixed = {cause for cause, worker in told if worker in having}
    apart = {worker for _, worker in told if worker not in having}
    main = {pair: runs for pair, runs in left.items() if pair[0] not in mixed}
    if main:
        yield _fact(OTHERS, main, filters, workers | apart)
    for cause in sorted(mixed):
        own = {pair: runs for pair, runs in left.items() if pair[0] == cause}
        theirs = {worker for of, worker in told if of == cause}
        if own:
            yield _fact(f"{OTHERS} of {cause}", own, filters, workers | theirs)


def other_suspects(
    facts: Sequence[Fact], held: Sequence[SuspectRuns], filters: Filters
) -> Iterator[Fact]:
    """Suspect outputs of workers that have few of them, by the check that calls them so. facts: all
    others; filters: of the reviewed window."""
    told = {(fact.worker_id, fact.check) for fact in facts if fact.check}
    left = [one for one in held if one.seen.window and (one.worker_id, one.check) not in told]
    for check in sorted({one.check for one in left}):
        mine = [one for one in left if one.check == check]
        workers = sorted(one.worker_id for one in mine)
        yield Fact(
            key=f"other suspect outputs {check}",
            kind=OTHERS,
            tier=KNOWN,
            worker_id="",
            worker="",
            excess=0.0,
            about=filters.of_any_ending().choosing("worker", workers).choosing("check", [check]),
            seen=OtherSuspects(check, sum(one.seen.window for one in mine), len(mine)),
        )


def other_bad(
    facts: Sequence[Fact], held: Sequence[BadOfWorker], filters: Filters
) -> Iterator[Fact]:
    """Runs judged bad of workers that have few of them, or as many as usual. facts: all others;
    filters: of the reviewed window."""
    told = {fact.worker_id for fact in facts if fact.kind == BAD or _is_of_all_bad(fact)}
    left = [one for one in held if one.bad.window and one.worker_id not in told]
    if not left:
        return
    workers = sorted(one.worker_id for one in left)
    yield Fact(
        key="other bad runs",
        kind=OTHERS,
        tier=KNOWN,
        worker_id="",
        worker="",
        excess=0.0,
        about=filters.of_any_ending().choosing("worker", workers).choosing("outcome", ["bad"]),
        seen=OtherBad(
            sum(one.bad.window for one in left),
            sum(one.judged.window for one in left),
            len(set(workers) - {""}),
        ),
    )


def _fact(key: str, left: Left, filters: Filters, without: set[str]) -> Fact:
    """Failed runs for these causes of all workers but some."""
    causes = sorted({cause for cause, _ in left})
    dropped = sorted({*filters.chosen("worker", drop=True), *without} - {""})
    chosen = filters.choosing("outcome", ["failed"]).choosing("cause", causes)
    workers = len({worker for _, worker in left} - {""})
    return Fact(
        key=key,
        kind=OTHERS,
        tier=KNOWN,
        worker_id="",
        worker="",
        excess=0.0,
        about=chosen.choosing("worker", dropped, drop=True),
        seen=OtherFailures(sum(left.values()), len(causes), workers),
    )


def _is_of_all_failed(fact: Fact) -> bool:
    """Whether a fact is about all failed runs of its worker."""
    regressed = isinstance(fact.seen, Impact) and fact.tier == PRESSING
    return isinstance(fact.seen, WorkerWeek | AmongOthers) or regressed


def _is_of_all_bad(fact: Fact) -> bool:
    """Whether a fact is also about all runs of its worker that were judged bad."""
    return isinstance(fact.seen, Impact) and "bad" in fact.about.chosen("outcome")
