"""Verdicts on changes: the design's values, what they mean at the edges, and how often they err."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.days import day_effect
from dashboard.analysis.rates import Clusters, Rate, rate
from dashboard.analysis.verdict import (
    CONFOUNDED,
    IMPROVED,
    LEANING_BETTER,
    LEANING_WORSE,
    LEANS,
    NO_CLEAR,
    NO_MATERIAL,
    NOT_ENOUGH,
    REGRESSED,
    decide,
    estimate,
    runs_to_see,
    runs_until_verdict,
    smallest_change,
)

Counts = tuple[int, int]
SIDES = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def judged(after: Rate, before: Rate) -> str:
    return decide(estimate(after, before), after, before, confounded=False)


@pytest.mark.parametrize(
    ("after", "before", "value", "interval", "verdict"),
    [
        ((70, 100), (180, 200), -0.2000, (-0.3399, -0.0600), REGRESSED),
        ((80, 100), (450, 500), None, (-0.2111, 0.0025), LEANING_WORSE),
        ((186, 200), (180, 200), None, (-0.0567, 0.1161), NO_CLEAR),
    ],
)
def test_published_values(
    after: Counts,
    before: Counts,
    value: float | None,
    interval: tuple[float, float],
    verdict: str,
) -> None:
    found = estimate(Rate(*after), Rate(*before))
    if value is not None:
        assert found.value == pytest.approx(value, abs=1e-4)
    assert found.interval() == pytest.approx(interval, abs=1e-4)
    assert judged(Rate(*after), Rate(*before)) == verdict


def test_the_interval_that_leans() -> None:
    found = estimate(Rate(80, 100), Rate(450, 500))
    assert found.interval(LEANS) == pytest.approx((-0.1912, -0.0174), abs=1e-4)


def test_the_first_that_holds_is_said() -> None:
    far, usual = Rate(10, 60), Rate(180, 200)
    assert judged(far, usual) == REGRESSED and judged(usual, far) == IMPROVED
    assert decide(estimate(far, usual), far, usual, confounded=True) == CONFOUNDED
    few = Rate(5, 29)
    assert decide(estimate(few, usual), few, usual, confounded=True) == NOT_ENOUGH
    assert judged(Rate(9500, 10_000), Rate(9490, 10_000)) == NO_MATERIAL
    assert judged(Rate(450, 500), Rate(80, 100)) == LEANING_BETTER


def test_sixty_flawless_runs_are_no_clear_change() -> None:
    assert judged(Rate(60, 60), Rate(1840, 2000)) == NO_CLEAR
    assert judged(Rate(49, 60), Rate(1840, 2000)) == REGRESSED


@pytest.mark.parametrize(("few", "many"), [(30, 1000), (60, 2000), (100, 5000), (200, 100_000)])
def test_what_always_ends_alike_has_not_changed(few: int, many: int) -> None:
    for s in (0, 1):
        after, before = Rate(s * few, few), Rate(s * many, many)
        assert estimate(after, before).value == 0
        assert judged(after, before) == judged(before, after)
        assert judged(after, before) in (NO_CLEAR, NO_MATERIAL)


@pytest.mark.parametrize(("runs", "verdict"), [(700, NO_CLEAR), (740, NO_MATERIAL)])
def test_that_nothing_changed_takes_a_range_within_five_points(runs: int, verdict: str) -> None:
    """Nine in ten on either side: the range goes from ±5.07 to ±4.94 points."""
    usual = Rate(runs * 9 // 10, runs)
    assert judged(usual, usual) == verdict


def test_a_range_that_goes_beyond_five_points_on_one_side_tells_nothing() -> None:
    fewer, more = Rate(885, 1000), Rate(900, 1000)
    assert estimate(fewer, more).interval() == pytest.approx((-0.0592, 0.0293), abs=1e-4)
    assert judged(fewer, more) == judged(more, fewer) == NO_CLEAR


@pytest.mark.parametrize(
    ("after", "before", "rates", "verdict"),
    [
        (Rate(10, 60), Rate(180, 200), REGRESSED, LEANING_WORSE),
        (Rate(180, 200), Rate(10, 60), IMPROVED, LEANING_BETTER),
        (Rate(9500, 10_000), Rate(9490, 10_000), NO_MATERIAL, NO_CLEAR),
        (Rate(80, 100), Rate(450, 500), LEANING_WORSE, LEANING_WORSE),
        (Rate(186, 200), Rate(180, 200), NO_CLEAR, NO_CLEAR),
    ],
)
def test_on_few_days_nothing_is_decided(
    after: Rate, before: Rate, rates: str, verdict: str
) -> None:
    found = estimate(after, before)
    assert judged(after, before) == rates
    assert decide(found, after, before, confounded=False, few_days=True) == verdict


@pytest.mark.parametrize(("n", "rare"), [(45, True), (55, False)])
def test_fewer_than_five_failures_to_be_expected_are_rare(n: int, rare: bool) -> None:
    """Of nine in ten that succeed; then both sides are shrunk towards what they have in common."""
    s = round(0.9 * n)
    common = (s + 1800) / (n + 2000)
    by_both = (s + common) / (n + 1) - (1800 + common) / 2001
    by_half = (s + 1) / (n + 2) - 1801 / 2002
    found = estimate(Rate(s, n), Rate(1800, 2000)).value
    assert found == pytest.approx(by_both if rare else by_half, abs=1e-9)


def test_five_failures_to_be_expected_are_not_rare() -> None:
    """Nine of forty, with two more added that fail and two that don't: a quarter of twenty."""
    assert estimate(Rate(15, 20), Rate(16, 20)).value == pytest.approx(-1 / 22)


