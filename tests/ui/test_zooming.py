"""What a chart's bars are as periods: those of their buckets, within the chosen period."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.analysis.trends import trends
from dashboard.store.filters.filter_links import parse
from dashboard.store.reading.history import History
from dashboard.store.workspace.home import Home
from dashboard.ui.trends.zooming import bars
from tests.analysis.test_trends import history

BERLIN = "Europe/Berlin"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize(
    ("link", "unit", "told"),
    [
        # A week is cut to the days that are chosen, a day is whole.
        ({"since": ["2026-10-22"], "until": ["2026-10-28"]}, "week",
         [("2026-10-19T00:00", "2026-10-22", "2026-10-25"),
          ("2026-10-26T00:00", "2026-10-26", "2026-10-28")]),
        ({"since": ["2026-10-24"], "until": ["2026-10-25"]}, "day",
         [("2026-10-24T00:00", "2026-10-24", "2026-10-24"),
          ("2026-10-25T00:00", "2026-10-25", "2026-10-25")]),
    ],
)  # fmt: skip
def test_a_bar_is_its_part_of_the_chosen_period(
    home: Home, link: dict[str, list[str]], unit: str, told: list[tuple[str, str, str]]
) -> None:
    chosen = parse(link, BERLIN).filters
    found = trends(every_hour(home), chosen, unit)
    assert bars(found.buckets, unit, chosen, BERLIN) == told


def test_each_bar_of_a_day_with_25_hours_is_its_own_hour(home: Home) -> None:
    chosen = parse({"since": ["2026-10-25"], "until": ["2026-10-25"]}, BERLIN).filters
    runs = every_hour(home)
    told = bars(trends(runs, chosen, "hour").buckets, "hour", chosen, BERLIN)
    assert len(told) == len({place for place, _, _ in told}) == 25
    for _, since, until in told:
        hour = parse({"since": [since], "until": [until]}, BERLIN).filters
        assert trends(runs, hour).now.runs == 1


def every_hour(home: Home) -> History:
    """A run in the middle of every hour of three weeks, in which the clocks change."""
    begin = datetime(2026, 10, 11, 22, 30, tzinfo=UTC)
    return history(
        home,
        *({"run_id": str(n), "created_at": begin + timedelta(hours=n)} for n in range(24 * 21)),
        zone=BERLIN,
    )
