"""When a shift that nobody made is over."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from dashboard.analysis.change_log import NOT_RECORDED
from dashboard.analysis.impact import Impact
from dashboard.analysis.rates import Rate
from dashboard.analysis.standing import is_over


def shift(what: str = NOT_RECORDED) -> Impact:
    """92 of 100 before, and 156 of 204 since, of which 87 of 92 may be of the reviewed week."""
    sides = SimpleNamespace(all_before=Rate(368, 400, 2.0), all_after=Rate(156, 204, 2.5))
    change = SimpleNamespace(main=SimpleNamespace(what=what))
    return cast("Impact", SimpleNamespace(change=change, sides=sides, stands=True))


@pytest.mark.parametrize(
    ("failed", "over"),
    [
        (Rate(5, 92, 8.0), True),  # as good as before
        (Rate(25, 92), False),  # still as bad
        (Rate(14, 92), False),  # better, and not as before
        (Rate(1, 20), False),  # too few runs
        (Rate(0, 0), False),
    ],
)
def test_a_shift_is_over_with_a_week_that_is_as_before(failed: Rate, over: bool) -> None:
    assert is_over(shift(), failed) is over


def test_an_edit_is_judged_on_its_page() -> None:
    assert not is_over(shift("instructions"), replace(Rate(5, 92), effect=1.0))
