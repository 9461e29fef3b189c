"""Changes that a reviewer of a week should look at."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard.analysis.review import facts
from dashboard.analysis.review.review import review
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_runs

MONDAY = datetime.fromisoformat("2026-08-03T00:00:00+00:00")
EDITED, LAST = 6, 9
"""The weeks, counted from the first, that begin with the change, and the last of the data."""


CHANGED = MONDAY + timedelta(weeks=EDITED, hours=8)
"""When the first run with the other text was made."""


def changed_runs(before: int, since: int, weeks: int) -> list[dict[str, object]]:
    """Ten runs a day, of which so many fail before another text and since; of few one every second
    day."""
    return [
        {
            "run_id": f"{day}-{n}", "worker": "Ann",
            "created_at": (MONDAY + timedelta(days=day, hours=8 + n)).isoformat(),
            "instructions_version": "v2" if day >= 7 * EDITED else "v1",
            "status": "failed" if n < ((since if day >= 7 * EDITED else before) or day % 2)
            else "completed",
        }
        for day in range(7 * weeks)
        for n in range(10)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four of ten runs fail since another text."""
    folder = tmp_path_factory.mktemp("changed")
    return import_runs(folder / "home", *changed_runs(0, 4, LAST + 1))


def told_until(home: Path, until: datetime) -> bool:
    """Whether the review of the week up to a time tells of a change."""
    history = current(Home(home))
    assert history
    found = review(history, ALL.within(until - timedelta(weeks=1), until))
    return any(facts.READY in item.kinds for item in found.items)


def test_a_change_is_known_if_it_was_made_less_than_a_week_after_the_reviewed_time(
    home: Path,
) -> None:
    week_before = CHANGED - timedelta(weeks=1)
    assert not told_until(home, week_before)
    assert told_until(home, week_before + timedelta(seconds=1))


def test_good_news_of_a_change_is_told_for_five_weeks(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *changed_runs(4, 0, EDITED + 7))
    last = CHANGED + timedelta(weeks=5)
    assert told_until(home, last)
    assert not told_until(home, last + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("week", "told", "more"),
    [(EDITED - 2, False, 0), (EDITED - 1, True, 0), (EDITED, True, 25), (LAST, True, 25)],
)
def test_a_review_knows_of_no_change_of_weeks_to_come(
    home: Path, week: int, told: bool, more: int
) -> None:
    """A change of the week after is told, but made nothing fail in the reviewed one; of 70 runs a
    week 35 points more failed since."""
    history = current(Home(home))
    assert history
    since = MONDAY + timedelta(weeks=week)
    found = review(history, ALL.within(since, since + timedelta(weeks=1)))
    changed = [item for item in found.items if facts.READY in item.kinds]
    assert bool(changed) is told
    assert not told or changed[0].lead.excess == pytest.approx(more, abs=2)
