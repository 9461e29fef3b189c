"""What makes a difference real, at its limits; and in which order differences are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.analysis.attributes import attribute
from dashboard.analysis.contrast import Candidate, judged

MANY = 99_999  # so that half a run more and one run more make a round share


def candidate(
    a: int, n_a: int, b: int, n_b: int, name: str = "model", effect: float = 1.0
) -> Candidate:
    return Candidate(attribute(name), "x", "x", True, a, n_a, b, n_b, effect)


@pytest.mark.parametrize(
    ("counts", "real"),
    [
        ((14_999, MANY, 9999, MANY), True),  # 1.50002 × as common
        ((14_998, MANY, 9999, MANY), False),
        ((6666, MANY, 9999, MANY), True),  # 1.5 × as common on the other side
        ((6667, MANY, 9999, MANY), False),
        ((12_999, MANY, 9999, MANY), False),  # beyond chance, but 1.3 × is not great
        ((5, 1000, 0, 10_000), True),
        ((14, 22, 950, 1000), False),  # 1.49 ×, though 1.51 × with half a run more on each side
        ((4, 1000, 0, 10_000), False),  # beyond chance, but four runs are too few
        ((0, 10_000, 5, 1000), True),
        ((0, 10_000, 4, 1000), False),
        ((5, 5, 50, 10_000), True),
        ((4, 4, 50, 10_000), False),
        ((5, 1000, 0, 1000), True),  # p = .062
        ((6, 1000, 1, 1000), False),  # p = .124
    ],
)
def test_what_is_real(counts: tuple[int, int, int, int], real: bool) -> None:
    [one] = [*judged([candidate(*counts)])[0], *judged([candidate(*counts)])[1]]
    assert one.real is real


def test_many_tests_hold_each_other_down() -> None:
    alone, among = candidate(5, 1000, 0, 1000), [candidate(20, 1000, 20, 1000)] * 3
    assert judged([alone])[0] and not judged([alone, *among])[0]


def test_repeated_tasks_make_counts_smaller_and_the_interval_wider() -> None:
    single, repeated = candidate(60, 300, 20, 300), candidate(60, 300, 20, 300, effect=4.0)
    assert repeated.alone == (15, 75, 5, 75)
    assert repeated.interval[0] < single.interval[0] < single.risk_ratio < single.interval[1]
    [found], _ = judged([single])
    _, [lost] = judged([candidate(60, 300, 20, 300, effect=12.0)])
    assert found.p < 1e-5 < lost.p


def test_the_strength_is_the_nearer_bound_on_either_side() -> None:
    more, less = candidate(60, 300, 20, 300), candidate(20, 300, 60, 300)
    assert more.more_in_a and not less.more_in_a
    assert more.strength == pytest.approx(less.strength) and more.strength > 1.5


def test_endings_are_told_first_then_the_strongest() -> None:
    told, _ = judged(
        [
            candidate(200, 1000, 1, 1000),
            candidate(150, 1000, 60, 1000, "cause"),
            candidate(140, 1000, 61, 1000, "error-type"),
            candidate(300, 1000, 2, 1000, "trigger"),
            candidate(160, 1000, 62, 1000, "outcome"),
        ]
    )
    names = [one.candidate.attribute.name for one in told]
    assert names == ["outcome", "cause", "error-type", "trigger", "model"]


def test_two_values_that_no_run_has_both_of_are_told_each() -> None:
    """Two weekdays are not the same runs, however many there are of either."""
    days = [
        replace(candidate(60, 300, 20, 300, "weekday"), value=day, shown=day)
        for day in ("Monday", "Tuesday")
    ]
    told, _ = judged([*days, candidate(60, 300, 20, 300, "trigger")])
    assert [one.candidate.shown for one in told] == ["x", "Tuesday"]
    assert [[same.shown for same in one.same] for one in told] == [["Monday"], []]
    called = [
        replace(candidate(60, 300, 20, 300, "tool"), value=tool, shown=tool) for tool in ("a", "b")
    ]
    [one], _ = judged(called)
    assert [same.shown for same in one.same] == ["b"], "a run may have called both"


def test_equal_counts_are_told_once() -> None:
    [one], others = judged([candidate(60, 300, 20, 300, name) for name in ("model", "trigger")])
    assert [same.attribute.name for same in one.same] == ["trigger"] and not others
