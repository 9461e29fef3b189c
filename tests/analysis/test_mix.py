"""Like with like: the textbook reversals, an independent library, and shifts without an effect."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from dashboard.analysis.mix import Counts, Kinds, adjusted, mix_shifted
from dashboard.analysis.rates import Rate
from dashboard.analysis.verdict import IMPROVED, REGRESSED, decide, estimate

KIDNEY_STONES: Kinds = {("small",): Counts(81, 87, 234, 270), ("large",): Counts(192, 263, 55, 80)}
"""Charig et al., 1986: open surgery against puncture, by the size of the stone."""
BERKELEY: Kinds = {
    ("A",): Counts(512, 825, 89, 108),
    ("B",): Counts(353, 560, 17, 25),
    ("C",): Counts(120, 325, 202, 593),
    ("D",): Counts(138, 417, 131, 375),
    ("E",): Counts(53, 191, 94, 393),
    ("F",): Counts(22, 373, 24, 341),
}
"""Bickel, Hammel and O'Connell, 1975: men against women admitted in 1973, by department."""


def sides(kinds: Kinds) -> tuple[Rate, Rate]:
    held = list(kinds.values())
    after = Rate(sum(kind.s1 for kind in held), sum(kind.n1 for kind in held))
    return after, Rate(sum(kind.s0 for kind in held), sum(kind.n0 for kind in held))


@pytest.mark.parametrize(("runs", "shifted"), [(590, False), (610, True), (500, False)])
def test_work_is_of_other_kinds_from_a_tenth_of_the_runs_on(runs: int, shifted: bool) -> None:
    """Of a thousand runs before 500 were of one kind; then so many, which chance alone excludes."""
    kinds: Kinds = {("a",): Counts(0, runs, 0, 500), ("b",): Counts(0, 1000 - runs, 0, 500)}
    assert mix_shifted(kinds, Rate(0, 1000), Rate(0, 1000)) == shifted


@pytest.mark.parametrize(
    ("kinds", "naive", "value", "interval", "oracle"),
    [
        (KIDNEY_STONES, -0.0457, 0.0525, (-0.0521, 0.1571), 0.0538),
        (BERKELEY, 0.1416, -0.0405, (-0.1002, 0.0193), -0.0184),
    ],
)
def test_textbook_reversals(
    kinds: Kinds, naive: float, value: float, interval: tuple[float, float], oracle: float
) -> None:
    after, before = sides(kinds)
    assert after.value and before.value
    assert after.value - before.value == pytest.approx(naive, abs=1e-4)
    found = adjusted(kinds, after, before)
    assert found.estimate and found.comparable
    assert found.estimate.value == pytest.approx(value, abs=1e-4)
    assert found.estimate.interval() == pytest.approx(interval, abs=1e-4)
    assert _mantel_haenszel(kinds) == pytest.approx(oracle, abs=1e-4)
    assert mix_shifted(kinds, after, before)


def _mantel_haenszel(kinds: Kinds) -> float:
    """The common risk difference, weighted by n₁·n₀/n."""
    weights = [kind.n1 * kind.n0 / kind.n for kind in kinds.values()]
    parts = [kind.s1 / kind.n1 - kind.s0 / kind.n0 for kind in kinds.values()]
    return sum(w * d for w, d in zip(weights, parts, strict=True)) / sum(weights)


@pytest.mark.parametrize("kinds", [KIDNEY_STONES, BERKELEY])
def test_the_direction_is_that_of_the_pooled_odds_ratio(kinds: Kinds) -> None:
    tables = [
        np.array([[kind.s1, kind.n1 - kind.s1], [kind.s0, kind.n0 - kind.s0]])
        for kind in kinds.values()
    ]
    found = adjusted(kinds, *sides(kinds))
    assert found.estimate
    assert (found.estimate.value > 0) == (StratifiedTable(tables).oddsratio_pooled > 1)


@pytest.mark.parametrize(
    ("kinds", "value", "interval"),
    [
        (KIDNEY_STONES, 0.0513, (-0.0977, 0.2004)),
        (BERKELEY, -0.0384, (-0.1206, 0.0438)),
    ],
)
def test_textbook_reversals_of_runs_that_count_half(
    kinds: Kinds, value: float, interval: tuple[float, float]
) -> None:
    after, before = (replace(side, effect=2.0) for side in sides(kinds))
    found = adjusted(kinds, after, before).estimate
    assert found and found.value == pytest.approx(value, abs=1e-4)
    assert found.interval() == pytest.approx(interval, abs=1e-4)


COUNTS = st.tuples(st.integers(5, 300), st.integers(5, 300)).flatmap(
    lambda n: st.builds(
        Counts, st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1])
    )
)


