"""How likely counts are by chance, from the odds of one more hit, multiplied up.

scipy.stats has the same distributions and takes over a second to import, which the first page that
is opened would wait for. The tests hold these functions against it.
"""

from __future__ import annotations

from math import exp, isqrt, lgamma

import numpy as np

Chances = np.ndarray


def beta_binomial(n: int, a: float, b: float) -> Chances:
    """How likely 0, 1, … n hits of n are, where their rate is beta-distributed by a and b > 0."""
    hits = np.arange(n)
    odds = np.log((n - hits) * (a + hits)) - np.log((hits + 1.0) * (b + n - hits - 1))
    weights = np.concatenate(([0.0], np.cumsum(odds)))
    found = np.exp(weights - weights.max())
    chances: Chances = found / found.sum()
    return chances


def at_least(chances: Chances, hits: int) -> float:
    """How likely so many hits are, or more. chances: of 0, 1, … hits."""
    return float(min(1.0, chances[max(0, hits) :].sum()))


def quantile(chances: Chances, share: float) -> int:
    """The least count of hits that is, with all below it, at least so likely."""
    return int(np.searchsorted(np.cumsum(chances), share))


def smaller_tail(hits: int, side: int, hit: int, total: int) -> float:
    """How likely so many hits are among a side of so many, or fewer, or more: the less likely of
    the two, had chance dealt all hits of the total (the hypergeometric distribution)."""
    missed = total - hit - side
    own = exp(_ways(hit, hits) + _ways(total - hit, side - hits) - _ways(total, side))
    steps = np.arange(10 * isqrt(1 + side * hit // total) + 60)  # beyond lies nothing that counts
    if hits * total > side * hit:
        further = hits + steps
        odds = (hit - further) * (side - further) / ((further + 1.0) * (missed + further + 1.0))
    else:
        further = hits - steps
        odds = further * (missed + further) / ((hit - further + 1.0) * (side - further + 1.0))
    tail = own * (1 + float(np.cumprod(np.maximum(odds, 0.0)).sum()))
    return max(0.0, min(tail, 1 - tail + own))


def _ways(held: int, drawn: int) -> float:
    """The logarithm of in how many ways so many can be drawn of those held."""
    return lgamma(held + 1) - lgamma(drawn + 1) - lgamma(held - drawn + 1)
