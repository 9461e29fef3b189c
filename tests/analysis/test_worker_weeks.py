"""The reviewed week of workers, as the command tells it: like work with like, other work not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.causes import causes
from dashboard.analysis.worker_weeks import kinds_of_work, worker_weeks
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.cli.conftest import Run, worker_runs
from tests.store.conftest import export
from tests.workspaces import FIRST, import_runs

__all__ = ["worker_runs"]

Made = list[dict[str, Any]]


def made(
    worker: str,
    before: dict[str, tuple[int, int]],
    now: dict[str, tuple[int, int]] | None = None,
    days: Iterable[int] = range(35),
) -> Made:
    """The runs of a worker in five weeks: per record type failed of a day's runs."""
    found = []
    for day in days:
        for kind, (failed, runs) in (now if now and day >= 28 else before).items():
            found += [
                {
                    "run_id": f"{worker}-{day}-{kind}-{n}",
                    "status": "failed" if n < failed else "completed",
                    "created_at": (FIRST + timedelta(days=day, minutes=n)).isoformat(),
                    "worker": worker,
                    "record_type": kind,
                }
                for n in range(runs)
            ]
    return found


def test_harder_work_makes_nobody_worse_and_other_work_is_not_compared(
    tmp_path: Path, worker_runs: Run
) -> None:
    easy_and_hard = {"easy": (0, 8), "hard": (1, 2)}
    runs = [
        *made("Steady", {"easy": (0, 10)}, {"easy": (0, 10)}),
        *made("Given harder", easy_and_hard, {"easy": (0, 2), "hard": (4, 8)}),
        *made("Worse", easy_and_hard, {"easy": (3, 8), "hard": (2, 2)}),
        *made("Given other", {"easy": (0, 10)}, {"new": (5, 10)}),
    ]
    import_runs(worker_runs.home, *runs, as_of="2026-11-09T09:00:00Z")
    rows = {row["worker"]: row for row in worker_runs.json("show", "workers")}
    verdicts = {worker: row["verdict"] for worker, row in rows.items()}
    assert verdicts == {
        "Steady": "no clear change",
        "Given harder": "no clear change",
        "Worse": "worse",
        "Given other": "other work than before",
    }
    assert rows["Given harder"]["expected_failures"] == pytest.approx(28, abs=1)
    assert rows["Given other"]["expected_failures"] is rows["Given other"]["p"] is None
    assert worker_runs("show", "workers") == 0
    (told,) = [line for line in worker_runs.out.splitlines() if line.startswith("Given other")]
    assert told.rstrip().endswith("other work than before")


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ([2] * 7, [4] * 7, "worse"),
        ([0, 0, 0, 0, 0, 0, 14], [0, 0, 0, 0, 0, 14, 14], "no clear change"),
    ],
)
def test_a_bad_day_more_is_nothing_where_days_differ(
    tmp_path: Path, worker_runs: Run, before: list[int], now: list[int], verdict: str
) -> None:
    """Forty runs a day of which so many fail: usually 14 a week, and now 28."""
    runs = [
        run
        for day in range(35)
        for run in made("Ann", {"a": ((now if day >= 28 else before)[day % 7], 40)}, days=[day])
    ]
    import_runs(worker_runs.home, *runs, as_of="2026-11-09T09:00:00Z")
    (told,) = worker_runs.json("show", "workers")
    assert told["expected_failures"] == pytest.approx(14, abs=0.1) and told["failed"] == 84
    assert told["verdict"] == verdict


def test_runs_without_a_time_are_of_no_day_and_no_week(tmp_path: Path) -> None:
    """As many as there are others, all failed, given a time within the reviewed week."""
    home, end = Home(tmp_path / "home"), FIRST + timedelta(days=35)
    timed = made("Ann", {"a": (0, 6), "b": (3, 6)})
    runs = [run | {"created_at": datetime.fromisoformat(run["created_at"])} for run in timed]
    named = [run | {"worker_id": run["worker"], "error_message": "Too slow"} for run in runs]
    import_export(home, export(*named, as_of=end), end)
    placed = {"status": "failed", "created_at": end - timedelta(days=3), "time_basis": "import"}
    untimed = [run | placed | {"run_id": f"u{n}"} for n, run in enumerate(named)]
    before = current(home)
    assert before
    week, (cause,) = worker_weeks(before, ALL), causes(before, ALL).rows
    assert week.weeks and cause.seen.window and cause.seen.before
    import_export(home, export(*untimed), end)
    after = current(home)
    assert after and after.about.placed == len(untimed)
    assert worker_weeks(after, ALL) == week
    assert [row.seen for row in causes(after, ALL).rows] == [cause.seen]


def row(n0: int, trigger: str | None = None, record_type: str | None = None) -> dict[str, Any]:
    return {"trigger": trigger, "record_type": record_type, "s1": 0, "n1": 1, "s0": 0, "n0": n0}


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([row(9, "a", "x"), row(9, "a", "y"), row(9, "b", "x")], 3),
        ([row(2, t, f"x{n % 4}") for n, t in enumerate("abcdefgh")], 1),  # nothing holds a kind
        ([row(4, t, f"x{n % 4}") for n, t in enumerate("abcdefgh")], 4),  # the record types do
        ([row(1, "ab"[n % 2], f"x{n}") for n in range(20)], 2),  # the triggers do
        ([row(8, "a", "x"), row(1, "a", "y"), row(1, "a", "z")], 3),  # most are of a kind
        ([row(40)], 1),
        ([], 0),
    ],
)
def test_kinds_of_work_are_as_fine_as_the_runs_before_tell(
    rows: list[dict[str, Any]], kinds: int
) -> None:
    assert len(kinds_of_work(rows)) == kinds
