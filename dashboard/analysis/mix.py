"""Like with like: the change of a rate within kinds of work, and whether the work itself changed.

Direct standardisation (Mantel and Haenszel, 1959, weigh alike strata in another way and serve as
the oracle): the difference within every kind of work is weighted by that kind's share of all runs.
So a worker that is given harder work does not look worse for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.rates import FEW_RUNS, Rate
from dashboard.analysis.verdict import Estimate, variance_of_one

FEWEST = 5
"""Runs a side, from which a kind of work is compared with itself."""
ENOUGH_KEPT = 0.80
"""Share of all runs that kinds with enough runs on both sides must hold."""
SHIFTED, SHIFT_P = 0.10, 0.001


@dataclass(frozen=True, slots=True)
class Counts:
    """Finished runs of one kind of work on either side of a change, and those that succeeded."""

    s1: int
    n1: int
    s0: int
    n0: int

    @property
    def n(self) -> int:
        return self.n1 + self.n0

    @property
    def comparable(self) -> bool:
        return min(self.n1, self.n0) >= FEWEST


Kind = tuple[str | None, ...]
"""What a kind of work has in common: its trigger, its record type, …"""
Kinds = Mapping[Kind, Counts]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The difference within kinds of work.

    kept: the share of all runs that are of kinds with enough runs on both sides; comparable:
    whether these are enough, and as many on either side as a rate takes; expected: the rate that
    the runs after would have, had every kind kept its rate from before.
    """

    estimate: Estimate | None
    kept: float
    comparable: bool
    expected: float | None


def adjusted(kinds: Kinds, after: Rate, before: Rate) -> Adjusted:
    """The difference within kinds of work, weighted by their share of the runs that are compared.

    after, before: the sides as a whole, for how much their runs count (design effect).
    """
    whole = sum(it.n for it in kinds.values())
    held = [it for it in kinds.values() if it.comparable]
    runs = sum(it.n for it in held)
    if not runs:
        return Adjusted(None, 0.0, comparable=False, expected=None)
    pooled = (
        sum(it.s1 for it in held) / after.effect + sum(it.s0 for it in held) / before.effect
    ) / (sum(it.n1 for it in held) / after.effect + sum(it.n0 for it in held) / before.effect)
    value = weights = 0.0
    for it in held:
        s1, n1 = it.s1 / after.effect, it.n1 / after.effect
        s0, n0 = it.s0 / before.effect, it.n0 / before.effect
        weight = it.n / runs
        value += weight * ((s1 + pooled) / (n1 + 1) - (s0 + pooled) / (n0 + 1))
        weights += weight**2 * (1 / (n1 + 1) + 1 / (n0 + 1))
    variance = variance_of_one(pooled, min(after.n_eff, before.n_eff)) * weights
    expected = sum(it.n1 * it.s0 / it.n0 for it in held) / sum(it.n1 for it in held)
    kept = runs / whole
    sides = (
        (sum(it.n1 for it in held), sum(it.n1 for it in kinds.values()), after),
        (sum(it.n0 for it in held), sum(it.n0 for it in kinds.values()), before),
    )
    known = all(n >= ENOUGH_KEPT * of or n / side.effect >= FEW_RUNS for n, of, side in sides)
    return Adjusted(Estimate(value, variance), kept, kept >= ENOUGH_KEPT and known, expected)


def mix_shifted(kinds: Kinds, after: Rate, before: Rate) -> bool:
    """Whether the share of the kinds of work changed: χ² with p < .001, and at least a tenth of
    the runs would have to be of another kind (total variation)."""
    counts = [it for it in kinds.values() if it.n]
    n1, n0 = sum(it.n1 for it in counts), sum(it.n0 for it in counts)
    if len(counts) < 2 or not n1 or not n0:
        return False
    if sum(abs(it.n1 / n1 - it.n0 / n0) for it in counts) / 2 < SHIFTED:
        return False
    return _chi_square_p(counts, after.effect, before.effect) < SHIFT_P


def _chi_square_p(counts: Sequence[Counts], effect1: float, effect0: float) -> float:
    """Pearson's χ² of kinds against sides; scipy's function for it takes a hundred times
    as long."""
    from scipy.special import chdtrc

    n1, n0 = sum(it.n1 for it in counts) / effect1, sum(it.n0 for it in counts) / effect0
    found = 0.0
    for it in counts:
        both = it.n1 / effect1 + it.n0 / effect0
        for seen, side in ((it.n1 / effect1, n1), (it.n0 / effect0, n0)):
            expected = both * side / (n1 + n0)
            found += (seen - expected) ** 2 / expected
    return float(chdtrc(len(counts) - 1, found))
