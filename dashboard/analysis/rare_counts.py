"""A verdict by counts, where what is counted is so rare that its rate can hardly move."""

from __future__ import annotations

from math import exp, lgamma, log

from dashboard.analysis.rates import Rate
from dashboard.analysis.verdict import (
    CONFOUNDED,
    DECIDES,
    IMPROVED,
    LEANING_BETTER,
    LEANING_WORSE,
    LEANS,
    MATERIAL,
    NO_CLEAR,
    NO_MATERIAL,
    NOT_ENOUGH,
    REGRESSED,
)


def by_counts(verdict: str, after: Rate, before: Rate) -> str:
    """The verdict on runs with a cause, or on failed or bad runs, of which there may be so few that
    their share of all runs hardly can move: what came 14 times in as many runs and then never is
    gone.

    verdict: by the rates. Where that is not decided, the counts decide or lean by the e-value of
    section 1c (pairs.py): each of them is after the change as likely as a run is.
    """
    if verdict in (CONFOUNDED, NOT_ENOUGH, IMPROVED, REGRESSED):
        return verdict
    effect = max(after.effect, before.effect)
    now, then = (after.n - after.s) / effect, (before.n - before.s) / effect
    share = after.n / (after.n + before.n)
    better = now / after.n < then / before.n
    e_value = evidence_of_counts(now, then, share)
    if e_value >= 1 / DECIDES:
        return IMPROVED if better else REGRESSED
    if e_value >= 1 / LEANS:
        return LEANING_BETTER if better else LEANING_WORSE
    return NO_CLEAR if verdict == NO_MATERIAL and is_rare(before) else verdict


def is_rare(before: Rate) -> bool:
    """Whether what is counted could disappear, and the rate would not move by what matters."""
    return (before.n - before.s) / before.n < MATERIAL


def evidence_of_counts(now: float, then: float, share: float) -> float:
    """The e-value B(a+1, b+1) / (q^a (1−q)^b) of a events after and b before, each after with
    chance q, 0 < q < 1, if nothing changed."""
    told = lgamma(now + 1) + lgamma(then + 1) - lgamma(now + then + 2)
    return exp(min(700.0, told - now * log(share) - then * log(1 - share)))
