"""Runs that ended before they began are said by the import that has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.reading import written

HEADER = "run_id,status,created_at,started_at,finished_at"


@pytest.mark.parametrize("others", [1, 3_000])
def test_runs_that_ended_before_they_began_are_said(tmp_path: Path, others: int) -> None:
    days = [("b", "T11", "T09"), *((f"r{at}", "T09", "T09") for at in range(others))]
    rows = [
        f"{run},ok,2026-03-02T09:00:00Z,2026-03-02{began}:00:00Z,2026-03-02{ended}:00:00Z"
        for run, began, ended in days
    ]
    file, home = written(tmp_path, "\n".join([HEADER, *rows])), Home(tmp_path / "home")
    found = load(home, file, mapping=None, answers=Answers(), progress=lambda rows: None)
    assert found.notices == (
        f"1 of {others + 1:,} runs ended before it began, like b: of its times no duration is "
        "made.",
    )
