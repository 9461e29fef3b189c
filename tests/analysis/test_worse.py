"""Who got worse this week: those that did are found, those that did not are rarely called."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from dashboard.analysis.chance import false_discovery_rates
from dashboard.analysis.rates import Rate
from dashboard.analysis.worse import FEW, NO_CLEAR, WORSE, Week, judge

WEEKS = 200
"""Simulated, where false calls are few and their share must be known to within two hundredths."""


def week(failed: int, n: int, before: int, n_before: int) -> Week:
    return Week(Rate(failed, n), Rate(before, n_before))


def test_a_worker_with_many_more_failures_is_called_worse_and_told_by_how_many() -> None:
    weeks = {f"steady {n}": week(3, 40, 12, 160) for n in range(11)} | {
        "worse": week(20, 40, 12, 160)
    }
    found = judge(weeks)
    assert found["worse"].verdict == WORSE
    assert found["worse"].expected == pytest.approx(3.0)
    assert found["worse"].excess == pytest.approx(17.0)
    assert {it.verdict for name, it in found.items() if name != "worse"} == {NO_CLEAR}


def test_few_runs_are_not_judged_and_fewer_failures_are_never_worse() -> None:
    found = judge({"few": week(29, 29, 0, 500), "new": week(40, 40, 0, 0)})
    assert {it.verdict for it in found.values()} == {FEW}
    assert found["new"].expected is None
    assert judge({"better": week(0, 400, 200, 400)})["better"].verdict == NO_CLEAR
    assert judge({}) == {}


def test_a_worker_alone_is_judged_by_its_own_weeks() -> None:
    assert judge({"one": week(20, 40, 10, 160)})["one"].verdict == WORSE
    assert judge({"one": week(4, 40, 10, 160)})["one"].verdict == NO_CLEAR


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 160)), min_size=1, max_size=15, unique=True
    )
)
def test_the_order_of_workers_does_not_matter(counts: list[tuple[int, int]]) -> None:
    weeks = {f"w{n}": week(now, 40, before, 160) for n, (now, before) in enumerate(counts)}
    turned = dict(reversed(weeks.items()))
    one, other = judge(weeks), judge(turned)
    for name in weeks:
        assert one[name].q == pytest.approx(other[name].q, rel=1e-3, abs=1e-9)


def _called(
    chance: np.random.Generator, rates: np.ndarray, drop: float, *, steady: bool = True
) -> tuple[int, int, int]:
    """Of 200 workers of which 10 got worse: found, falsely called, and found by Fisher's test.

    steady: 35 runs a week each, else about as many.
    """
    n0 = np.full(200, 140) if steady else chance.poisson(140, 200)
    n1 = np.full(200, 35) if steady else chance.poisson(35, 200)
    before = chance.binomial(n0, rates)
    now = chance.binomial(n1, rates + np.where(np.arange(200) < 10, drop, 0))
    weeks = {str(n): week(int(now[n]), int(n1[n]), int(before[n]), int(n0[n])) for n in range(200)}
    called = {int(name) for name, it in judge(weeks).items() if it.verdict == WORSE}
    p = hypergeom.sf(now - 1, n0 + n1, now + before, n1)
    fisher = [n for n, q in enumerate(false_discovery_rates(list(p))) if q <= 0.10]
    true = sum(it < 10 for it in called)
    return true, len(called) - true, sum(it < 10 for it in fisher)


@pytest.mark.slow
def test_of_ten_workers_that_lost_twelve_points_at_least_three_are_found() -> None:
    chance = np.random.default_rng(7)
    weeks = [_called(chance, np.full(200, 0.05), 0.12) for _ in range(100)]
    found, false, fisher = (sum(it[n] for it in weeks) for n in range(3))
    share = false / (found + false)
    print(f"found {found / 100:.2f} of 10, Fisher {fisher / 100:.2f}; false {share:.3f}")
    assert found >= 3 * 100
    assert false <= 0.12 * (found + false)
    assert found > 1.5 * fisher


@pytest.mark.slow
@pytest.mark.parametrize(
    ("usual", "alike", "steady", "least"),
    [
        (0.02, None, True, 5),
        (0.05, None, False, 3),
        (0.05, 20, False, 3),  # failure rates of a beta distribution, worth so many runs
        (0.05, 200, True, 2.75),
        (0.06, None, True, 2.5),
        (0.08, None, True, 2),  # with every rate known, 2.75 at the most
        (0.10, None, True, 1.5),  # 2.1
    ],
)
def test_so_many_are_found_where_workers_fail_more_or_less_often_or_differ(
    usual: float, alike: float | None, steady: bool, least: float
) -> None:
    chance = np.random.default_rng(9)
    found = false = 0
    for _ in range(WEEKS):
        rates = np.full(200, usual)
        if alike is not None:
            rates = np.minimum(chance.beta(usual * alike, (1 - usual) * alike, 200), 0.85)
        true, wrong, _ = _called(chance, rates, 0.12, steady=steady)
        found, false = found + true, false + wrong
    print(f"found {found / WEEKS:.2f} of 10; false {false / max(1, found + false):.3f}")
    assert found >= least * WEEKS
    assert false <= 0.12 * (found + false)


@pytest.mark.slow
@pytest.mark.parametrize("low", [0.03, 0.10, 0.20])
def test_where_workers_differ_false_calls_stay_rare(low: float) -> None:
    chance = np.random.default_rng(8)
    found = false = 0
    for _ in range(100):
        true, wrong, _ = _called(chance, chance.uniform(low, low + 0.1, 200), 0.2)
        found, false = found + true, false + wrong
    print(f"found {found / 100:.2f} of 10; false {false / max(1, found + false):.3f}")
    assert false <= 0.12 * (found + false)
