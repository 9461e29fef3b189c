"""From when on the data is whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.store.reading.beginning import beginning

DAY = datetime(2026, 11, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("first_runs_at", "whole_from"),
    [
        ([7.1, 7.2, 7.0, 7.2, 9.0], 0),  # work begins at seven
        ([22, 0.1, 0.1, 0.2, 0.1], 21.5),  # the clock round, but the first day
        ([9], 8.5),
        ([0.2], 0),
    ],
)
def test_the_first_day_is_whole_if_it_begins_as_days_do(
    first_runs_at: list[float], whole_from: float
) -> None:
    firsts = [DAY + timedelta(days=n, hours=at) for n, at in enumerate(first_runs_at)]
    last = firsts[0] + timedelta(minutes=10 * 300)  # one run every ten minutes
    assert beginning(firsts, last, 301, "UTC") == DAY + whole_from * HOUR


def test_days_are_those_of_the_zone() -> None:
    firsts = [DAY - HOUR, DAY + 23 * HOUR, DAY + 47 * HOUR]
    assert beginning(firsts, DAY + 60 * HOUR, 500, "Europe/Berlin") == DAY - HOUR
