"""What charts show is told with its figures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.analysis.change_evidence import Dot
from dashboard.analysis.failure_course import failure_course
from dashboard.analysis.trends import trends
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.charts import causes_told, outcomes_told, rates_told, ribbon_told
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
    told = causes_told(failure_course(history, ALL))
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


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (
            {2: (1, 40), 3: (30, 40), 4: (20, 40), 5: (28, 40)},
            "2.5 % (0.4–12.9 %) on 2 Nov 2026, 70.0 % (54.6–81.9 %) on 5 Nov 2026, a rise beyond "
            "both ranges; highest 75.0 % on 3 Nov 2026; lowest 2.5 % on 2 Nov 2026.",
        ),
        (
            {2: (30, 40), 5: (1, 40), 6: (1, 1)},
            "75.0 % (59.8–85.8 %) on 2 Nov 2026, 2.5 % (0.4–12.9 %) on 5 Nov 2026, a fall beyond "
            "both ranges.",
        ),
        ({2: (1, 2), 3: (1, 1)}, "1 of 2 on 2 Nov 2026, 1 of 1 on 3 Nov 2026."),
    ],
)
def test_the_course_of_a_rate_is_told_as_its_finding(
    tmp_path: Path, days: dict[int, tuple[int, int]], told: str
) -> None:
    runs = [
        {
            "run_id": f"{day}-{n}",
            "status": "failed" if n < failed else "completed",
            "created_at": f"2026-11-0{day}T09:00:00Z",
        }
        for day, (failed, of) in days.items()
        for n in range(of)
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history
    said = rates_told(trends(history, ALL, "day").buckets, "day").replace("\xa0", " ")
    assert said == f"Failed of finished runs by day: {told}"
