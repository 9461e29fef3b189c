"""What charts show is told with its figures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dashboard.analysis.causes import causes
from dashboard.analysis.change_evidence import Dot
from dashboard.analysis.trends import trends
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.charts import causes_told, outcomes_told, ribbon_told
from tests.workspaces import import_runs


def test_courses_say_how_many_and_when_most_failed(tmp_path: Path) -> None:
    days = {2: ("completed", "failed"), 3: ("failed", "failed", "completed")}
    runs = [
        {
            "run_id": f"{day}-{n}",
            "status": status,
            "created_at": f"2026-11-0{day}T09:00:00Z",
            **({"error_message": "Disk full"} if status == "failed" else {}),
        }
        for day, held in days.items()
        for n, status in enumerate(held)
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history
    buckets = trends(history, ALL, "day").buckets
    names = {name: name for name in ("failed", "succeeded", "bad")}
    assert outcomes_told(buckets, "day", names) == (
        "Runs by outcome: 3 failed, 2 succeeded; most failed on 3 Nov 2026, 2 of 3 runs."
    )
    told = causes_told(causes(history, ALL))
    assert told == (
        "Failed runs by cause: most often “Disk full”, 3 of 3; "
        "most failed in the hour of 3 Nov 2026, 09:00, 2."
    )


def test_a_ribbon_says_how_either_side_ended() -> None:
    at = datetime(2026, 11, 2, tzinfo=UTC)
    ends = [(False, "succeeded"), (False, "succeeded"), (True, "failed")]
    dots = [Dot(str(n), after, outcome, at, None, None) for n, (after, outcome) in enumerate(ends)]
    names = {"succeeded": "completed", "failed": "failed"}
    assert ribbon_told(dots, names) == "Before the change: 2 completed; after it: 1 failed."
