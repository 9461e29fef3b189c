"""Rates of finished runs and their intervals.

Sources: Wilson, "Probable inference, the law of succession, and statistical inference" (1927);
Newcombe, "Interval estimation for the difference between independent proportions", method 10
(1998); design effect of clusters of unequal size: Kish, "Survey sampling" (1965), in the ratio
form used for proportions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

Z95 = 1.959963984540054
FINISHED = ("succeeded", "bad", "failed")
"""The outcomes of finished runs, of which rates are."""
FEW_RUNS = 30
TOO_FEW_FOR_PERCENT = 5

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Sums over clusters i of runs that belong together (one task or record each).

    count: clusters; mm, ss, sm: sums of mᵢ², sᵢ², sᵢ·mᵢ, where mᵢ are the finished runs of a
    cluster and sᵢ those of them that are counted in the rate.
    """

    count: int
    mm: float
    ss: float
    sm: float


@dataclass(frozen=True, slots=True)
class Rate:
    """s of n finished runs, with how many independent runs they count as.

    effect: the design effect, at least 1: of repeated tasks, or of days that differ (days.py).
    """

    s: int
    n: int
    effect: float = 1.0

    def allowing(self, days: float) -> Rate:
        """The rate where days differ, too. days: their effect. Both effects together would count
        twice what tasks of one day have in common, so the larger one holds."""
        return replace(self, effect=max(self.effect, days))

    @property
    def value(self) -> float | None:
        """The rate as a fraction; None without finished runs."""
        return self.s / self.n if self.n else None

    @property
    def n_eff(self) -> float:
        """How many independent runs the n count as."""
        return self.n / self.effect

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval as fractions; None without finished runs."""
        return wilson(self.s / self.effect, self.n_eff) if self.n else None

    @property
    def few(self) -> bool:
        """Too few runs to colour, rank or point an arrow at."""
        return self.n < FEW_RUNS


NO_RATE = Rate(0, 0)
"""Where a rate would say nothing."""


def rate(s: int, n: int, clusters: Clusters | None = None) -> Rate:
    """A rate whose interval allows for runs that repeat a task."""
    return Rate(s, n, design_effect(s, n, clusters) if clusters else 1.0)


def design_effect(s: int, n: int, clusters: Clusters) -> float:
    """How much wider repeated tasks make the variance of s/n; at least 1.

    1 where nothing repeats; and where the rate is 0 or 1 or there are fewer than two clusters:
    nothing can be estimated.
    """
    k = clusters.count
    if k < 2 or s in (0, n) or clusters.mm <= n:
        return 1.0
    p = s / n
    between = clusters.ss - 2 * p * clusters.sm + p * p * clusters.mm
    return float(max(1.0, k / (k - 1) * between / n**2 / (p * (1 - p) / n)))


def wilson(s: float, n: float, z: float = Z95) -> Interval:
    """The Wilson score interval of s successes among n > 0 trials, as fractions."""
    p = s / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(max(0.0, p * (1 - p) / n + z * z / (4 * n * n)))
    return (0.0 if s == 0 else max(0.0, middle - half), 1.0 if s == n else min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Difference:
    """One rate minus another, as fractions, with its 95 % interval "if you look once"."""

    value: float
    interval: Interval

    @property
    def clear(self) -> bool:
        """Whether "no change" lies outside of the interval."""
        low, high = self.interval
        return not low <= 0 <= high


def difference(after: Rate, before: Rate) -> Difference | None:
    """after minus before, by Newcombe's hybrid of Wilson intervals; None if one is empty."""
    if after.value is None or before.value is None:
        return None
    low1, high1 = after.interval or (0.0, 1.0)
    low0, high0 = before.interval or (0.0, 1.0)
    d = after.value - before.value
    below = sqrt((after.value - low1) ** 2 + (high0 - before.value) ** 2)
    above = sqrt((high1 - after.value) ** 2 + (before.value - low0) ** 2)
    return Difference(d, (max(-1.0, d - below), min(1.0, d + above)))
