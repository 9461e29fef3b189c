"""Tasks on both sides of a change: the design's values, and what they say beside the rates."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.analysis.pairs import Pairs, evidence, pairs, weighed
from dashboard.analysis.verdict import (
    CONFOUNDED,
    IMPROVED,
    LEANING_BETTER,
    LEANING_WORSE,
    NO_CLEAR,
    NO_MATERIAL,
    NOT_ENOUGH,
    REGRESSED,
    Estimate,
)

SURE, LIKELY, NOTHING = Pairs(40, 14, 0), Pairs(40, 8, 1), Pairs(40, 4, 2)


@pytest.mark.parametrize(
    ("better", "worse", "e_value"),
    [(14, 0, 1092.2667), (15, 0, 2048), (11, 0, 170.6667), (4, 2, 0.6095), (8, 1, 5.6889),
     (0, 0, 1)],
)  # fmt: skip
def test_published_values(better: int, worse: int, e_value: float) -> None:
    assert evidence(better, worse) == pytest.approx(e_value, abs=1e-2)
    assert evidence(worse, better) == pytest.approx(e_value, abs=1e-2)


def test_any_number_of_tasks_has_a_finite_value() -> None:
    assert evidence(100_000, 0) > evidence(500, 0) > 1e100
    assert evidence(50_000, 50_000) < 1


@pytest.mark.parametrize(
    ("rates", "same", "combined"),
    [
        (REGRESSED, SURE, NO_CLEAR),
        (REGRESSED, NOTHING, REGRESSED),
        (LEANING_WORSE, LIKELY, NO_CLEAR),
        (IMPROVED, LIKELY, IMPROVED),
        (LEANING_BETTER, SURE, IMPROVED),
        (LEANING_BETTER, LIKELY, LEANING_BETTER),
        (NO_CLEAR, SURE, IMPROVED),
        (NO_CLEAR, LIKELY, LEANING_BETTER),
        (NO_CLEAR, NOTHING, NO_CLEAR),
        (NOT_ENOUGH, SURE, IMPROVED),
        (NO_MATERIAL, SURE, NO_MATERIAL),
        (CONFOUNDED, SURE, CONFOUNDED),
    ],
)
def test_pairs_speak_where_the_rates_do_not_decide(rates: str, same: Pairs, combined: str) -> None:
    found = Estimate(same.difference, 0.01)
    assert weighed(rates, found, same, few_days=False) == combined


def test_pairs_that_the_rates_do_not_bear_out_go_for_nothing() -> None:
    """(14 − 0) of 40 is 35 points: 18 are half of that, 17 are not."""
    for moved, combined in ((0.18, IMPROVED), (0.17, NO_CLEAR), (-0.18, NO_CLEAR)):
        assert weighed(NO_CLEAR, Estimate(moved, 0.01), SURE, few_days=False) == combined


def test_on_few_days_pairs_decide_only_within_a_day() -> None:
    found = Estimate(0.35, 0.01)
    assert weighed(NO_CLEAR, found, SURE, few_days=True) == LEANING_BETTER
    within = Pairs(40, 14, 0, within_a_day=True)
    assert weighed(NO_CLEAR, found, within, few_days=True) == IMPROVED


def row(tasks: int, before: bool, after: bool, *, within: bool = False) -> dict[str, Any]:
    return {
        "tasks": tasks, "runs_after": tasks, "within_a_day": within,
        "s_before": before, "s_after": after, "c_before": True, "c_after": after,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tasks", "runs_after", "used"),
    [(9, 9, False), (10, 10, True), (16, 20, True), (16, 21, False)],
)
def test_pairs_count_by_how_many_there_are_and_how_much_they_hold(
    tasks: int, runs_after: int, used: bool
) -> None:
    assert (pairs([row(tasks, True, True)], runs_after, 1.0, "s") is not None) is used


def test_days_that_differ_weaken_pairs_unless_all_that_moved_lie_within_one() -> None:
    moved = row(14, False, True)
    apart = pairs([row(26, True, True), moved], 40, 2.0, "s")
    within = pairs([row(26, True, True), moved | {"within_a_day": True}], 40, 2.0, "s")
    assert apart and within
    assert apart.e_value == pytest.approx(evidence(7, 0)) and within.e_value > 1000
    assert (apart.alike, apart.better, apart.worse) == (26, 14, 0)


def test_what_counts_as_good_follows_the_sides() -> None:
    completed = pairs([row(14, False, True), row(6, True, False)], 20, 1.0, "c")
    assert completed and (completed.better, completed.worse) == (0, 6)
