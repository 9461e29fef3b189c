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


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten runs a day, of which four fail since another text."""
    return import_runs(
        tmp_path_factory.mktemp("changed") / "home",
        *(
            {
                "run_id": f"{day}-{n}", "worker": "Ann",
                "created_at": (MONDAY + timedelta(days=day, hours=8 + n)).isoformat(),
                "instructions_version": "v2" if day >= 7 * EDITED else "v1",
                "status": "failed" if n < (4 if day >= 7 * EDITED else day % 2) else "completed",
            }
            for day in range(7 * (LAST + 1))
            for n in range(10)
        ),
    )  # fmt: skip


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
