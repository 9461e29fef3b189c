"""Which workers got worse in the reviewed week, with false discoveries held down.

For every worker: how likely are so many failures, or more, if it fails as often as in the weeks
before at the same kinds of work? Its rate before is known from few runs only, so the likelihood is
that of a beta-binomial count whose prior is learnt from all workers (empirical Bayes: Efron and
Morris, "Data analysis using Stein's estimator", 1975). Of all workers tested, those are called
worse that Benjamini and Hochberg (1995) keep.

Fisher's exact test in its place takes each worker for itself. Where workers fail about equally
often it finds fewer of those that truly got worse (tests/analysis/test_worse.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.chance import false_discovery_rates
from dashboard.analysis.distributions import at_least, beta_binomial
from dashboard.analysis.expectation import UsualOfWork, usual_of_work
from dashboard.analysis.mix import Counts
from dashboard.analysis.rates import FEW_RUNS, Rate

FALSE_SHARE = 0.08
"""Of those called worse, so many may be false."""
ENOUGH_WORKERS = 10
"""Workers, from which what is usual is learnt from all of them."""
MOST_PRIOR_RUNS = 2000.0
WORSE, NO_CLEAR, FEW = "worse", "no clear change", "few runs"
OTHER_WORK = "other work than before"


@dataclass(frozen=True, slots=True)
class Week:
    """A worker's failures in the reviewed week, as a rate of finished runs, and before it; kinds:
    the same by kind of work."""

    now: Rate
    before: Rate
    kinds: tuple[Counts, ...]

    @property
    def enough(self) -> bool:
        """Whether there are enough runs to compare."""
        return self.now.n >= FEW_RUNS and self.before.n >= FEW_RUNS


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a worker's week.

    expected: failures that its kinds of work lead to expect, None if they are other than before;
    verdict: WORSE, NO_CLEAR, FEW or OTHER_WORK; p: how likely so many failures are, and q: the
    share of false ones among those called worse up to this one; None where it is not judged.
    """

    expected: float | None
    excess: float | None
    verdict: str
    p: float | None
    q: float | None


@dataclass(frozen=True, slots=True)
class _Tested:
    """Failures and finished runs, as many as they count for. now: whole ones."""

    now: tuple[int, int]
    before: tuple[float, float]


def judge(weeks: Mapping[str, Week]) -> dict[str, Judged]:
    """What is said of every worker's week, by worker."""
    usual = {name: usual_of_work(week.kinds) for name, week in weeks.items()}
    tested = {
        name: _tested(weeks[name], work)
        for name, work in usual.items()
        if work and weeks[name].enough
    }
    p = dict(zip(tested, _p_values(list(tested.values())), strict=True))
    q = dict(zip(tested, false_discovery_rates(list(p.values())), strict=True))
    return {
        name: _judged(week, usual[name], p.get(name), q.get(name)) for name, week in weeks.items()
    }


def _judged(week: Week, usual: UsualOfWork | None, p: float | None, q: float | None) -> Judged:
    expected = usual.rate * week.now.n if usual else None
    excess = week.now.s - expected if expected is not None else None
    if q is None:
        verdict = OTHER_WORK if week.enough else FEW
    else:
        verdict = WORSE if q <= FALSE_SHARE and (excess or 0) > 0 else NO_CLEAR
    return Judged(expected, excess, verdict, p, q)


def _tested(week: Week, usual: UsualOfWork) -> _Tested:
    known = usual.known / week.before.effect
    now = round(usual.s / week.now.effect), round(usual.n / week.now.effect)
    return _Tested(now, (usual.rate * known, known))


def _p_values(weeks: Sequence[_Tested]) -> list[float]:
    """How likely each worker's failures, or more, are under what is usual of its work."""
    if not weeks:
        return []
    a, b = _prior([week.before for week in weeks])
    found = []
    for week in weeks:
        (hits, runs), (failed, finished) = week.now, week.before
        found.append(at_least(beta_binomial(runs, a + failed, b + finished - failed), hits))
    return found


def _prior(counts: Sequence[tuple[float, float]]) -> tuple[float, float]:
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
