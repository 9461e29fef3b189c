"""How many runs would have ended well without a change, so that the first days can be read."""

from __future__ import annotations

from dataclasses import dataclass

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
    from scipy.stats import betabinom

    share = before.value if usual is None else usual
    known = before.n_eff
    n = max(1, round(after.n / before.effect))
    chance = betabinom(n, share * known + 1, (1 - share) * known + 1)
    low, high = (float(it) * after.n / n for it in chance.ppf([0.025, 0.975]))
    return Expected(after.n, int(low), min(after.n, -int(-high // 1)))
