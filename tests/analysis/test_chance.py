"""Tests of chance, against the libraries that everybody trusts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom
from statsmodels.stats.multitest import multipletests

from dashboard.analysis.chance import false_discovery_rates, hypergeometric

PUBLISHED = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
)  # fmt: skip


def test_the_example_of_benjamini_and_hochberg_keeps_four() -> None:
    assert sum(q <= 0.05 for q in false_discovery_rates(PUBLISHED)) == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_false_discovery_rates_are_those_of_statsmodels(p: list[float]) -> None:
    expected = multipletests(p, method="fdr_bh")[1]
    assert false_discovery_rates(p) == pytest.approx(list(expected))


table = st.tuples(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))


@given(st.lists(table, min_size=1, max_size=5))
def test_p_is_twice_the_smaller_tail_and_the_same_from_either_side(
    cells: list[tuple[int, int, int, int]],
) -> None:
    cells = [(min(a, n), n, min(b, m), m) for a, n, b, m in cells]
    a, n, b, m = (list(column) for column in zip(*cells, strict=True))
    found = hypergeometric(a, n, b, m)
    assert found == pytest.approx(hypergeometric(b, m, a, n))
    for p, (hit, side, other, rest) in zip(found, cells, strict=True):
        dealt = hypergeom(side + rest, hit + other, side)
        assert p == pytest.approx(min(1, 2 * min(dealt.cdf(hit), dealt.sf(hit - 1))))


def test_nothing_is_tested_in_nothing() -> None:
    assert hypergeometric([], [], [], []) == [] == false_discovery_rates([])
