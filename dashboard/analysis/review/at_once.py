"""Causes of many workers that stand for one event, as an outage: they came in the same hours, or
the same workers got worse for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, combinations
from math import ceil

from dashboard.analysis.lifecycle import FEWEST_ABOVE
from dashboard.analysis.review.facts import CAUSE, LONG, PRESSING, AmongOthers, Fact, OfCause
from dashboard.analysis.review.of_causes import GATHERS
from dashboard.analysis.review.sizes import failed_of
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

FEWEST_WORKERS = 3
"""From so many workers on a cause, or what makes them worse, may be an event of all."""
HOUR = timedelta(hours=1)
SURELY = 0.001
"""No more likely than that is it by chance that so many runs came in so few hours."""
HALF = 0.5
PART = 0.1
"""A cause is why a worker got worse, beside others, if so much of its failed runs have it."""


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Two causes of many workers, by the keys of their facts, of which at least half of what is
    unusual of the one came in the hours of the other. surely: nearly all did, not by chance."""

    one: str
    other: str
    surely: bool


@dataclass(frozen=True, slots=True)
class _Hours:
    """Runs by hour, oldest first."""

    hours: tuple[datetime, ...]
    runs: tuple[int, ...]

    def between(self, since: datetime, until: datetime) -> int:
        pairs = zip(self.hours, self.runs, strict=True)
        return sum(runs for hour, runs in pairs if since <= hour <= until)

    def shortest(self, runs: int) -> tuple[datetime, datetime]:
        """The first and the last hour of the shortest time with so many of them."""
        before = [0, *accumulate(self.runs)]
        spans, start = [], 0
        for last, hour in enumerate(self.hours):
            while before[last + 1] - before[start + 1] >= runs:
                start += 1
            if before[last + 1] - before[start] >= runs:
                spans.append((hour - self.hours[start], self.hours[start], hour))
        _, since, until = min(spans)
        return since, until


def is_of_many(fact: Fact) -> bool:
    """Whether a fact is of a cause that gathers in no one worker."""
    return isinstance(fact.seen, OfCause) and not fact.worker_id


def in_the_same_hours(
    history: History, filters: Filters, facts: Sequence[Fact]
) -> tuple[AtOnce, ...]:
    """Of causes of many workers each two that came at once. filters: of the reviewed window."""
    held = {fact.cause: fact for fact in facts if _may_be_an_event(fact)}
    if len(held) < 2:
        return ()
    of_cause: dict[str | None, list[tuple[datetime, int]]] = defaultdict(list)
    for row in history.ask("cause_hours", filters.of_any_ending(), causes=sorted(held)):
        of_cause[row["cause"]].append((row["hour"], row["runs"]))
    found = {cause: _Hours(*zip(*rows, strict=True)) for cause, rows in of_cause.items()}
    told = []
    for one, other in combinations([held[cause] for cause in held if cause in found], 2):
        shares = [_of_hours(*pair, found) for pair in ((one, other), (other, one))]
        if any(share >= HALF for share, _ in shares):
            surely = any(share >= GATHERS and likely <= SURELY for share, likely in shares)
            told.append(AtOnce(one.key, other.key, surely))
    return tuple(told)


def _may_be_an_event(fact: Fact) -> bool:
    """Whether a cause of many workers may have come with an event: not one that goes on."""
    pressing = fact.tier == PRESSING or fact.kind == CAUSE
    many = isinstance(fact.seen, OfCause) and len(fact.seen.by) >= FEWEST_WORKERS
    return is_of_many(fact) and pressing and many and _unusual(fact) >= FEWEST_ABOVE


def _unusual(fact: Fact) -> int:
    """How many runs of a cause are more than usual, of which nothing is known without a usual."""
    return ceil(fact.seen.row.excess) if isinstance(fact.seen, OfCause) else 0


def _of_hours(one: Fact, other: Fact, found: Mapping[str | None, _Hours]) -> tuple[float, float]:
    """Which share of what is unusual of a cause came in the hours of another, an hour before and
    after; and how likely that is by chance, if these hours have their share of all finished runs
    (the binomial)."""
    from scipy.special import bdtrc  # few reviews have two such causes

    since, until = found[other.cause].shortest(ceil(GATHERS * _unusual(other)))
    since, until = since - HOUR, until + HOUR
    runs, unusual = found[one.cause].between(since, until), _unusual(one)
    share = found[None].between(since, until) / sum(found[None].runs)
    return runs / unusual, float(bdtrc(min(runs, unusual) - 1, unusual, share))


def one_event(
    at_once: Sequence[AtOnce], groups: Mapping[str, Sequence[Fact]]
) -> Iterator[tuple[str, str]]:
    """Of causes that came at once the keys of each two that stand for one event: surely, or since
    the same workers got worse for them, and hardly for anything else."""
    same = {frozenset(pair) for pair in _of_the_same_workers(groups)}
    for pair in at_once:
        if pair.surely or {pair.one, pair.other} in same:
            yield pair.one, pair.other


def _of_the_same_workers(groups: Mapping[str, Sequence[Fact]]) -> Iterator[tuple[str, str]]:
    """Of causes of many workers the keys of each two for which the same workers got worse."""
    causes = [fact for group in groups.values() for fact in group if is_of_many(fact)]
    workers: dict[str, set[str]] = defaultdict(set)
    for worse in _worse(groups):
        of = {fact.key: _explained(worse, fact) for fact in causes if fact.tier == PRESSING}
        mine = {key: runs for key, runs in of.items() if runs >= max(2, PART * _runs(worse))}
        if len(mine) > 1 and sum(mine.values()) >= GATHERS * _runs(worse):
            for key in mine:
                workers[key].add(worse.worker_id)
    for one, other in combinations(workers, 2):
        both = len(workers[one] & workers[other])
        fewer = min(len(workers[one]), len(workers[other]))
        if both >= FEWEST_WORKERS and both >= GATHERS * fewer:
            yield one, other


def homes_of_all(group: Sequence[Fact], groups: Mapping[str, Sequence[Fact]]) -> list[str]:
    """The groups of workers that got worse, or fail often, for the causes of a group that are of no
    one worker, and don't just go on: of several, or of one that has less than half of their runs.
    """
    causes = [fact for fact in group if is_of_many(fact) and fact.kind != LONG]
    found = [
        worse
        for worse in _worse(groups)
        if sum(_explained(worse, fact) for fact in causes) >= GATHERS * _runs(worse)
        if groups[_place(worse)] is not group
    ]
    all_runs = sum(failed_of(fact) for fact in causes)
    if len(found) == 1 and 2 * sum(_explained(found[0], fact) for fact in causes) >= all_runs:
        return []
    return [_place(worse) for worse in found]


def _place(worse: Fact) -> str:
    return f"worse {worse.worker_id}"


def _worse(groups: Mapping[str, Sequence[Fact]]) -> list[Fact]:
    """The weeks of workers that got worse, or that they fail often."""
    return [
        fact
        for place, group in groups.items()
        for fact in group
        if isinstance(fact.seen, WorkerWeek | AmongOthers) and place == _place(fact)
    ]


def _runs(worse: Fact) -> float:
    """How many failed runs are to be explained: those more than usual, or all."""
    return worse.excess if isinstance(worse.seen, WorkerWeek) else failed_of(worse)


def _explained(worse: Fact, cause: Fact) -> float:
    """How many of them a cause explains."""
    held = cause.seen.by if isinstance(cause.seen, OfCause) else ()
    part = next((one for one in held if one.worker_id == worse.worker_id), None)
    if part is None:
        return 0.0
    return part.excess if isinstance(worse.seen, WorkerWeek) else part.runs
