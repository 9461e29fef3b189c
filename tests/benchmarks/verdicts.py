"""How often is an unchanged worker called changed, and a changed one found? Run it by hand:

    nice uv run python -m tests.benchmarks.verdicts [REPETITIONS]

It prints the tables of data/STATISTICS.md, "Simulations". Four weeks before a change and four weeks
after it, looked at on every day after it with the functions that the pages use; called is whoever
is called regressed or improved on any of these days. Runs of one day correlate (ICC), and so do
neighbouring days (AR, of the normal scores that the rates of the days are drawn from); the rates of
days are of a beta distribution.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import beta, norm

from dashboard.analysis.days import day_effect
from dashboard.analysis.pairs import Pairs, weighed
from dashboard.analysis.rates import Clusters, Rate, rate
from dashboard.analysis.verdict import IMPROVED, REGRESSED, decide, estimate

REPETITIONS = 400
BEFORE = LOOKS = 28
RATES, A_DAY, ICCS, ALIKE = (
    (0.6, 0.8, 0.92, 0.98),
    (5, 20, 100, 400),
    (0.01, 0.02, 0.05, 0.1),
    (0.0, 0.3, 0.5),
)
DAYS = ((0.0, 0.0), *((icc, alike) for icc in ICCS for alike in ALIKE))
DROPS = (0.0, 0.10, 0.15, 0.20)
TASK_ICC = 0.3


@dataclass(frozen=True)
class World:
    """What is simulated: the rate before, runs a day, how alike runs of a day and neighbouring days
    are, how far the rate falls, how many tasks repeat daily, the runs of each alike by TASK_ICC,
    and whether their pairs are looked at too: only where each task runs once a day."""

    rate: float
    a_day: int
    icc: float = 0.0
    alike: float = 0.0
    drop: float = 0.0
    tasks: int = 0
    pairs: bool = False


@dataclass(frozen=True)
class Called:
    """The share that was called changed, and the median day on which it was."""

    share: float
    day: float | None
    repetitions: int

    @property
    def error(self) -> float:
        """The standard error of the share."""
        return sqrt(self.share * (1 - self.share) / self.repetitions)


def simulate(world: World, repetitions: int) -> Called:
    """Repetitions of a world from one seed."""
    chance = np.random.default_rng([7, round(1000 * world.rate), world.a_day])
    good, runs = _counts(world, repetitions, chance)
    noticed = [_noticed(good[n], runs, pairs=world.pairs) for n in range(repetitions)]
    days = [day for day in noticed if day is not None]
    return Called(len(days) / repetitions, float(np.median(days)) if days else None, repetitions)


def _counts(
    world: World, repetitions: int, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Good runs by repetition, day and task, and runs by day and task; one task a run without."""
    days = BEFORE + LOOKS
    score = np.empty((repetitions, days))
    score[:, 0] = chance.normal(size=repetitions)
    for day in range(1, days):
        fresh = chance.normal(size=repetitions)
        score[:, day] = world.alike * score[:, day - 1] + sqrt(1 - world.alike**2) * fresh
    p = np.full(days, world.rate)
    p[BEFORE:] -= world.drop
    tasks = max(1, world.tasks)
    runs = np.full((days, tasks), world.a_day // tasks)
    both = score[:, :, None], chance.normal(size=(repetitions, 1, tasks))
    shares = world.icc, TASK_ICC if world.tasks else 0.0
    rates = np.broadcast_to(p[None, :, None], (repetitions, days, tasks)).copy()
    for values, icc in zip(both, shares, strict=True):
        if icc:
            spread = 1 / icc - 1
            mean = rates.clip(0.001, 0.999)
            rates = beta.ppf(norm.cdf(values), mean * spread, (1 - mean) * spread)
    return chance.binomial(runs, rates.clip(0, 1)), runs


def _noticed(good: np.ndarray, runs: np.ndarray, *, pairs: bool) -> int | None:
    """The day after the change on which a verdict is spoken first."""
    for look in range(1, LOOKS + 1):
        before, after = slice(0, BEFORE), slice(BEFORE, BEFORE + look)
        s, n = good.sum(axis=1).tolist(), runs.sum(axis=1).tolist()
        days = day_effect(
            list(zip(s[after], n[after], strict=True)), list(zip(s[before], n[before], strict=True))
        )
        sides = (
            _side(good[after], runs[after], days.after),
            _side(good[before], runs[before], days.before),
        )
        found = estimate(*sides)
        verdict = decide(found, *sides, confounded=False, few_days=days.few)
        if pairs:
            same = _pairs(good, max(days.after, days.before))
            verdict = weighed(verdict, found, same, few_days=days.few)
        if verdict in (REGRESSED, IMPROVED):
            return look
    return None


def _side(good: np.ndarray, runs: np.ndarray, effect: float) -> Rate:
    """A side, with the larger of the effects of its days and its tasks."""
    s, n = int(good.sum()), int(runs.sum())
    if runs.shape[1] == 1:
        return Rate(s, n, effect)
    si, mi = good.sum(axis=0), runs.sum(axis=0)
    clusters = Clusters(len(mi), float(mi @ mi), float(si @ si), float(si @ mi))
    return Rate(s, n, max(effect, rate(s, n, clusters).effect))


def _pairs(good: np.ndarray, effect: float) -> Pairs:
    """The tasks on the last day before and the first after, where each runs once a day."""
    was, now = good[BEFORE - 1], good[BEFORE]
    return Pairs(len(now), int((now > was).sum()), int((now < was).sum()), effect)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def false_verdicts(repetitions: int) -> Iterator[str]:
    """Unchanged workers that were called changed."""
    heads = ["0", *(f"{icc} AR {alike}" for icc, alike in DAYS[1:])]
    yield _line("rate, runs a day \\ ICC", *heads)
    yield _line(*["---"] * (len(heads) + 1))
    for p in RATES:
        for a_day in A_DAY:
            found = [simulate(World(p, a_day, *days), repetitions) for days in DAYS]
            yield _line(f"{p}, {a_day}", *(f"{called.share:.3f}" for called in found))


def power(repetitions: int) -> Iterator[str]:
    """Changed workers that were found, and the median day."""
    yield _line("runs a day, ICC, AR", *(f"−{100 * drop:.0f}" for drop in DROPS[1:]))
    yield _line(*["---"] * len(DROPS))
    for a_day in (5, 20, 100):
        for icc, alike in ((0.0, 0.0), (0.02, 0.0), (0.02, 0.3), (0.05, 0.0), (0.05, 0.3)):
            found = [
                simulate(World(0.9, a_day, icc, alike, drop), repetitions) for drop in DROPS[1:]
            ]
            yield _line(f"{a_day}, {icc}, {alike}", *map(_told, found))


def with_tasks(repetitions: int) -> Iterator[str]:
    """The same where tasks repeat every day."""
    heads = [
        "tasks, runs a day, ICC, AR",
        "unchanged",
        *(f"−{100 * drop:.0f}" for drop in DROPS[1:]),
    ]
    yield _line(*heads)
    yield _line(*["---"] * len(heads))
    for tasks, a_day, pairs in (
        (10, 20, False),
        (10, 100, False),
        (40, 40, False),
        (40, 40, True),
        (100, 100, False),
        (100, 100, True),
    ):
        for icc, alike in ((0.0, 0.0), (0.02, 0.3), (0.05, 0.3)):
            found = [
                simulate(World(0.9, a_day, icc, alike, drop, tasks, pairs), repetitions)
                for drop in DROPS
            ]
            what = f"{tasks}, {a_day}, {icc}, {alike}{', pairs' if pairs else ''}"
            yield _line(what, f"{found[0].share:.3f}", *map(_told, found[1:]))


def _told(called: Called) -> str:
    return f"{called.share:.2f}" + (f" / {called.day:.0f}" if called.day is not None else "")


def main() -> None:
    """Print the tables, a line as soon as it is known."""
    repetitions = int(sys.argv[1]) if sys.argv[1:] else REPETITIONS
    of_few, of_half = (Called(share, None, repetitions).error for share in (0.03, 0.5))
    print(f"R = {repetitions:,}; standard error of .03: {of_few:.3f}, of .5: {of_half:.3f}")
    for table in (false_verdicts, power, with_tasks):
        print(f"\n{table.__doc__}\n")
        for line in table(repetitions):
            print(line, flush=True)


if __name__ == "__main__":
    main()
