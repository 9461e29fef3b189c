"""Rates: the published values, an independent library, and properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from dashboard.analysis.rates import (
    Clusters,
    Difference,
    Rate,
    design_effect,
    difference,
    rate,
    wilson,
)


def test_wilson_81_of_263() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


@pytest.mark.parametrize(
    ("after", "before", "interval"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
    ],
)
def test_newcombe_1998(
    after: tuple[int, int], before: tuple[int, int], interval: tuple[float, float]
) -> None:
    found = difference(Rate(*after), Rate(*before))
    assert found and found.interval == pytest.approx(interval, abs=1e-4)


@pytest.mark.parametrize(
    ("low", "high", "clear"),
    [
        (-0.1, 0.1, False),
        (0.0, 0.2, False),
        (-0.2, 0.0, False),
        (0.01, 0.2, True),
        (-0.2, -0.01, True),
    ],
)
def test_a_difference_is_clear_where_its_interval_leaves_out_no_change(
    low: float, high: float, clear: bool
) -> None:
    assert Difference((low + high) / 2, (low, high)).clear == clear


def test_the_design_effect_of_clusters_of_five() -> None:
    successes = (5, 5, 0, 5, 4, 5, 5, 1, 5, 5)
    sums = Clusters(10, sum(25 for _ in successes), sum(s * s for s in successes),
                    sum(5 * s for s in successes))  # fmt: skip
    found = rate(sum(successes), 50, sums)
    assert found.effect == pytest.approx(4.444, abs=1e-3)
    assert found.n_eff == pytest.approx(11.25, abs=1e-2)
    alone = Rate(found.s, found.n).interval
    assert found.interval and alone
    assert found.interval[0] < alone[0] and found.interval[1] > alone[1]


@given(n=st.integers(1, 5000), data=st.data())
def test_wilson_agrees_with_statsmodels(n: int, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, n))
    oracle = proportion_confint(s, n, method="wilson")
    assert wilson(s, n) == pytest.approx(oracle, abs=1e-9)
    low, high = wilson(s, n)
    assert 0 <= low <= s / n <= high <= 1


@given(
    sides=st.tuples(st.integers(1, 900), st.integers(1, 900)).flatmap(
        lambda n: st.tuples(
            st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1])
        )
    )
)
def test_the_difference_agrees_with_statsmodels_and_is_antisymmetric(
    sides: tuple[int, int, int, int],
) -> None:
    s1, n1, s0, n0 = sides
    found, turned = difference(Rate(s1, n1), Rate(s0, n0)), difference(Rate(s0, n0), Rate(s1, n1))
    assert found and turned
    oracle = confint_proportions_2indep(s1, n1, s0, n0, compare="diff", method="newcomb")
    assert found.interval == pytest.approx(oracle, abs=1e-9)
    assert found.interval == pytest.approx((-turned.interval[1], -turned.interval[0]), abs=1e-12)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=40))
def test_runs_that_stand_alone_count_fully_and_no_effect_is_below_one(
    clusters: list[tuple[int, int]],
) -> None:
    pairs = [(m, min(m, s)) for m, s in clusters]
    s, n = sum(s for _, s in pairs), sum(m for m, _ in pairs)
    sums = Clusters(
        len(pairs),
        sum(m * m for m, _ in pairs),
        sum(s * s for _, s in pairs),
        sum(m * s for m, s in pairs),
    )
    assert design_effect(s, n, sums) >= 1
    if n >= 2:
        apart = Clusters(n, n, s, s)
        assert design_effect(s, n, apart) == pytest.approx(1, abs=1 / (n - 1) + 1e-9)


def test_without_finished_runs_there_is_no_rate() -> None:
    nothing = rate(0, 0, Clusters(0, 0, 0, 0))
    assert (nothing.value, nothing.interval, nothing.few) == (None, None, True)
    assert difference(nothing, Rate(1, 2)) is None


def test_thirty_runs_are_not_few() -> None:
    assert Rate(20, 29).few and not Rate(20, 30).few
