"""What runs would have done without a change: how many end well, and how many of their work fail.

Of kinds of work: direct standardisation, as analysis/mix.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.distributions import beta_binomial, quantile
from dashboard.analysis.mix import ENOUGH_KEPT, FEWEST, Counts
from dashboard.analysis.rates import Rate


@dataclass(frozen=True, slots=True)
class Expected:
    """Of n runs, how many end well in 95 of 100 cases if nothing changed; as counts."""

    n: int
    low: int
    high: int


def expected(after: Rate, before: Rate, usual: float | None = None) -> Expected | None:
    """What the runs before lead to expect of as many runs as came after; None without runs.

    usual: the rate to expect where the kinds of work differ, else that of before. The count is
    beta-binomial: the rate before is itself known from few runs only. Runs that repeat tasks count
    as fewer on both sides.
    """
    if before.value is None or not after.n:
        return None
    share = before.value if usual is None else usual
    known = before.n_eff
    n = max(1, round(after.n / before.effect))
    chances = beta_binomial(n, share * known + 1, (1 - share) * known + 1)
    low, high = (quantile(chances, end) * after.n / n for end in (0.025, 0.975))
    return Expected(after.n, int(low), min(after.n, -int(-high // 1)))


@dataclass(frozen=True, slots=True)
class UsualOfWork:
    """What is usual of the work that is done now. rate: as each kind of it did before; known: as
    many runs of one kind would say as much of it; s, n: the counts now, of the kinds that are
    known."""

    rate: float
    known: float
    s: int
    n: int


def usual_of_work(kinds: Sequence[Counts]) -> UsualOfWork | None:
    """What the kinds of work that are done now lead to expect of them, by their runs before; None
    if four in five runs now are not of kinds that were there before: this is other work."""
    held = [kind for kind in kinds if kind.n0 >= FEWEST]
    s, n = sum(kind.s1 for kind in held), sum(kind.n1 for kind in held)
    if not n or n < ENOUGH_KEPT * sum(kind.n1 for kind in kinds):
        return None
    overall = (sum(kind.s0 for kind in kinds) + 0.5) / (sum(kind.n0 for kind in kinds) + 1)
    rate = variance = 0.0
    for kind in held:
        share, own = kind.n1 / n, (kind.s0 + overall) / (kind.n0 + 1)
        rate += share * own
        variance += share**2 * own * (1 - own) / (kind.n0 + 1)
    return UsualOfWork(rate, rate * (1 - rate) / variance, s, n)
