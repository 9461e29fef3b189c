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
    held = [kind for kind in kinds.values() if kind.comparable]
    if not held:
        return Adjusted(None, 0.0, comparable=False, expected=None)
    sides = (
        (sum(kind.n1 for kind in held), sum(kind.n1 for kind in kinds.values()), after),
        (sum(kind.n0 for kind in held), sum(kind.n0 for kind in kinds.values()), before),
    )
    known = all(n >= ENOUGH_KEPT * of or n / side.effect >= FEW_RUNS for n, of, side in sides)
    kept = sum(kind.n for kind in held) / sum(kind.n for kind in kinds.values())
    comparable = kept >= ENOUGH_KEPT and known
    expected = sum(kind.n1 * kind.s0 / kind.n0 for kind in held) / sum(kind.n1 for kind in held)
    return Adjusted(_within(held, after, before), kept, comparable, expected)


def _within(held: Sequence[Counts], after: Rate, before: Rate) -> Estimate:
    """The difference within kinds of work that both sides have. Every kind has the variance of its
    own rate; rates are shrunk by one run of the rate of all kinds."""
    runs = sum(kind.n for kind in held)
    counts = [
        (kind.s1 / after.effect, kind.n1 / after.effect,
         kind.s0 / before.effect, kind.n0 / before.effect)
        for kind in held
    ]  # fmt: skip
    pooled = sum(s1 + s0 for s1, _, s0, _ in counts) / sum(n1 + n0 for _, n1, _, n0 in counts)
    fewer = min(after.n_eff, before.n_eff)
    value = variance = 0.0
    for kind, (s1, n1, s0, n0) in zip(held, counts, strict=True):
        share = kind.n / runs
        value += share * ((s1 + pooled) / (n1 + 1) - (s0 + pooled) / (n0 + 1))
        own = variance_of_one((s1 + s0 + pooled) / (n1 + n0 + 1), fewer)
        variance += share**2 * own * (1 / (n1 + 1) + 1 / (n0 + 1))
    return Estimate(value, variance)


def mix_shifted(kinds: Kinds, after: Rate, before: Rate) -> bool:
    """Whether the share of the kinds of work changed: χ² with p < .001, and at least a tenth of
    the runs would have to be of another kind (total variation)."""
    held = [kind for kind in kinds.values() if kind.n]
    n1, n0 = sum(kind.n1 for kind in held), sum(kind.n0 for kind in held)
    if len(held) < 2 or not n1 or not n0:
        return False
    if sum(abs(kind.n1 / n1 - kind.n0 / n0) for kind in held) / 2 < SHIFTED:
        return False
    return _chi_square_p(held, after.effect, before.effect) < SHIFT_P


def _chi_square_p(held: Sequence[Counts], effect1: float, effect0: float) -> float:
    """Pearson's χ² of kinds against sides; scipy's function for it takes a hundred times
    as long."""
    from scipy.special import chdtrc

    n1, n0 = sum(kind.n1 for kind in held) / effect1, sum(kind.n0 for kind in held) / effect0
    found = 0.0
    for kind in held:
        both = kind.n1 / effect1 + kind.n0 / effect0
        for seen, side in ((kind.n1 / effect1, n1), (kind.n0 / effect0, n0)):
            expected = both * side / (n1 + n0)
            found += (seen - expected) ** 2 / expected
    return float(chdtrc(len(held) - 1, found))