def test_one_failure_where_they_are_rare_decides_nothing() -> None:
    before = Rate(9990, 10_000)
    assert judged(Rate(29, 30), before) == NO_CLEAR
    assert judged(Rate(24, 30), before) == REGRESSED


def test_runs_that_repeat_tasks_count_less() -> None:
    """Sixty runs of six tasks, all of a task alike, are no sixty runs."""
    alone = Rate(30, 60)
    sums = Clusters(6, 6 * 100.0, 3 * 100.0, 3 * 100.0)
    repeated = rate(30, 60, sums)
    assert repeated.n_eff < 10
    assert judged(alone, Rate(180, 200)) == REGRESSED
    assert judged(repeated, Rate(180, 200)) == NOT_ENOUGH


@given(SIDES, SIDES)
def test_symmetry(after: Counts, before: Counts) -> None:
    """Swapping the sides, or good and bad, turns the difference around and nothing else."""
    one = estimate(Rate(*after), Rate(*before))
    for other in (
        estimate(Rate(*before), Rate(*after)),
        estimate(*(Rate(n - s, n) for s, n in (after, before))),
    ):
        assert other.value == pytest.approx(-one.value, abs=1e-12)
        assert other.variance == pytest.approx(one.variance)


@given(SIDES, SIDES)
def test_the_interval_holds_its_estimate_and_shrinks_with_doubt_and_runs(
    after: Counts, before: Counts
) -> None:
    found = estimate(Rate(*after), Rate(*before))
    low, high = found.interval()
    leaning = found.interval(LEANS)
    assert -1 <= low <= leaning[0] <= found.value <= leaning[1] <= high <= 1
    twice = estimate(
        Rate(*(20 * number for number in after)), Rate(*(20 * number for number in before))
    )
    if 0 < after[0] < after[1] and 0 < before[0] < before[1]:
        assert twice.half_width() < found.half_width()


@given(SIDES, SIDES, st.floats(1.0, 50.0))
def test_a_design_effect_is_like_fewer_runs(after: Counts, before: Counts, effect: float) -> None:
    plain = estimate(Rate(*after), Rate(*before))
    deflated = estimate(Rate(*after, effect), Rate(*before, effect))
    assert deflated.half_width() >= plain.half_width() * 0.999


