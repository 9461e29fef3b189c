"""What the runs say of something that is decided about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.analysis.lifecycle import Reviewed
from dashboard.analysis.subjects import Counted
from dashboard.ledger.decisions import OF_FAILURES

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "a_week", "part"), [(0.5, 33, True), (7, 33, False), (14, 16.5, False)]
)
def test_one_day_is_not_made_a_week(days: float, a_week: float, part: bool) -> None:
    window = Reviewed(MONDAY, MONDAY + timedelta(days=days), (), 0)
    found = Counted(OF_FAILURES, 33, 400, 20.0, window)
    assert (found.a_week, found.part_of_week) == (a_week, part)
    assert found.usual_a_week == pytest.approx(20 * a_week / 33)
