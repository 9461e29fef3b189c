"""The week's random sample: which completed runs are looked at, and what share of all is bad.

What people judge by themselves says nothing of the rest: they look where they expect faults. So a
sample is drawn by lot, the same for everybody, and its judgements alone make a rate.

Two strata: runs whose output customers see, and all others; each has its share of the sample, but
at least LEAST_OF_A_STRATUM runs where it has so many. Within a stratum every run is as likely as
any other, and the workers have theirs in proportion (systematic sampling of workers that stand in a
row, Cochran, "Sampling techniques", 3rd ed. 1977, chapter 8).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import sqrt
from typing import Any

from dashboard.analysis.rates import FEW_RUNS, TOO_FEW_FOR_PERCENT, Interval, wilson
from dashboard.ledger.judgements import BAD, Judgement, by_run, contested
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

SIZE = FEW_RUNS
"""Runs that are looked at: as many as a rate needs on these pages to count as more than few."""
LEAST_OF_A_STRATUM = 10


@dataclass(frozen=True, slots=True)
class Stratum:
    """A kind of completed runs. customer: customers see what they wrote; runs: how many there are;
    sampled: the ids of those of the sample."""

    customer: bool
    runs: int
    sampled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RandomSample:
    """What is looked at. completed: all runs of which it is a sample; strata: with their runs;
    order: the ids in the order in which they are looked at, so that also a part says something."""

    completed: int
    strata: tuple[Stratum, ...]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareOfBad:
    """What the judged runs of a sample say of all completed ones.

    looked, of: runs that were judged in their turn, of so many in the sample; bad: of those;
    completed: all runs; value, interval: the share of bad output among all of them, with its 95 %
    interval; None while too few were judged, and no interval where all runs were; ahead: runs that
    were judged before others whose turn is earlier. They count once those are judged, too: somebody
    may have chosen them since they look bad; both_ways: of those that count, the runs that some
    people judged good and others bad: the later word counts.
    """

    looked: int
    of: int
    bad: int
    completed: int
    value: float | None
    interval: Interval | None
    ahead: int = 0
    both_ways: int = 0

    @property
    def few(self) -> bool:
        """Too few runs to colour or rank by."""
        return self.looked < FEW_RUNS and not self.whole

    @property
    def whole(self) -> bool:
        """Whether all completed runs were judged."""
        return self.looked == self.completed


def random_sample(history: History, chosen: Filters) -> RandomSample:
    """The sample of the runs in a period. It depends on the period and the runs alone, and changes
    little where a later export brings some more runs of it."""
    within = chosen.of_any_ending()
    seed = "/".join(at.isoformat() if at else "" for at in (within.since, within.until))
    rows = history.ask("random_sample", within, seed=seed, most=SIZE)
    kinds = {kind: [row for row in rows if row["customer"] is kind] for kind in (True, False)}
    counts = {kind: sum(row["runs"] for row in held) for kind, held in kinds.items()}
    sizes = dict(zip((True, False), shared(counts[True], counts[False]), strict=True))
    strata = tuple(
        Stratum(kind, counts[kind], tuple(_drawn(held, counts[kind], sizes[kind], seed)))
        for kind, held in kinds.items()
        if held
    )
    drawn = [run_id for stratum in strata for run_id in stratum.sampled]
    return RandomSample(
        completed=sum(counts.values()),
        strata=strata,
        order=tuple(sorted(drawn, key=lambda run_id: (_lot(f"order {seed}{run_id}"), run_id))),
    )


def shared(customers: int, others: int) -> tuple[int, int]:
    """How many runs of either stratum are looked at."""
    size = min(SIZE, customers + others)
    if not size:
        return 0, 0
    least = [min(LEAST_OF_A_STRATUM, held) for held in (customers, others)]
    mine = round(size * customers / (customers + others))
    mine = min(max(mine, least[0]), size - least[1], customers)
    mine = max(mine, size - others)
    return mine, size - mine


def _drawn(rows: Sequence[Mapping[str, Any]], runs: int, size: int, seed: str) -> Iterator[str]:
    """The ids of so many runs of a stratum. rows: its workers, each with its runs."""
    lot, before = _lot(f"{seed} {rows[0]['customer']}") % runs, 0
    for row in rows:
        after = before + row["runs"]
        mine = (after * size + lot) // runs - (before * size + lot) // runs
        yield from row["first_ids"][:mine]
        before = after


def _lot(text: str) -> int:
    """A number that looks like any other, and is the same for the same text."""
    held = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.md5(held, usedforsecurity=False).digest())


def to_look_at(sample: RandomSample, judged: Collection[str], after: str = "") -> str:
    """The next run of a sample that nobody judged yet, "" for none. after: the run behind which to
    look first."""
    at = sample.order.index(after) + 1 if after in sample.order else 0
    turned = (*sample.order[at:], *sample.order[:at])
    return next((run_id for run_id in turned if run_id not in judged), "")


def share_of_bad(sample: RandomSample, judged: Sequence[Judgement]) -> ShareOfBad:
    """What the judgements say of all completed runs. judged: those that hold, oldest first."""
    said = by_run(judged)
    in_turn = [(list(_in_turn(sample, stratum, said)), stratum) for stratum in sample.strata]
    counted = [([said[one].verdict == BAD for one in ids], stratum) for ids, stratum in in_turn]
    looked = sum(len(verdicts) for verdicts, _ in counted)
    told = looked >= TOO_FEW_FOR_PERCENT and all(verdicts for verdicts, _ in counted)
    parts = [
        (stratum.runs / sample.completed, sum(verdicts), len(verdicts))
        for verdicts, stratum in counted
    ]
    whole = looked == sample.completed
    return ShareOfBad(
        looked=looked,
        of=len(sample.order),
        bad=sum(bad for _, bad, _ in parts),
        completed=sample.completed,
        value=sum(weight * bad / n for weight, bad, n in parts) if told else None,
        interval=weighted_interval(parts) if told and not whole else None,
        ahead=sum(run_id in said for run_id in sample.order) - looked,
        both_ways=len(_both_ways(judged) & {run_id for ids, _ in in_turn for run_id in ids}),
    )


def _both_ways(judged: Sequence[Judgement]) -> set[str]:
    """The runs that some people judged good and others bad."""
    return {
        run_id
        for run_id, said in contested(judged).items()
        if len({one.verdict for one in said}) > 1
    }


def _in_turn(
    sample: RandomSample, stratum: Stratum, said: Mapping[str, Judgement]
) -> Iterator[str]:
    """The runs of a stratum that were judged, in their order, up to the first that was not."""
    own = set(stratum.sampled)
    mine = (run_id for run_id in sample.order if run_id in own)
    return takewhile(said.__contains__, mine)


def weighted_interval(parts: Sequence[tuple[float, int, int]]) -> Interval:
    """The 95 % interval of a weighted sum of rates, each given as weight, s and n > 0.

    Zou, Huang and Zhang, "A note on confidence interval estimation for a linear function of
    binomial proportions" (Computational Statistics & Data Analysis 53, 2009), with Wilson's
    interval of every rate: with one rate that is Wilson's own. That few runs are left which were
    not looked at is not used: the interval is then wider than it need be.
    """
    value = sum(weight * s / n for weight, s, n in parts)
    below = above = 0.0
    for weight, s, n in parts:
        low, high = wilson(s, n)
        below += (weight * (s / n - low)) ** 2
        above += (weight * (high - s / n)) ** 2
    return max(0.0, value - sqrt(below)), min(1.0, value + sqrt(above))