def test_the_runs_still_needed_bring_the_verdict() -> None:
    after, before = Rate(80, 100), Rate(450, 500)
    needed = runs_until_verdict(after, before, estimate(after, before))
    assert needed
    enough = after.n + needed
    for n, verdict in ((enough + -enough % 5, REGRESSED), (enough - 5 - enough % 5, LEANING_WORSE)):
        assert judged(Rate(4 * n // 5, n), before) == verdict  # exactly four of five succeed


def test_where_there_is_a_verdict_no_run_is_needed_and_where_there_can_be_none_it_says_so() -> None:
    decided = Rate(70, 100), Rate(180, 200)
    assert runs_until_verdict(*decided, estimate(*decided)) == 0
    hopeless = Rate(10, 100), Rate(2, 20)
    assert runs_until_verdict(*hopeless, estimate(*hopeless)) is None
    assert runs_until_verdict(Rate(0, 0), Rate(2, 20), None) is None


@pytest.mark.parametrize(
    ("after", "before", "most"),
    [
        (Rate(0, 29), Rate(180, 200), 1),  # one short of the thirty that show it already
        (Rate(20, 29), Rate(92, 100), 10),
        (Rate(3, 3), Rate(180, 200), 500),
        (Rate(9, 10), Rate(140, 200), 500),
        (Rate(24, 30), Rate(92, 100), 500),
    ],
)
def test_with_thirty_runs_before_a_verdict_is_always_possible(
    after: Rate, before: Rate, most: int
) -> None:
    found = runs_until_verdict(after, before, estimate(after, before))
    assert found and found <= most


def test_the_smallest_change_that_can_be_told_follows_the_runs_before() -> None:
    found = [smallest_change(Rate(9 * n // 10, n)) for n in (500, 100, 60, 40, 30, 29)]
    assert found[0] == 0.10 and found[-1] is None
    known = [bound for bound in found if bound]
    assert known == sorted(known) and len(known) == 5 and known[-1] <= 0.4
    for before, change in ((Rate(90, 100), found[1]), (Rate(27, 30), found[-2])):
        after = Rate(round((before.s / before.n - (change or 0)) * 90_000), 90_000)
        assert judged(after, before) == REGRESSED


def test_runs_to_see_a_change_show_it() -> None:
    before = Rate(460, 500)
    n = runs_to_see(0.10, before)
    assert n and 60 < n < 200
    assert judged(Rate(round(0.80 * n), n), before) == REGRESSED
    bigger = runs_to_see(0.20, before)
    assert bigger and bigger < n
    assert runs_to_see(0.10, Rate(20, 25)) is None
    few = runs_to_see(0.10, Rate(230, 250))
    assert few and few > n


@pytest.mark.slow
@pytest.mark.parametrize(("before", "a_day"), [(500, 20), (200, 5), (140, 5), (100, 10), (60, 2)])
def test_without_a_change_daily_looks_for_four_weeks_rarely_find_one(
    before: int, a_day: int
) -> None:
    chance = np.random.default_rng(4)
    wrong, workers = 0, 2000
    for _ in range(workers):
        p = chance.uniform(0.7, 0.98)
        usual = Rate(int(chance.binomial(before, p)), before)
        s = np.cumsum(chance.binomial(a_day, p, 28))
        looks = (Rate(int(total), a_day * day) for day, total in enumerate(s, start=1))
        wrong += any(judged(look, usual) in (REGRESSED, IMPROVED) for look in looks)
    print(f"{before} before, {a_day} a day: {wrong / workers:.3f} ever called changed")
    assert wrong <= 0.05 * workers


@pytest.mark.slow
@pytest.mark.parametrize("p", [0.999, 0.995, 0.99, 0.98, 0.95, 0.02])
@pytest.mark.parametrize(("before", "a_day"), [(40, 20), (1120, 5), (5600, 10), (20_000, 5)])
def test_rare_failures_after_a_long_time_before_are_no_change(
    p: float, before: int, a_day: int
) -> None:
    """With shrinkage towards one half alone, a rate of .999 is called regressed in .4 to 1.0."""
    chance = np.random.default_rng(6)
    wrong, workers = 0, 800
    for _ in range(workers):
        usual = Rate(int(chance.binomial(before, p)), before)
        s = np.cumsum(chance.binomial(a_day, p, 28))
        looks = (Rate(int(total), a_day * day) for day, total in enumerate(s, start=1))
        wrong += any(judged(look, usual) in (REGRESSED, IMPROVED) for look in looks)
    print(f"{p} of {before} before, {a_day} a day: {wrong / workers:.3f} ever called changed")
    assert wrong <= 0.05 * workers


@pytest.mark.slow
def test_a_drop_of_ten_points_is_found_in_most_cases() -> None:
    chance = np.random.default_rng(5)
    found = 0
    for _ in range(500):
        usual = Rate(int(chance.binomial(500, 0.92)), 500)
        s = np.cumsum(chance.binomial(20, 0.82, 28))
        looks = (Rate(int(total), 20 * day) for day, total in enumerate(s, start=1))
        found += any(judged(look, usual) == REGRESSED for look in looks)
    print(f"found {found / 500:.2f}")
    assert found >= 0.9 * 500


def looks_at_days_that_differ(
    chance: np.random.Generator, a_day: int, rates: tuple[float, float], icc: float, alike: float
) -> list[str]:
    """The verdicts of 28 daily looks at one worker, 28 days before. icc: the correlation of two
    runs of a day; alike: that of the effects of neighbouring days, on the logit scale."""
    spread = sqrt(icc / (rates[0] * (1 - rates[0])))
    days, effect, found = [], chance.normal(), []
    for day in range(56):
        effect = alike * effect + sqrt(1 - alike**2) * chance.normal()
        usual = rates[day >= 28]
        p = 1 / (1 + exp(-(log(usual / (1 - usual)) + spread * effect)))
        days.append((int(chance.binomial(a_day, p)), a_day))
        if day >= 28:
            known = day_effect(days[28:], days[:28])
            after, before = (
                Rate(sum(s for s, _ in side), a_day * len(side), effect)
                for side, effect in ((days[28:], known.after), (days[:28], known.before))
            )
            spoken = decide(
                estimate(after, before), after, before, confounded=False, few_days=known.few
            )
            found.append(spoken)
    return found


@pytest.mark.slow
def test_days_that_differ_and_come_in_rows_are_rarely_called_a_change() -> None:
    chance = np.random.default_rng(7)
    wrong = sum(
        bool(
            {REGRESSED, IMPROVED}
            & {*looks_at_days_that_differ(chance, 100, (0.92,) * 2, 0.02, 0.3)}
        )
        for _ in range(1000)
    )
    print(f"{wrong / 1000:.3f} ever called changed")
    assert wrong <= 0.05 * 1000


@pytest.mark.slow
def test_a_drop_is_found_where_days_are_alike_but_nobody_knows() -> None:
    chance = np.random.default_rng(8)
    found = sum(
        REGRESSED in looks_at_days_that_differ(chance, 20, (0.9, 0.8), 0, 0) for _ in range(300)
    )
    print(f"{found / 300:.2f} found")
    assert found >= 0.9 * 300
