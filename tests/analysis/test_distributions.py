"""Chances of counts, against the library that everybody trusts."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, hypergeom

from dashboard.analysis.distributions import at_least, beta_binomial, quantile, smaller_tail

shape = st.floats(0.01, 2000)


@settings(max_examples=60)
@given(st.integers(0, 400), shape, shape, st.integers(0, 400))
def test_chances_of_a_rate_that_is_not_known(n: int, a: float, b: float, hits: int) -> None:
    found, trusted = beta_binomial(n, a, b), betabinom(n, a, b)
    assert found.tolist() == pytest.approx(trusted.pmf(range(n + 1)).tolist(), abs=1e-10)
    assert at_least(found, hits) == pytest.approx(trusted.sf(hits - 1), abs=1e-9)


@pytest.mark.parametrize(("n", "a", "b"), [(60, 55.2, 6.8), (374, 480.0, 31.0), (9000, 3.5, 70.0)])
def test_counts_to_expect(n: int, a: float, b: float) -> None:
    found = beta_binomial(n, a, b)
    ends = [quantile(found, share) for share in (0.025, 0.5, 0.975)]
    assert ends == betabinom(n, a, b).ppf([0.025, 0.5, 0.975]).tolist()


@settings(max_examples=60)
@given(st.integers(1, 100_000), st.integers(1, 100_000), st.floats(0, 1), st.floats(-4, 4))
def test_tails_of_hits_dealt_by_chance(side: int, rest: int, share: float, off: float) -> None:
    total = side + rest
    hit = round(share * total)
    dealt = hypergeom(total, hit, side)
    mean = hit * side / total
    hits = round(mean + off * sqrt(1 + mean * rest / total))
    hits = min(max(hits, 0, hit - rest), hit, side)
    expected = min(dealt.cdf(hits), dealt.sf(hits - 1))
    assert smaller_tail(hits, side, hit, total) == pytest.approx(expected, rel=1e-6, abs=1e-12)
