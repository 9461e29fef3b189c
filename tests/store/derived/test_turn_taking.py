"""When a value that takes turns with others was left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.store.derived.stretches import Island
from dashboard.store.derived.turn_taking import phases

START = datetime(2026, 3, 2, tzinfo=UTC)


def island(place: int) -> Island:
    """Five runs of a worker, one an hour; between two of them usually stand two of others."""
    first = START + timedelta(hours=place)
    return Island("a", "a", place, place + 5, 5, first, first + timedelta(hours=5), None, None)


@pytest.mark.parametrize(("away", "times"), [(20, 2), (19, 1)])
def test_it_was_left_where_it_is_away_for_ten_times_as_many_runs_as_usual(
    away: int, times: int
) -> None:
    own = [island(place) for place in (0, 7, 14, 21, 26 + away, 33 + away)]
    found = phases(own, own)
    assert len(found) == times
    assert sum(phase.runs for phase in found) == 30
