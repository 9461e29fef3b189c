"""Which facts of a worker are of the same runs, or of what came of them: outputs that are suspect
for several reasons or since a change, what came while a worker was paused, and what repeats the
output of failed runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.analysis.chance import false_discovery_rates, hypergeometric
from dashboard.analysis.change_evidence import REAL
from dashboard.analysis.impact import Impact
from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.review.facts import BAD, PAUSED, SUSPECT, Fact, JudgedBad, Suspects
from dashboard.checks.suspicion import DUPLICATE
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

OUTPUTS = (SUSPECT, BAD)
SAME_RUNS = 0.8
"""Two facts are of nearly the same runs, if so many of the fewer are runs of both."""


def same_runs(
    history: History, filters: Filters, found: Sequence[Fact], window: Reviewed | None
) -> tuple[tuple[str, str], ...]:
    """Of facts the keys of two that are of nearly the same runs of a worker, or of which one came
    with the other. filters: of the reviewed window, window."""
    return (
        *_outputs(history, filters, found),
        *_while_paused(history, found),
        *(_since_changes(history, filters, found, window) if window else ()),
    )


def _outputs(
    history: History, filters: Filters, found: Sequence[Fact]
) -> Iterator[tuple[str, str]]:
    """Facts about outputs: two checks, or one and that people judged them bad."""
    facts = {(fact.worker_id, fact.check or "bad"): fact for fact in found if fact.kind in OUTPUTS}
    for row in history.ask("same_outputs", filters.of_any_ending()):
        one, other = (facts.get((row["worker_id"], row[name])) for name in ("one", "other"))
        if one and other and row["runs"] >= SAME_RUNS * min(one.counted or 0, other.counted or 0):
            yield one.key, other.key


def _while_paused(history: History, found: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """A pause, and each other fact of its worker of which nearly all runs came in it."""
    pairs = [
        (pause, fact, both)
        for pause in (one for one in found if one.kind == PAUSED)
        for fact in (one for one in found if one.worker_id == pause.worker_id)
        if fact.kind != PAUSED and fact.counted and (both := pause.about.and_also(fact.about))
    ]
    counts = _counts(history, {both: pause.worker_id for pause, _, both in pairs})
    for pause, fact, both in pairs:
        if counts[both] >= SAME_RUNS * (fact.counted or 0):
            yield pause.key, fact.key


def _counts(history: History, chosen: Mapping[Filters, str]) -> dict[Filters, int]:
    """How many runs filters choose, each of one worker. What differs by the worker alone is asked
    once: a history may have hundreds of paused workers."""
    alike: dict[Filters, list[str]] = {}
    for filters, worker_id in chosen.items():
        alike.setdefault(filters.choosing("worker", ()), []).append(worker_id)
    counts = {
        others: {
            row["worker_id"]: row["runs"]
            for row in history.ask("runs_by_worker", others.choosing("worker", workers))
        }
        for others, workers in alike.items()
    }
    return {
        filters: counts[filters.choosing("worker", ())].get(worker_id, 0)
        for filters, worker_id in chosen.items()
    }


def _since_changes(
    history: History, filters: Filters, found: Sequence[Fact], window: Reviewed
) -> Iterator[tuple[str, str]]:
    """A change, and what is found of outputs that is more since then by more than chance, of those
    that can be looked at, or were judged. What is new came with no change of weeks ago."""
    outputs = [fact for fact in found if fact.kind in OUTPUTS]
    pairs = [
        (fact.key, seen, output)
        for fact in found
        if isinstance(seen := fact.seen, Impact)
        for output in outputs
        if output.worker_id == fact.worker_id and _may_come_of(output, seen, window)
    ]
    if not pairs:
        return
    windows = [replace(seen.window, number=n) for n, (_, seen, _) in enumerate(pairs)]
    counts = {
        (row["change"], row["place"], row["found"]): row["runs"]
        for row in history.ask("change_outputs", filters.of_any_ending().within(None, None),
                               windows=windows)
    }  # fmt: skip
    sides = [
        [
            counts.get((n, place, name), 0)
            for name in ((output.check, "completed") if output.check else ("bad", "judged"))
            for place in ("after", "before")
        ]
        for n, (_, _, output) in enumerate(pairs)
    ]
    after, before, all_after, all_before = (list(one) for one in zip(*sides, strict=True))
    chances = hypergeometric(after, all_after, before, all_before)
    for n, q in enumerate(false_discovery_rates(chances)):
        if q <= REAL and after[n] * all_before[n] > before[n] * all_after[n]:
            yield pairs[n][0], pairs[n][2].key


def _may_come_of(output: Fact, found: Impact, window: Reviewed) -> bool:
    """Whether what is found of outputs can have come with a change: before it or where it is
    usual, not where it is new weeks later."""
    usual = output.seen.usual if isinstance(output.seen, Suspects | JudgedBad) else None
    at = found.change.at
    return at < window.until and (bool(usual) or at >= window.since - WEEK)


def of_failed_runs(history: History, filters: Filters, found: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, with why runs failed where what these had written was written again. filters: of
    the reviewed window."""
    facts = list(found)
    if not any(fact.check == DUPLICATE for fact in facts):
        yield from facts
        return
    rows = history.ask("repeats_of_failed", filters.of_any_ending())
    for fact in facts:
        mine = [row for row in rows if row["worker_id"] == fact.worker_id]
        if fact.check == DUPLICATE and isinstance(fact.seen, Suspects) and mine:
            failed = sum(row["runs"] for row in mine)
            most = mine[0]
            seen = replace(fact.seen, failed=failed, cause=most["cause"], with_cause=most["runs"])
            fact = replace(fact, seen=seen)
        yield fact