@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_neither_order_nor_names_matter_and_sides_turn_around(held: list[Counts]) -> None:
    kinds = {(str(n),): counts for n, counts in enumerate(held)}
    other = {(f"x{n}",): counts for n, counts in reversed(list(enumerate(held)))}
    turned = {
        key: Counts(counts.s0, counts.n0, counts.s1, counts.n1) for key, counts in kinds.items()
    }
    after, before = sides(kinds)
    one = adjusted(kinds, after, before).estimate
    same = adjusted(other, after, before).estimate
    back = adjusted(turned, before, after).estimate
    assert one and same and back
    assert one.value == pytest.approx(same.value) and one.variance == pytest.approx(same.variance)
    assert one.value == pytest.approx(-back.value, abs=1e-9)
    assert one.variance > 0
    assert mix_shifted(kinds, after, before) == mix_shifted(turned, before, after)


def test_kinds_that_one_side_lacks_are_not_compared() -> None:
    kinds: Kinds = {("new",): Counts(10, 80, 0, 0), ("old",): Counts(9, 10, 80, 90)}
    found = adjusted(kinds, *sides(kinds))
    assert found.kept == pytest.approx(100 / 180) and not found.comparable
    nothing = adjusted({("new",): Counts(10, 80, 0, 0)}, Rate(10, 80), Rate(0, 0))
    assert nothing.estimate is None and not nothing.comparable


@pytest.mark.parametrize(
    ("new", "old", "n0", "comparable"),
    [
        (22, 78, 200, True),  # 278 of 300 runs are of a kind that both sides have
        (50, 50, 200, True),  # 250 of 300: just enough
        (53, 47, 160, False),  # 207 of 260
        (40, 30, 1000, True),
        (41, 29, 1000, False),  # too few of them after to know a rate
        (3, 20, 1000, True),  # nearly all there are yet
    ],
)
def test_kinds_of_both_sides_must_hold_most_runs_and_enough_of_either(
    new: int, old: int, n0: int, comparable: bool
) -> None:
    kinds: Kinds = {("new",): Counts(new // 2, new, 0, 0), ("old",): Counts(old, old, n0 // 2, n0)}
    for held in (kinds, {key: Counts(c.s0, c.n0, c.s1, c.n1) for key, c in kinds.items()}):
        assert adjusted(held, *sides(held)).comparable is comparable


def test_a_kind_is_compared_from_five_runs_a_side_on() -> None:
    kinds: Kinds = {("rare",): Counts(0, 4, 40, 40), ("usual",): Counts(90, 100, 90, 100)}
    few = adjusted(kinds, *sides(kinds)).estimate
    more = adjusted(kinds | {("rare",): Counts(0, 5, 40, 40)}, *sides(kinds)).estimate
    assert few and more and abs(few.value) < 0.01 and more.value < -0.1


def test_what_was_to_be_expected_follows_the_kinds_of_work() -> None:
    kinds: Kinds = {("easy",): Counts(40, 40, 95, 100), ("hard",): Counts(80, 160, 30, 50)}
    found = adjusted(kinds, *sides(kinds))
    assert found.expected == pytest.approx((40 * 0.95 + 160 * 0.6) / 200)


def test_a_small_shift_and_a_shift_by_chance_are_no_shift() -> None:
    small: Kinds = {("a",): Counts(0, 5500, 0, 5000), ("b",): Counts(0, 4500, 0, 5000)}
    assert not mix_shifted(small, Rate(0, 10_000), Rate(0, 10_000))
    few: Kinds = {("a",): Counts(0, 6, 0, 4), ("b",): Counts(0, 4, 0, 6)}
    assert not mix_shifted(few, Rate(0, 10), Rate(0, 10))


@pytest.mark.slow
def test_a_strong_shift_of_the_work_without_an_effect_is_rarely_called_a_change() -> None:
    chance = np.random.default_rng(6)
    p, was, now = np.array([0.98, 0.9, 0.7]), [0.7, 0.2, 0.1], [0.1, 0.2, 0.7]
    wrong = naive = 0
    for _ in range(1000):
        n0 = chance.multinomial(400, was)
        s0 = chance.binomial(n0, p)
        n1, s1 = np.zeros(3, int), np.zeros(3, int)
        hit = fooled = False
        for _day in range(28):
            came = chance.multinomial(15, now)
            n1, s1 = n1 + came, s1 + chance.binomial(came, p)
            kinds = {
                (str(k),): Counts(int(s1[k]), int(n1[k]), int(s0[k]), int(n0[k])) for k in range(3)
            }
            after, before = sides(kinds)
            found = adjusted(kinds, after, before)
            if found.comparable and found.estimate:
                verdict = decide(found.estimate, after, before, confounded=False)
                hit |= verdict in (REGRESSED, IMPROVED)
            plain = decide(estimate(after, before), after, before, confounded=False)
            fooled |= plain in (REGRESSED, IMPROVED)
        wrong, naive = wrong + hit, naive + fooled
    print(f"adjusted {wrong / 1000:.3f}, naive {naive / 1000:.3f}")
    assert wrong <= 50 < naive
