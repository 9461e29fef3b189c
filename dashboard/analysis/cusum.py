"""When did a worker's rate shift? Two cumulative sums over its days, one for worse, one for better.

Page, "Continuous inspection schemes" (1954); log-likelihood ratios of a Bernoulli rate as in
Reynolds and Stoumbos, "A CUSUM chart for monitoring a proportion" (1999). What is usual is the rate
on weekdays or weekends over the 56 days before, pulled towards the rate of both by ten runs.

Where good and bad days differ by more than chance, or come in rows, a day counts for less: by as
much as a day effect (analysis/days.py) of the usual days makes of its runs. How much days differ
is learnt on the day on which a sum leaves 0, and no more until it is back there: the days of a
shift would else say that days differ. One day alone adds at most 3, so that an outage is no shift.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np

from dashboard.analysis.days import FEW_DAYS, NEIGHBOURS

USUAL_DAYS, LEARN_DAYS = 56, 28
"""Days that say what is usual; and how many must pass after a shift, to say it anew."""
FEWEST_A_DAY, FEWEST_DAYS = 10, 3
"""Runs a day, over the days that say what is usual; and how many of these must have any."""
PSEUDO_RUNS = 10
WORSE_BY, BETTER_BY = 0.08, 0.6
"""Looked for: eight points fewer succeed; six in ten of those that fail don't any more."""
ALARM, MOST_OF_A_DAY = 7.0, 3.0
"""The sum at which a rate has shifted, and the most that one day adds to it."""
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


@dataclass(frozen=True, slots=True)
class _UsualDay:
    """What is usual on a day. rate: of its kind of day, 0 without enough runs before it; alike: how
    alike runs of one day are, and of neighbouring days, these weighed; known: how much wider it is
    for being known from few days."""

    rate: float
    alike: float
    known: float

    def dispersion(self, n: int) -> float:
        """How many times too much a day of n runs seems to say."""
        return max(1.0, self.known * (1 + self.alike * (n - 1)))


def _first_alarm(
    days: Sequence[DayCount], begin: int, learnt_from: int
) -> tuple[int, int, bool] | None:
    """The first day from `begin` on with an alarm, the day its sum last left 0, and whether for
    worse."""
    usual = _usual(days, begin, learnt_from)
    sums, starts = {True: 0.0, False: 0.0}, {True: begin, False: begin}
    for at, now in enumerate(usual, start=begin):
        for worse in (True, False):
            if sums[worse] == 0.0:
                starts[worse] = at
            as_begun = usual[starts[worse] - begin]
            sums[worse] = max(0.0, sums[worse] + _gain(days[at], now, as_begun, worse=worse))
            if sums[worse] >= ALARM:
                return at, starts[worse], worse
    return None


def _gain(day: DayCount, now: _UsualDay, as_begun: _UsualDay, *, worse: bool) -> float:
    """What a day adds to a sum: how much more likely it is under the shifted rate than under the
    usual one (log). Without enough runs nothing is usual, and the sum begins anew."""
    p = now.rate
    if p == 0:
        return -ALARM
    q = max(EDGE, p - WORSE_BY) if worse else p + BETTER_BY * (1 - p)
    ratio = day.s * log(q / p) + (day.n - day.s) * log((1 - q) / (1 - p))
    return min(MOST_OF_A_DAY, ratio / as_begun.dispersion(day.n))


def _usual(days: Sequence[DayCount], begin: int, learnt_from: int) -> list[_UsualDay]:
    """What is usual on every day from `begin` on."""
    n = np.array([day.n for day in days])
    weekend = np.array([day.day.weekday() >= 5 for day in days])
    at = np.arange(begin, len(days))
    first = np.maximum(learnt_from, at - USUAL_DAYS)
    chosen, within = _days_with_runs_before(n, at, first)
    s_of, n_of = np.array([day.s for day in days])[chosen] * within, n[chosen] * within

    held, runs = within.sum(axis=1), n_of.sum(axis=1)
    both = (s_of.sum(axis=1) + 0.5) / (runs + 1)
    freedom = np.maximum(1, held - 2)
    p_of, total_of = np.zeros(chosen.shape), np.zeros(chosen.shape)
    rate = np.zeros(len(at))
    for kind in (False, True):
        of_kind = weekend[chosen] == kind
        total, good = (n_of * of_kind).sum(axis=1), (s_of * of_kind).sum(axis=1)
        p = np.clip((good + PSEUDO_RUNS * both) / (total + PSEUDO_RUNS), 2 * EDGE, 1 - EDGE)
        p_of = np.where(of_kind, p[:, None], p_of)
        total_of = np.where(of_kind, total[:, None], total_of)
        rate = np.where(weekend[at] == kind, p, rate)
    rate[(runs < FEWEST_A_DAY * (at - first)) | (held < FEWEST_DAYS)] = 0.0
    alike = _alike(s_of, n_of, p_of, total_of, freedom)
    known = (1 + FEW_DAYS / freedom).tolist()
    return [_UsualDay(*row) for row in zip(rate.tolist(), alike.tolist(), known, strict=True)]


def _days_with_runs_before(
    n: np.ndarray, at: np.ndarray, first: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The days with runs from `first` to before `at`: a row of places for each, in order of time,
    and which of these are meant."""
    ran = np.flatnonzero(n)
    place = np.searchsorted(ran, at)[:, None] + np.arange(-USUAL_DAYS, 0)
    within = place >= np.searchsorted(ran, first)[:, None]
    return np.append(ran, 0)[np.maximum(place, 0)], within


def _alike(
    s: np.ndarray, n: np.ndarray, p: np.ndarray, total: np.ndarray, freedom: np.ndarray
) -> np.ndarray:
    """How alike runs of one day are (their correlation), and of neighbouring days, these weighed:
    of rows of days around the rate p of their kind of day, which has so many runs in total."""
    e = np.divide(s - n * p, np.sqrt(n * p * (1 - p)), out=np.zeros(s.shape), where=n > 0)
    runs_beside = np.where(n > 0, (n - 1) * (1 - n / np.maximum(1, total)), 0.0).sum(axis=1)
    pairs = np.sqrt(n[:, :-1] * n[:, 1:]).sum(axis=1)
    within_day = _share((e * e).sum(axis=1) - freedom, runs_beside)
    neighbours = _share((e[:, :-1] * e[:, 1:]).sum(axis=1), pairs)
    alike: np.ndarray = within_day + NEIGHBOURS * np.maximum(0.0, neighbours)
    return alike


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """part / whole, 0 where there is no whole."""
    found = np.zeros(len(part))
    np.divide(part, whole, out=found, where=whole > 0)
    return found
