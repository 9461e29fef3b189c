"""Which turns of the values of several kinds of work are one change, and which are none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.store.derived.logged_changes import of_any_kind
from dashboard.store.derived.stretches import REPLACED, Span, Turn

START = datetime(2026, 3, 1, tzinfo=UTC)


def turn(after: timedelta, runs: int = 20) -> Turn:
    """From model a to b, so long after the start; the old one had so many runs."""
    at = START + after
    old = Span("a", "a", 0, runs, runs, START, at, None, at)
    new = Span("b", "b", runs, runs + 20, 20, at, at, START, None)
    return Turn(at, at, old, new, REPLACED)


@pytest.mark.parametrize(("later", "changes"), [(0, 1), (7, 1), (8, 2)])
def test_two_kinds_that_change_within_a_week_are_one_change(later: int, changes: int) -> None:
    found = of_any_kind([turn(timedelta(days=later)), turn(timedelta())])
    assert [one.at for one in found][:1] == [START]
    assert len(found) == changes


@pytest.mark.parametrize(("runs", "changes"), [(2, 0), (3, 1)])
def test_what_a_kind_had_for_a_run_or_two_is_no_change(runs: int, changes: int) -> None:
    assert len(of_any_kind([turn(timedelta(), runs)])) == changes
