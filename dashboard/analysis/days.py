"""How much wider the variance of a rate is because good and bad days differ.

Runs of one day share an outage, a batch of odd records, a model's mood. How alike they are is
estimated by the method of moments from the daily counts of both sides of a change together, each
around its own rate: within a day as the intraclass correlation of a binary outcome (as in Ridout,
Demétrio and Firth, "Estimating intraclass correlation for binary data", 1999), and between
neighbouring days as the lag-one autocorrelation. The design effect of days of unequal size is
Kish's, "Survey sampling" (1965).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

NEIGHBOURS = 3.0
"""Weight of the likeness of neighbouring days: 2(r + r² + …) / r at r = 1/3, about what is seen."""
FEW_DAYS = 5.0
"""What is known from few days only: the boundary of a t-mixture over that of a normal one is about
1 + 5/nu."""
FEWEST = 3
"""Degrees of freedom from which a verdict may be spoken; below, it leans."""
CHI_SQUARE = 1.645
"""Of χ² at 5 %, as so many standard deviations above its mean plus one."""

DayRuns = tuple[float, float]
"""Good runs and finished runs of one local day, or of the part of a day on one side of a change."""


@dataclass(frozen=True, slots=True)
class Days:
    """How much days differ, and what that makes of the runs on both sides of a change.

    rho: the correlation of two runs of one day, below 0 if days differ less than chance makes them;
    rho1: that of two runs of neighbouring days, at least 0; nu: degrees of freedom, days with runs
    less one a side; n_after, n_before: days with runs; after, before: the design effects, at least
    1; square: the sum over days of squared deviations, about nu if days differ by chance only;
    shared: days that have runs on both sides.
    """

    rho: float
    rho1: float
    nu: int
    n_after: int
    n_before: int
    after: float
    before: float
    square: float
    shared: int = 0

    @property
    def n(self) -> int:
        """Days with runs, both sides together; the day of a change counts once."""
        return self.n_after + self.n_before - self.shared

    @property
    def differ(self) -> bool:
        """Whether days differ by more than chance. An effect above 1 doesn't say that: three
        of four workers whose days don't differ have one, as so little is known of their days."""
        return self.square > self.nu + 1 + CHI_SQUARE * sqrt(2 * self.nu)

    @property
    def few(self) -> bool:
        """Whether there are too few days to tell a change from a bad day."""
        return self.nu < FEWEST

    @property
    def still_needed(self) -> int:
        """How many more days with runs it takes until there are enough."""
        return max(0, FEWEST - self.nu + (not self.n_after) + (not self.n_before))


def day_effect(after: Sequence[DayRuns], before: Sequence[DayRuns]) -> Days:
    """How much days differ, learnt from both sides together.

    after, before: the days of a side in the order of time; those without runs are passed over, so
    that the days around a weekend without runs are neighbours. A side without runs is taken to have
    days like those of the other.
    """
    after, before = ([day for day in side if day[1] > 0] for side in (after, before))
    square = space = alike = beside = 0.0
    for days in (after, before):
        if not days:
            continue
        off = _deviations(days)
        runs = sum(n for _, n in days)
        square += sum(e * e for e in off)
        space += sum((n - 1) * (1 - n / runs) for _, n in days)
        alike += sum(e * following for e, following in pairwise(off))
        beside += sum(sqrt(n * following) for (_, n), (_, following) in pairwise(days))
    nu = max(0, len(after) - 1) + max(0, len(before) - 1)
    rho = (square - nu) / space if space > 0 else 0.0
    rho1 = max(0.0, alike / beside) if beside > 0 else 0.0

    def effect(days: Sequence[DayRuns]) -> float:
        share = (rho + NEIGHBOURS * rho1) * (_runs_of_a_day(days) - 1)
        return max(1.0, (1 + FEW_DAYS / nu) * (1 + share)) if nu else 1.0

    effects = effect(after or before), effect(before or after)
    return Days(rho, rho1, nu, len(after), len(before), *effects, square)


def _deviations(days: Sequence[DayRuns]) -> list[float]:
    """How far every day of a side is off the rate of the side, in standard deviations of chance."""
    good, runs = sum(s for s, _ in days), sum(n for _, n in days)
    p = (good + 0.5) / (runs + 1)
    return [(s - n * p) / sqrt(n * p * (1 - p)) for s, n in days]


def _runs_of_a_day(days: Sequence[DayRuns]) -> float:
    """How many runs the day of a run has, on average over runs; 1 without runs."""
    runs = sum(n for _, n in days)
    return sum(n * n for _, n in days) / runs if runs else 1.0
