"""What stands now is held against what stood when it was decided."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.analysis.decision_sides import Side, Span, standing
from dashboard.analysis.review.of_workers import LONG_OPEN
from dashboard.analysis.verdict import IMPROVED, NO_CLEAR, NOT_ENOUGH, REGRESSED

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def span(time: timedelta) -> Span:
    return Span(AT - timedelta(7), AT, AT + time)


@pytest.mark.parametrize(
    ("before", "after", "expected", "verdict"),
    [
        (3, 2, 2, IMPROVED),
        (3, 2, 1, NO_CLEAR),
        (3, 3, 3, NO_CLEAR),
        (3, 0, 0, IMPROVED),
        (0, 0, 0, NO_CLEAR),
        (3, 4, 9, NO_CLEAR),
        (0, 1, 0, NO_CLEAR),
        (3, 33, 99, REGRESSED),
    ],
)
def test_fewer_that_stand_are_no_matter_of_chance_and_more_are(
    before: int, after: int, expected: int, verdict: str
) -> None:
    assert standing(before, after, expected, span(LONG_OPEN)).verdict == verdict


def test_after_a_day_it_is_known_whether_others_came_to_stand() -> None:
    assert standing(3, 0, 0, span(LONG_OPEN - MOMENT)).verdict == NOT_ENOUGH
    assert standing(3, 0, 0, span(LONG_OPEN)).verdict == IMPROVED


def test_both_sides_are_told_as_they_were_counted() -> None:
    found = standing(2.6, 1, 0, span(timedelta(14)))
    assert (found.before, found.after) == (Side(3, None, 0.0), Side(1, None, 2.0))
