"""Workers beside each other: what is counted of each, what they are called, and their courses."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.analysis.workers import course_unit, workers
from dashboard.store.filters.filters import ALL
from tests.analysis.edited import reading
from tests.workspaces import FIRST, import_runs


def test_a_task_is_unresolved_where_its_latest_run_failed(tmp_path: Path) -> None:
    """Ann's first task was tried again and solved, her second broke; Bob's runs name no task."""
    ended = (
        ("ann", "1", "failed"), ("ann", "1", "completed"), ("ann", "2", "completed"),
        ("ann", "2", "failed"), ("ann", None, "failed"), ("bob", None, "failed"),
    )  # fmt: skip
    home = import_runs(
        tmp_path / "home",
        *(
            {"run_id": f"r{n}", "worker_id": worker, "task_id": task, "status": status,
             "created_at": (FIRST + timedelta(hours=n)).isoformat()}
            for n, (worker, task, status) in enumerate(ended)
        ),
    )  # fmt: skip
    found = {row.worker_id: row for row in workers(reading(home), ALL)}
    assert (found["ann"].failed, found["ann"].unresolved) == (3, 1)
    assert (found["bob"].failed, found["bob"].unresolved) == (1, None)


@pytest.mark.parametrize(
    ("length", "unit"),
    [
        (timedelta(days=2), "hour"),
        (timedelta(days=2, hours=1), "day"),
        (timedelta(days=27, hours=23), "day"),
        (timedelta(days=28), "week"),
    ],
)
def test_a_course_has_neither_two_points_nor_two_hundred(length: timedelta, unit: str) -> None:
    assert course_unit((FIRST, FIRST + length), hours=True) == unit
    without = course_unit((FIRST, FIRST + length), hours=False)
    assert without == ("day" if unit == "hour" else unit)
    assert course_unit(None, hours=True) == "week"
