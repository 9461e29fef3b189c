"""When did a worker's rate shift? Two cumulative sums over its days, one for worse, one for better.

Page, "Continuous inspection schemes" (1954); log-likelihood ratios of a Bernoulli rate as in
Reynolds and Stoumbos, "A CUSUM chart for monitoring a proportion" (1999). What is usual is the rate
on weekdays or weekends over the 56 days before, pulled towards the rate of both by ten runs; days
that scatter more than chance count for less (Pearson's dispersion).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np

USUAL_DAYS, LEARN_DAYS = 56, 28
"""Days that say what is usual; and how many must pass after a shift, to say it anew."""
FEWEST_A_DAY = 10
PSEUDO_RUNS = 10
WORSE_BY, BETTER_BY = 0.08, 0.6
"""Looked for: eight points fewer succeed; six in ten of those that fail don't any more."""
ALARM = 8.0
EDGE = 0.005


@dataclass(frozen=True, slots=True)
class DayCount:
    """Finished runs of one local day, and those of them that succeeded."""

    day: date
    s: int
    n: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A rate that shifted. start: the likely first day; noticed: the day that made it certain
    enough; worse: whether fewer runs succeed since."""

    start: date
    noticed: date
    worse: bool


def shifts(days: Sequence[DayCount]) -> list[Shift]:
    """The shifts in a worker's rate, oldest first.

    days: every day from the first to the last, without gaps. None is found in the first 56 days,
    nor with fewer than ten runs a day.
    """
    found: list[Shift] = []
    learnt_from, begin = 0, USUAL_DAYS
    while begin < len(days):
        alarm = _first_alarm(days, begin, learnt_from)
        if alarm is None:
            break
        at, start, worse = alarm
        found.append(Shift(days[start].day, days[at].day, worse))
        learnt_from, begin = start, max(at, start + LEARN_DAYS) + 1
    return found


def _first_alarm(
    days: Sequence[DayCount], begin: int, learnt_from: int
) -> tuple[int, int, bool] | None:
    """The first day from `begin` on with an alarm, the day its sum last left 0, and whether for
    worse."""
    sums, starts = {True: 0.0, False: 0.0}, {True: begin, False: begin}
    rates, dispersions = _usual(days, begin, learnt_from)
    for at, p, dispersion in zip(range(begin, len(days)), rates, dispersions, strict=True):
        for worse in (True, False):
            before = sums[worse]
            # Without enough runs nothing is usual, and the sum begins anew.
            gained = _ratio(days[at], p, worse=worse) / dispersion if p > 0 else -ALARM
            sums[worse] = max(0.0, before + gained)
            if before == 0.0 and sums[worse] > 0:
                starts[worse] = at
            if sums[worse] >= ALARM:
                return at, starts[worse], worse
    return None


def _ratio(day: DayCount, p: float, *, worse: bool) -> float:
    """How much more likely the day is under the shifted rate than under the usual one (log)."""
    q = max(EDGE, p - WORSE_BY) if worse else p + BETTER_BY * (1 - p)
    return day.s * log(q / p) + (day.n - day.s) * log((1 - q) / (1 - p))


def _usual(
    days: Sequence[DayCount], begin: int, learnt_from: int
) -> tuple[list[float], list[float]]:
    """For every day from `begin` on the usual rate, 0 without enough runs before it, and the
    dispersion of the days before it."""
    s, n = np.array([(day.s, day.n) for day in days], dtype=float).T
    weekend = np.array([day.day.weekday() >= 5 for day in days])
    at = np.arange(begin, len(days))
    first = np.maximum(learnt_from, at - USUAL_DAYS)

    def over(values: np.ndarray) -> np.ndarray:
        """The sum over the usual days of each day."""
        total = np.concatenate([[0.0], np.cumsum(values)])
        return np.asarray(total[at] - total[first])

    both = (over(s) + 0.5) / (over(n) + 1)
    scatter, rate = np.zeros(len(at)), np.zeros(len(at))
    for kind in (False, True):
        of_kind = weekend == kind
        runs, good = over(n * of_kind), over(s * of_kind)
        p = np.clip((good + PSEUDO_RUNS * both) / (runs + PSEUDO_RUNS), 2 * EDGE, 1 - EDGE)
        squares = over(np.divide(s * s, n, out=np.zeros_like(s), where=n > 0) * of_kind)
        scatter += (squares - 2 * p * good + p * p * runs) / (p * (1 - p))
        rate = np.where(weekend[at] == kind, p, rate)
    dispersion = np.maximum(1.0, scatter / np.maximum(1.0, over((n > 0).astype(float)) - 1))
    rate = np.where(over(n) >= FEWEST_A_DAY * (at - first), rate, 0.0)
    return rate.tolist(), dispersion.tolist()
