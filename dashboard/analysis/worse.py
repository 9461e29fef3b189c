"""Which workers got worse in the reviewed week, with false discoveries held down.

For every worker: how likely are so many failures, or more, if it fails as often as in the weeks
before? Its rate before is known from few runs only, so the likelihood is that of a beta-binomial
count whose prior is learnt from all workers (empirical Bayes: Efron and Morris, "Data analysis
using Stein's estimator", 1975). Counts are whole numbers, so their tails are counted up to the
middle of the observed one (mid-p: Lancaster, "Significance tests in discrete distributions", 1961).
Of all workers tested, those are called worse that Benjamini and Hochberg (1995) keep.

Fisher's exact test in its place takes each worker for itself. Where workers fail about equally
often it finds half as many of those that truly got worse (tests/analysis/test_worse.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.chance import false_discovery_rates
from dashboard.analysis.rates import FEW_RUNS, Rate

FALSE_SHARE = 0.08
"""Of those called worse, so many may be false: a tenth, less what mid-p takes too lightly. Where up
to one run in ten fails usually, .12 at most were false in simulations (test_worse.py)."""
ENOUGH_WORKERS = 10
"""Workers, from which what is usual is learnt from all of them."""
MOST_PRIOR_RUNS = 2000.0
WORSE, NO_CLEAR, FEW = "worse", "no clear change", "few runs"


@dataclass(frozen=True, slots=True)
class Week:
    """A worker's failures in the reviewed week, as a rate of finished runs, and before it."""

    now: Rate
    before: Rate

    @property
    def enough(self) -> bool:
        """Whether there are enough runs to compare."""
        return self.now.n >= FEW_RUNS and self.before.n >= FEW_RUNS


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a worker's week.

    expected: failures that its own rate before leads to expect, None without runs before; verdict:
    WORSE, NO_CLEAR or FEW; p: how likely so many failures are, and q: the share of false ones
    among those called worse up to this one; None for few runs.
    """

    expected: float | None
    excess: float | None
    verdict: str
    p: float | None
    q: float | None


def judge(weeks: Mapping[str, Week]) -> dict[str, Judged]:
    """What is said of every worker's week, by worker."""
    tested = [name for name, week in weeks.items() if week.enough]
    p = _p_values([weeks[name] for name in tested])
    q = dict(zip(tested, false_discovery_rates(p), strict=True))
    p_of = dict(zip(tested, p, strict=True))
    return {name: _judged(week, p_of.get(name), q.get(name)) for name, week in weeks.items()}


def _judged(week: Week, p: float | None, q: float | None) -> Judged:
    usual = week.before.value
    expected = None if usual is None else usual * week.now.n
    excess = None if expected is None else week.now.s - expected
    verdict = FEW if q is None else WORSE if q <= FALSE_SHARE and (excess or 0) > 0 else NO_CLEAR
    return Judged(expected, excess, verdict, p, q)


def _p_values(weeks: Sequence[Week]) -> list[float]:
    """How likely each worker's failures, or more, are under its rate before."""
    if not weeks:
        return []
    import numpy as np
    from scipy.stats import betabinom

    before = [_counted(week.before) for week in weeks]
    now = [_counted(week.now) for week in weeks]
    a, b = _prior(before)
    hits, runs = np.array(now).T
    failed, finished = np.array(before).T
    usual = betabinom(runs, a + failed, b + finished - failed)
    return [float(it) for it in usual.sf(hits) + usual.pmf(hits) / 2]


def _counted(rate: Rate) -> tuple[int, int]:
    """Failures and finished runs, as many as they count for."""
    return round(rate.s / rate.effect), round(rate.n_eff)


def _prior(counts: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The beta distribution that the workers' failure rates come from, by maximum likelihood;
    worth one run for few workers."""
    mean = (sum(s for s, _ in counts) + 0.5) / (sum(n for _, n in counts) + 1)
    if len(counts) < ENOUGH_WORKERS:
        return mean, 1 - mean
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import betaln, expit

    s, n = np.array(counts, dtype=float).T

    def surprise(place: np.ndarray) -> float:
        centre, strength = expit(place[0]), np.exp(place[1])
        a, b = centre * strength, (1 - centre) * strength
        return -float((betaln(a + s, b + n - s) - betaln(a, b)).sum())

    found = minimize(
        surprise,
        [np.log(mean / (1 - mean)), np.log(50.0)],
        method="L-BFGS-B",
        bounds=[(-12, 12), (0, np.log(MOST_PRIOR_RUNS))],
    )
    centre, strength = float(expit(found.x[0])), float(np.exp(found.x[1]))
    return centre * strength, (1 - centre) * strength
