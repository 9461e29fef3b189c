"""Of the failed runs at which nobody looked, those that a decision was about."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard.analysis.not_looked_at import DecidedAbout, not_looked_at
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_runs

NOON = datetime.fromisoformat("2026-11-10T12:00:00+00:00")


@pytest.mark.parametrize(
    ("since", "until", "decided"),
    [(None, None, 4), (0, None, 3), (None, 0, 1), (0, 1, 1), (1, 2, 1), (3, None, 0)],
)
def test_a_decision_is_about_the_runs_from_its_first_moment_up_to_its_last(
    tmp_path: Path, since: int | None, until: int | None, decided: int
) -> None:
    """Runs failed an hour before noon, at noon, and one and two hours after it."""
    runs = [
        {"run_id": f"{hour}", "status": "failed", "worker": "Ann"}
        | {"created_at": (NOON + timedelta(hours=hour)).isoformat()}
        for hour in (-1, 0, 1, 2)
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history
    edges = [None if hour is None else NOON + timedelta(hours=hour) for hour in (since, until)]
    about = DecidedAbout("", False, edges[0], edges[1])
    found = not_looked_at(history, ALL.choosing("outcome", ["failed"]), [about])
    assert (found.runs, found.decided) == (4, decided)
