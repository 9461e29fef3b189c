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
    n = begin
    while n < len(days):
        alarm = _first_alarm(days, n, learnt_from)
        if alarm is None:
            break
        at, start, worse = alarm
        found.append(Shift(days[start].day, days[at].day, worse))
        learnt_from, n = start, max(at, start + LEARN_DAYS) + 1
    return found


def _first_alarm(
    days: Sequence[DayCount], begin: int, learnt_from: int
) -> tuple[int, int, bool] | None:
    """The first day from `begin` on with an alarm, the day its sum last left 0, and whether for
    worse."""
    sums = {True: 0.0, False: 0.0}
    starts = {True: begin, False: begin}
    for at in range(begin, len(days)):
        usual = _Usual(days[max(learnt_from, at - USUAL_DAYS) : at])
        if usual.runs < FEWEST_A_DAY * usual.days:
            sums = {True: 0.0, False: 0.0}
            continue
        p = usual.rate(days[at].day)
        for worse in (True, False):
            before = sums[worse]
            sums[worse] = max(0.0, before + _ratio(days[at], p, worse=worse) / usual.dispersion)
            if before == 0.0 and sums[worse] > 0:
                starts[worse] = at
            if sums[worse] >= ALARM:
                return at, starts[worse], worse
    return None


def _ratio(day: DayCount, p: float, *, worse: bool) -> float:
    """How much more likely the day is under the shifted rate than under the usual one (log)."""
    q = max(EDGE, p - WORSE_BY) if worse else p + BETTER_BY * (1 - p)
    return day.s * log(q / p) + (day.n - day.s) * log((1 - q) / (1 - p))


class _Usual:
    """What the days before lead to expect of a day."""

    def __init__(self, days: Sequence[DayCount]) -> None:
        self.days, self.runs = len(days), sum(day.n for day in days)
        self._rate = (sum(day.s for day in days) + 0.5) / (self.runs + 1)
        self._rates = {kind: self._of(days, weekend=kind) for kind in (False, True)}
        self.dispersion = self._dispersion(days)

    def _of(self, days: Sequence[DayCount], *, weekend: bool) -> float:
        held = [day for day in days if _weekend(day.day) == weekend]
        s, n = sum(day.s for day in held), sum(day.n for day in held)
        rate = (s + PSEUDO_RUNS * self._rate) / (n + PSEUDO_RUNS)
        return min(max(rate, 2 * EDGE), 1 - EDGE)

    def rate(self, day: date) -> float:
        return self._rates[_weekend(day)]

    def _dispersion(self, days: Sequence[DayCount]) -> float:
        parts = []
        for day in days:
            if day.n:
                p = self.rate(day.day)
                parts.append((day.s - day.n * p) ** 2 / (day.n * p * (1 - p)))
        return max(1.0, sum(parts) / (len(parts) - 1)) if len(parts) > 1 else 1.0


def _weekend(day: date) -> bool:
    return day.weekday() >= 5
