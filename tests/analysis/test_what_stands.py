"""What stands in a period is what all changes of any time tell of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dashboard.analysis.changes import all_changes
from dashboard.analysis.what_stands import what_stands
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from tests.analysis.edited import reading
from tests.workspaces import import_sample

CHOSEN = (ALL, ALL.choosing("trigger", ["event"]), ALL.choosing("outcome", ["failed"]))
PERIODS = (
    (datetime(2026, 10, 19, tzinfo=UTC), datetime(2026, 11, 16, tzinfo=UTC)),
    (datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 9, tzinfo=UTC)),
    (None, datetime(2026, 10, 20, tzinfo=UTC)),
    (None, None),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> History:
    return reading(import_sample(tmp_path_factory.mktemp("sample") / "home"))


@pytest.mark.parametrize("chosen", CHOSEN)
def test_what_stands_in_a_period_is_among_what_stands_at_any_time(
    sample: History, chosen: Filters
) -> None:
    every = {
        change: found.harm
        for found in all_changes(sample, chosen.within(None, None)).standing
        for change in found.change.changes
    }
    assert every
    for since, until in PERIODS:
        found = what_stands(sample, chosen.within(since, until))
        within = {
            change: harm
            for change, harm in every.items()
            if (not since or change.at >= since) and (not until or change.at < until)
        }
        assert found.harm == within and [*found.harm] == [*within]
        assert {*found.shifts} <= {*within}
