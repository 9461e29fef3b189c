"""How much days differ: the design's values, what leaves them as they are, and edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from dashboard.analysis.days import DayRuns, Days, day_effect

Counts = list[DayRuns]


def days(good: str, of: int) -> Counts:
    """Days with their good runs in order; – is one without runs."""
    return [(0, 0) if s == "–" else (int(s), of) for s in good.split()]


CASES: dict[str, tuple[Counts, Counts, tuple[float, float, int], tuple[float, float]]] = {
    "A: days alike": (days("14 " * 5, 20), days("18 " * 10, 20), (-0.0526, 0, 13), (1, 1)),
    "B: days that differ": (
        days("14 19 11 16 13", 20), days("18 20 16 19 13 20 18 15 20 17 20 12 19 18", 20),
        (0.1020, 0, 17), (3.8015, 3.8015),
    ),
    "C: neighbours alike": (
        days("76 " * 4 + "70 " * 3, 100), days("90 " * 7 + "80 " * 7, 100),
        (0.0062, 0.0123, 19), (6.6353, 6.6353),
    ),
    "D: neighbours unlike": (
        days("76 70 76 70 76 70 76", 100), days("90 80 " * 7, 100),
        (0.0062, 0, 19), (2.0327, 2.0327),
    ),
    "E: days of unequal size, one without runs": (
        days("20 14 – 17", 20), days("95 88 – 97 82 91", 100), (0.0399, 0, 6), (3.2232, 9.0752),
    ),
    "F: one day a side": (days("40", 60), days("57", 60), (0, 0, 0), (1, 1)),
    "G: two days after": (
        days("40 42", 60), days("57 56 58", 60), (-0.0122, 0, 3), (1, 1),
    ),
    "H: many runs a day": (
        days("330 362 318", 400), days("380 352 391 340 372 388 361", 400),
        (0.0274, 0, 8), (19.3801, 19.3801),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_published_values(name: str) -> None:
    after, before, known, effects = CASES[name]
    found = day_effect(after, before)
    assert (found.rho, found.rho1, found.nu) == pytest.approx(known, abs=1e-4)
    assert (found.after, found.before) == pytest.approx(effects, abs=1e-4)


@pytest.mark.parametrize(
    ("name", "differ"), [("A", False), ("B", True), ("G", False), ("F", False), ("H", True)]
)
def test_days_are_said_to_differ_only_where_chance_does_not_explain_it(
    name: str, differ: bool
) -> None:
    (case,) = (case for title, case in CASES.items() if title.startswith(name))
    assert day_effect(case[0], case[1]).differ is differ


@pytest.mark.parametrize("nu", [3, 6, 13, 40, 120])
def test_days_that_do_not_differ_are_said_to_one_time_in_twenty(nu: int) -> None:
    bound = float(chi2.ppf(0.95, nu))
    for times, differ in ((0.96, False), (1.04, True)):
        found = Days(0, 0, nu, nu + 1, 1, after=1, before=1, square=times * bound)
        assert found.differ is differ


@pytest.mark.parametrize(
    ("after", "before", "few", "needed"),
    [
        (0, 0, True, 5),
        (0, 3, True, 2),
        (1, 1, True, 3),
        (1, 3, True, 1),
        (1, 4, False, 0),
        (2, 3, False, 0),
        (0, 5, False, 0),
    ],
)
def test_from_five_days_on_a_verdict_may_be_spoken(
    after: int, before: int, few: bool, needed: int
) -> None:
    found = day_effect(days("9 " * after, 10), days("8 " * before, 10))
    assert (found.few, found.n) == (few, after + before)
    assert found.still_needed == needed


SIDE = st.lists(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=40
)


@given(SIDE, SIDE)
def test_good_and_bad_and_the_sides_may_be_swapped_and_empty_days_say_nothing(
    after: Counts, before: Counts
) -> None:
    def values(found: Days) -> tuple[float, ...]:
        return found.rho, found.rho1, found.nu, found.square

    found = day_effect(after, before)
    assert min(found.after, found.before) >= 1
    turned = day_effect(before, after)
    assert (turned.after, turned.before) == pytest.approx((found.before, found.after))
    gaps = [gap for day in after for gap in (day, (0, 0))]
    failures = [[(n - s, n) for s, n in side] for side in (after, before)]
    for other in (turned, day_effect(gaps, before), day_effect(*failures)):
        assert values(other) == pytest.approx(values(found), abs=1e-9)


def test_a_side_without_runs_is_taken_to_have_days_like_the_other() -> None:
    before = CASES["H: many runs a day"][1]
    found = day_effect([], before)
    assert found.after == found.before > 1
