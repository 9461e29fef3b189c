"""Who got worse this week: those that did are found, those that did not are rarely called."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from dashboard.analysis.chance import false_discovery_rates
from dashboard.analysis.expectation import usual_of_work
from dashboard.analysis.mix import Counts
from dashboard.analysis.rates import Rate
from dashboard.analysis.worse import FEW, NO_CLEAR, OTHER_WORK, WORSE, Week, judge

WEEKS = 80
"""Simulated, where false calls are few and their share must be known to within two hundredths."""


def week(failed: int, n: int, before: int, n_before: int) -> Week:
    return of_kinds((failed, n, before, n_before))


def of_kinds(*kinds: tuple[int, int, int, int], effects: tuple[float, float] = (1, 1)) -> Week:
    """A week of kinds of work: failures of runs this week, and before it."""
    s1, n1, s0, n0 = (sum(counts) for counts in zip(*kinds, strict=True))
    now, before = Rate(s1, n1, effects[0]), Rate(s0, n0, effects[1])
    return Week(now, before, tuple(Counts(*counts) for counts in kinds))


def test_a_worker_with_many_more_failures_is_called_worse_and_told_by_how_many() -> None:
    weeks = {f"steady {n}": week(3, 40, 12, 160) for n in range(11)} | {
        "worse": week(20, 40, 12, 160)
    }
    found = judge(weeks)
    assert found["worse"].verdict == WORSE
    assert found["worse"].expected == pytest.approx(3.0, abs=0.001)
    assert found["worse"].excess == pytest.approx(17.0, abs=0.001)
    assert {week.verdict for name, week in found.items() if name != "worse"} == {NO_CLEAR}


KINDS = (4, 30, 6, 100), (6, 10, 10, 20), (1, 2, 0, 3)


def test_what_is_usual_of_kinds_of_work_has_the_values_of_the_design() -> None:
    found = usual_of_work([Counts(*counts) for counts in KINDS])
    assert found is not None
    assert (found.rate, found.known) == pytest.approx((0.1662, 130.62), abs=0.0001)
    assert (found.s, found.n) == (10, 40)
    alike = usual_of_work([Counts(10, 40, 16, 160)])
    assert alike is not None
    assert (alike.rate, alike.known) == pytest.approx((0.1, 161.0), abs=0.0001)


def test_a_count_is_as_likely_as_it_or_more_are() -> None:
    assert judge({"one": of_kinds(*KINDS)})["one"].p == pytest.approx(0.1445, abs=0.0001)


def test_who_is_given_harder_work_is_not_worse_for_it() -> None:
    same, harder = ((3, 80, 12, 320), (8, 20, 32, 80)), ((1, 20, 12, 320), (32, 80, 32, 80))
    assert judge({"one": of_kinds(*same)})["one"].verdict == NO_CLEAR
    assert judge({"one": of_kinds(*harder)})["one"].verdict == NO_CLEAR
    assert judge({"one": week(33, 100, 44, 400)})["one"].verdict == WORSE, "as one kind"
    worse = (8, 20, 12, 320), (60, 80, 32, 80)
    assert judge({"one": of_kinds(*worse)})["one"].verdict == WORSE


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        (((40, 40, 0, 4), (0, 10, 1, 200)), OTHER_WORK),
        (((9, 9, 0, 4), (30, 36, 1, 200)), WORSE),  # as many as four in five are of a known kind
        (((9, 10, 0, 4), (30, 36, 1, 200)), OTHER_WORK),
        (((40, 40, 0, 0), (0, 0, 1, 200)), OTHER_WORK),
        (((20, 20, 0, 0), (0, 0, 1, 200)), FEW),
    ],
)
def test_other_work_than_before_is_not_judged(
    kinds: tuple[tuple[int, int, int, int], ...], verdict: str
) -> None:
    found = judge({"one": of_kinds(*kinds)})["one"]
    assert found.verdict == verdict
    assert (found.q is None) == (verdict != WORSE)


@pytest.mark.parametrize("effects", [(4, 1), (1, 8)])
def test_runs_that_tell_less_make_nobody_worse(effects: tuple[float, float]) -> None:
    counts = (8, 60, 4, 90)
    assert judge({"one": of_kinds(counts)})["one"].verdict == WORSE
    assert judge({"one": of_kinds(counts, effects=effects)})["one"].verdict == NO_CLEAR


def test_few_runs_are_not_judged_and_fewer_failures_are_never_worse() -> None:
    found = judge({"few": week(29, 29, 0, 500), "new": week(40, 40, 0, 0)})
    assert {week.verdict for week in found.values()} == {FEW}
    assert found["new"].expected is None
    assert judge({"least": week(20, 30, 2, 30)})["least"].verdict == WORSE
    assert judge({"better": week(0, 400, 200, 400)})["better"].verdict == NO_CLEAR
    assert judge({}) == {}


@pytest.mark.parametrize(("failed", "verdict"), [(6, NO_CLEAR), (7, WORSE)])
def test_of_those_called_worse_eight_in_a_hundred_may_be_false(failed: int, verdict: str) -> None:
    """Of forty runs of which three usually fail: six or more do by chance in ten of a hundred
    weeks, seven or more in four."""
    assert judge({"one": week(failed, 40, 12, 160)})["one"].verdict == verdict


def test_what_is_usual_is_learnt_from_ten_workers_on() -> None:
    p = [
        judge({str(n): week(3, 40, 12, 160) for n in range(others)} | {"one": week(8, 40, 12, 160)})
        for others in (8, 9)
    ]
    nine, ten = (found["one"].p or 0.0 for found in p)
    assert ten < 0.6 * nine, "workers that are alike say more of each other's rate"


def test_nobody_is_worse_who_failed_less_than_before_however_good_the_others_are() -> None:
    weeks = {str(n): week(1, 100, 4, 1000) for n in range(30)} | {"one": week(9, 40, 9, 30)}
    found = judge(weeks)["one"]
    assert found.excess and found.excess < 0 and found.q and found.q < 0.01
    assert found.verdict == NO_CLEAR


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
    called = {int(name) for name, week in judge(weeks).items() if week.verdict == WORSE}
    p = hypergeom.sf(now - 1, n0 + n1, now + before, n1)
    fisher = [n for n, q in enumerate(false_discovery_rates(list(p))) if q <= 0.10]
    true = sum(worker < 10 for worker in called)
    return true, len(called) - true, sum(worker < 10 for worker in fisher)


@pytest.mark.slow
def test_of_ten_workers_that_lost_twelve_points_at_least_three_are_found() -> None:
    chance = np.random.default_rng(7)
    weeks = [_called(chance, np.full(200, 0.05), 0.12) for _ in range(WEEKS)]
    found, false, fisher = (sum(counts[n] for counts in weeks) for n in range(3))
    share = false / (found + false)
    print(f"found {found / WEEKS:.2f} of 10, Fisher {fisher / WEEKS:.2f}; false {share:.3f}")
    assert found >= 3 * WEEKS
    assert false <= 0.12 * (found + false)
    assert found > 1.5 * fisher


@pytest.mark.slow
@pytest.mark.parametrize(
    ("usual", "alike", "steady", "least"),
    [
        (0.02, None, True, 5),
        (0.05, None, False, 2.5),
        (0.05, 20, False, 2.5),  # failure rates of a beta distribution, worth so many runs
        (0.05, 200, True, 2.2),
        (0.06, None, True, 2.5),
        (0.08, None, True, 1.4),  # with every rate known, 2.75 at the most
        (0.10, None, True, 1.0),  # 2.1
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
    for _ in range(WEEKS):
        true, wrong, _ = _called(chance, chance.uniform(low, low + 0.1, 200), 0.2)
        found, false = found + true, false + wrong
    print(f"found {found / WEEKS:.2f} of 10; false {false / max(1, found + false):.3f}")
    assert false <= 0.12 * (found + false)
