"""Which change a decision is taken to have been carried out by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.analysis.carried_out import NEAR, change_of
from dashboard.analysis.change_log import NOT_RECORDED, Change, Together
from dashboard.ledger.decisions import Done

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def made(after: timedelta, what: str = "model", entry: int | None = None) -> Together:
    """A change of Ann so long after it was done."""
    return Together(
        "ann", "Ann", AT + after, (Change("ann", "Ann", AT + after, what, entry=entry),)
    )


def done(*, changed: bool = False) -> Done:
    return Done(entry=7, at=AT, who="Eve", changed=changed)


@pytest.mark.parametrize("side", [1, -1])
def test_a_change_within_a_day_is_what_was_done(side: int) -> None:
    near, far = made(side * NEAR), made(side * (NEAR + MOMENT))
    assert change_of(done(), [near]) is near
    assert change_of(done(), [far]) is None
    assert change_of(done(), [near, made(side * -MOMENT), far]) == made(side * -MOMENT)


def test_what_was_recorded_with_it_goes_before_what_is_nearer() -> None:
    recorded, nearer = made(9 * NEAR, entry=7), made(MOMENT)
    assert change_of(done(changed=True), [nearer, recorded]) is recorded
    assert change_of(done(), [nearer, recorded]) is nearer, "the entry is no change"
    assert change_of(done(changed=True), [nearer, made(9 * NEAR, entry=8)]) is nearer


def test_nothing_that_was_not_recorded_is_what_was_done() -> None:
    assert change_of(done(), []) is None
    assert change_of(done(), [made(MOMENT, NOT_RECORDED)]) is None
