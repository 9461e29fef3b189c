"""Shifts of a rate: none where nothing shifted, the likely day where it did."""

from __future__ import annotations

from datetime import date, timedelta
from math import log

import numpy as np
import pytest

from dashboard.analysis.cusum import DayCount, Shift, shifts

FIRST = date(2026, 1, 5)


def days(rates: list[float], a_day: int, seed: int = 1) -> list[DayCount]:
    """Days with about so many runs each, of which these shares succeed."""
    chance = np.random.default_rng(seed)
    found = []
    for n, rate in enumerate(rates):
        runs = int(chance.poisson(a_day))
        found.append(DayCount(FIRST + timedelta(days=n), int(chance.binomial(runs, rate)), runs))
    return found


def test_a_drop_is_found_with_its_day() -> None:
    (found,) = shifts(days([0.92] * 80 + [0.6] * 10, 15))
    assert found.worse and abs((found.start - FIRST).days - 80) <= 1
    assert found.noticed - found.start <= timedelta(days=4)


def test_a_rise_is_found_too() -> None:
    (found,) = shifts(days([0.75] * 90 + [0.95] * 20, 20))
    assert not found.worse and abs((found.start - FIRST).days - 90) <= 3


def test_too_little_is_needed_to_know_what_is_usual() -> None:
    assert shifts(days([0.9] * 40 + [0.3] * 10, 20)) == []
    assert shifts(days([0.9] * 80 + [0.3] * 10, 5)) == []
    assert shifts([]) == []


def test_weekends_that_always_differ_are_no_shift() -> None:
    usual = [0.7 if (FIRST + timedelta(days=n)).weekday() >= 5 else 0.95 for n in range(200)]
    assert shifts(days(usual, 20)) == []


def test_days_without_runs_do_no_harm() -> None:
    held = days([0.92] * 80 + [0.6] * 10, 30)
    silent = [DayCount(day.day, 0, 0) if n % 9 == 4 else day for n, day in enumerate(held)]
    assert [shift.worse for shift in shifts(silent)] == [True]


def test_after_a_shift_the_new_rate_becomes_usual() -> None:
    found = shifts(days([0.95] * 80 + [0.75] * 120, 20))
    assert [shift.worse for shift in found] == [True]


def counted(good: list[int], of: int) -> list[DayCount]:
    """Days with so many runs each, of which so many succeed."""
    return [DayCount(FIRST + timedelta(days=n), s, of) for n, s in enumerate(good)]


def test_an_outage_of_two_days_is_no_shift_and_three_bad_days_are() -> None:
    usual = [18, 19, 18, 17, 18, 18, 19] * 9
    for bad, found in ((1, 0), (2, 0), (3, 1)):
        assert len(shifts(counted([*usual, *[0] * bad, *usual[:14]], 20))) == found, bad


def test_days_that_differ_say_less_of_a_shift() -> None:
    alike, differ = [90] * 70 + [82] * 10, [98, 82, 94, 86, 90] * 14 + [90, 74, 86, 78, 82] * 2
    assert [shift.worse for shift in shifts(counted(alike, 100))] == [True]
    assert shifts(counted(differ, 100)) == []


def test_bad_days_in_a_row_say_less_than_bad_days_in_between() -> None:
    after = [82] * 10
    in_turn, in_a_row = [86, 94] * 35, ([86] * 7 + [94] * 7) * 5
    assert len(shifts(counted(in_turn + after, 100))) == 1
    assert shifts(counted(in_a_row + after, 100)) == []


def test_how_much_days_differ_is_what_it_was_when_the_rate_began_to_fall() -> None:
    falling = [
        DayCount(day.day, day.s - 10 * (n > 70) * (n - 70), day.n)
        for n, day in enumerate(counted([90] * 75, 100))
    ]
    (found,) = shifts(falling)
    assert (found.start, found.noticed) == (falling[71].day, falling[73].day)


@pytest.mark.parametrize(("runs", "found"), [(9, 0), (10, 1)])
def test_ten_runs_a_day_say_what_is_usual(runs: int, found: int) -> None:
    assert len(shifts(counted([runs - 1] * 70 + [runs // 3] * 10, runs))) == found


@pytest.mark.parametrize(("later", "starts"), [(20, [70]), (30, [70, 100])])
def test_for_four_weeks_after_a_shift_no_other_is_told(later: int, starts: list[int]) -> None:
    """It falls again after so many days: what is usual by then must be learnt first."""
    found = shifts(counted([19] * 70 + [14] * later + [2] * 40, 20))
    assert [(shift.start - FIRST).days for shift in found] == starts


@pytest.mark.slow
def test_at_most_one_false_alarm_in_two_worker_years() -> None:
    chance = np.random.default_rng(2)
    alarms = sum(
        len(shifts(days([chance.uniform(0.8, 0.97)] * 365, 20, seed))) for seed in range(200)
    )
    print(f"{alarms / 200:.3f} alarms a worker-year")
    assert alarms <= 0.12 * 200


@pytest.mark.slow
@pytest.mark.parametrize(("alike", "most"), [(0.0, 0.20), (0.3, 0.45)])
def test_at_most_one_in_two_also_where_days_differ(alike: float, most: float) -> None:
    """Rates of a day that differ as in a real pipeline (ICC .02), those of neighbours alike."""
    years, chance = 150, np.random.default_rng(4)
    alarms = 0
    for seed in range(years):
        pull = 0.02**0.5 / (0.92 * 0.08) ** 0.5  # on the logit scale
        mood = [chance.normal()]
        for _ in range(364):
            mood.append(alike * mood[-1] + (1 - alike**2) ** 0.5 * chance.normal())
        rates = 1 / (1 + np.exp(-(log(0.92 / 0.08) + pull * np.array(mood))))
        alarms += len(shifts(days(rates.tolist(), 100, seed)))
    print(f"{alarms / years:.3f} alarms a worker-year")
    assert alarms <= most * years


@pytest.mark.slow
def test_a_drop_of_ten_points_is_noticed_within_two_months() -> None:
    waits = []
    for seed in range(200):
        found = [one for one in shifts(days([0.9] * 100 + [0.8] * 60, 20, seed)) if _late(one)]
        waits.append((found[0].noticed - FIRST).days - 100 if found else None)
    known = [wait for wait in waits if wait is not None]
    print(f"{len(known) / 200:.2f} within 60 days, median {np.median(known)} days")
    assert len(known) >= 0.95 * 200


def _late(shift: Shift) -> bool:
    return shift.worse and (shift.noticed - FIRST).days >= 100
