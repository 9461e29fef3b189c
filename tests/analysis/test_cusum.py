"""Shifts of a rate: none where nothing shifted, the likely day where it did."""

from __future__ import annotations

from datetime import date, timedelta

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
    silent = [DayCount(it.day, 0, 0) if n % 9 == 4 else it for n, it in enumerate(held)]
    assert [it.worse for it in shifts(silent)] == [True]


def test_after_a_shift_the_new_rate_becomes_usual() -> None:
    found = shifts(days([0.95] * 80 + [0.75] * 120, 20))
    assert [it.worse for it in found] == [True]


@pytest.mark.slow
def test_at_most_one_false_alarm_in_two_worker_years() -> None:
    chance = np.random.default_rng(2)
    alarms = sum(
        len(shifts(days([chance.uniform(0.8, 0.97)] * 365, 20, seed))) for seed in range(200)
    )
    print(f"{alarms / 200:.3f} alarms a worker-year")
    assert alarms <= 0.5 * 200


@pytest.mark.slow
def test_a_drop_of_ten_points_is_noticed_within_two_months() -> None:
    waits = []
    for seed in range(200):
        found = [it for it in shifts(days([0.9] * 100 + [0.8] * 60, 20, seed)) if _late(it)]
        waits.append((found[0].noticed - FIRST).days - 100 if found else None)
    known = [it for it in waits if it is not None]
    print(f"{len(known) / 200:.2f} within 60 days, median {np.median(known)} days")
    assert len(known) >= 0.95 * 200


def _late(it: Shift) -> bool:
    return it.worse and (it.noticed - FIRST).days >= 100
