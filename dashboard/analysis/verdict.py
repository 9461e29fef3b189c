"""Did a rate change? An interval that may be looked at every day, and the verdict it allows.

The interval is a normal-mixture confidence sequence: Robbins, "Statistical methods related to the
law of the iterated logarithm" (1970), in the form for an estimate with a known variance that
shrinks as runs come in (Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric,
nonasymptotic confidence sequences", 2021). It is wider than an interval for one look; in return,
looking daily until something shows does not make something show.

Rates are shrunk by one success and one failure a side, so that few runs don't look certain. Where
failures (or successes) are so rare that this alone would make a difference between a long side and
a short one, both rates are shrunk by one run of the rate that they have in common.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, log, sqrt

from dashboard.analysis.rates import FEW_RUNS, Interval, Rate

DECIDES, LEANS = 0.05, 0.20
"""Error rates over all looks: at which a verdict is spoken, and at which it leans."""
SPREAD = 0.10
"""The size of change that the interval is tightest for, as a fraction."""
MATERIAL = 0.05
"""A change of less than this, as a fraction, matters to nobody."""
FEWEST_EXPECTED = 5
"""Failures and successes to be expected on the side with fewer runs, from which the normal
approximation holds (Cochran's rule) and the shrinkage towards one half is no matter."""
MOST_RUNS = 100_000
CHANGES = (SPREAD, 0.15, 0.20, 0.25, 0.30, 0.40, 0.50)
"""Sizes of change that are told of as the smallest that could show, as fractions."""

REGRESSED, IMPROVED = "regressed", "improved"
LEANING_WORSE, LEANING_BETTER = "leaning worse", "leaning better"
NO_MATERIAL, NO_CLEAR = "no material change", "no clear change"
NOT_ENOUGH, CONFOUNDED = "not enough runs", "confounded"
VERDICTS = (
    REGRESSED,
    LEANING_WORSE,
    IMPROVED,
    LEANING_BETTER,
    NO_MATERIAL,
    NO_CLEAR,
    CONFOUNDED,
    NOT_ENOUGH,
)
DECIDED = (REGRESSED, IMPROVED, NO_MATERIAL)
ON_FEW_DAYS = {REGRESSED: LEANING_WORSE, IMPROVED: LEANING_BETTER, NO_MATERIAL: NO_CLEAR}
"""What becomes of a verdict while a bad day can't be told from a change."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A rate after minus a rate before, as a fraction, with the variance of that difference."""

    value: float
    variance: float

    def half_width(self, error: float = DECIDES) -> float:
        """Half the width of the interval that errs at most so often over all looks."""
        v, t = self.variance, SPREAD * SPREAD
        return sqrt(v * (v + t) / t * (2 * log(1 / error) + log((v + t) / v)))

    def interval(self, error: float = DECIDES) -> Interval:
        """The interval that errs at most so often over all looks, within −1 and 1."""
        half = self.half_width(error)
        return max(-1.0, self.value - half), min(1.0, self.value + half)


def estimate(after: Rate, before: Rate) -> Estimate:
    """The difference of two shrunk rates, after minus before.

    Runs count as often as they tell something new (Rate.n_eff).
    """
    return _estimate(after.s / after.effect, after.n_eff, before)


def _estimate(s1: float, n1: float, before: Rate) -> Estimate:
    """The difference for s1 good of n1 runs after; fractions of runs are fine."""
    s0, n0 = before.s / before.effect, before.n_eff
    fewer = min(n1, n0)
    pooled = (s1 + s0 + 2) / (n1 + n0 + 4)
    variance = variance_of_one(pooled, fewer) * (1 / (n1 + 2) + 1 / (n0 + 2))
    if fewer * min(pooled, 1 - pooled) >= FEWEST_EXPECTED:
        return Estimate((s1 + 1) / (n1 + 2) - (s0 + 1) / (n0 + 2), variance)
    common = (s1 + s0) / (n1 + n0) if n1 + n0 else 0.5
    return Estimate((s1 + common) / (n1 + 1) - (s0 + common) / (n0 + 1), variance)


def variance_of_one(rate: float, fewer: float) -> float:
    """The variance of one run of this rate; at the least that of a rate which leaves one success
    and one failure to be expected among the runs of the side with fewer."""
    rate = min(max(rate, 1 / (fewer + 2)), (fewer + 1) / (fewer + 2))
    return rate * (1 - rate)


def decide(
    found: Estimate, after: Rate, before: Rate, *, confounded: bool, few_days: bool = False
) -> str:
    """The verdict, the first that holds: too few runs, confounded, regressed or improved, leaning,
    no material change, no clear change.

    confounded: something else changed too, or there are no runs to compare like with like;
    few_days: runs on so few days that a bad one can't be told from a change (Days.few).
    """
    if min(after.n_eff, before.n_eff) < FEW_RUNS:
        return NOT_ENOUGH
    if confounded:
        return CONFOUNDED
    spoken = _spoken(found)
    return ON_FEW_DAYS.get(spoken, spoken) if few_days else spoken


def _spoken(found: Estimate) -> str:
    """The verdict of enough runs that can be compared."""
    for error, worse, better in (
        (DECIDES, REGRESSED, IMPROVED),
        (LEANS, LEANING_WORSE, LEANING_BETTER),
    ):
        low, high = found.interval(error)
        if high < 0:
            return worse
        if low > 0:
            return better
    low, high = found.interval(DECIDES)
    return NO_MATERIAL if low > -MATERIAL and high < MATERIAL else NO_CLEAR


def runs_until_verdict(after: Rate, before: Rate, found: Estimate | None) -> int | None:
    """How many more finished runs a verdict takes; 0 if there is one; None if there are too few
    runs before for any, or if the smallest change that can be told would have shown by now.

    found: the difference that the verdict goes by, None without runs after. A verdict falls if the
    rates stay what they are. Where these are too close for that ever, it is the number that shows
    the smallest change that can be told; and while too few runs came after to know their rate,
    whichever of the two is less.
    """
    smallest = smallest_change(before)
    if smallest is None:
        return None
    known = after.n_eff >= FEW_RUNS
    least = ceil(FEW_RUNS * after.effect)
    shown = max(least, runs_to_see(smallest, before) or least)
    falls = _runs_at_verdict(after, before, found, max(after.n, least)) if found else None
    if falls is not None and (known or falls < shown):
        return falls - after.n
    return shown - after.n if shown > after.n else None


def _runs_at_verdict(after: Rate, before: Rate, found: Estimate, first: int) -> int | None:
    """With how many runs after, from `first` on, a verdict falls if the rates stay what they are;
    None if with none."""
    plain = estimate(after, before)
    off, wider = found.value - plain.value, found.variance / plain.variance

    def decided(n: int) -> bool:
        then = _estimate(n * after.s / after.n / after.effect, n / after.effect, before)
        return _spoken(Estimate(then.value + off, then.variance * wider)) in DECIDED

    return _least(first, decided)


def smallest_change(before: Rate) -> float | None:
    """The smallest of the CHANGES that enough runs after could ever show, as a fraction; None if
    the runs before are too few for any verdict."""
    if before.n_eff < FEW_RUNS:
        return None
    return next((change for change in CHANGES if runs_to_see(change, before) is not None), None)


def runs_to_see(change: float, before: Rate) -> int | None:
    """How many finished runs after a change show a true change of this size, as a fraction, more
    likely than not; None if the runs before are too few for that.

    The rate is taken to fall, the harder case unless it is low; runs after are taken to repeat
    tasks as those before do.
    """
    if before.value is None or before.n_eff < FEW_RUNS:
        return None
    to = before.value - change if before.value >= change else before.value + change

    def seen(n: int) -> bool:
        n_eff = n / before.effect
        found = _estimate(n_eff * to, n_eff, before)
        return found.half_width() < abs(found.value)

    return _least(ceil(FEW_RUNS * before.effect), seen)


def _least(first: int, holds: Callable[[int], bool]) -> int | None:
    """The least number from `first` on for which it holds, None above MOST_RUNS. What holds for a
    number is taken to hold for all greater ones."""
    if holds(first):
        return first
    low, high = first, max(1, first)
    while not holds(high):
        if high >= MOST_RUNS:
            return None
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
