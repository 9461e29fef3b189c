"""Instructions that are filled in for each run tell a change by their version alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home

FIRST = datetime(2026, 5, 4, 9, tzinfo=UTC)
RUNS = 120


def runs(versions: tuple[str | None, ...], runs_of_a_text: int = 1) -> list[dict[str, Any]]:
    """Runs of one worker, each some minutes after another, that had these versions in turn."""
    return [
        {
            "run_id": f"r{n}", "worker": "Ann", "status": "completed",
            "created_at": (FIRST + timedelta(minutes=10 * n)).isoformat(),
            "instructions_text": f"Remind customer {n // runs_of_a_text}. Be polite.",
            "instructions_version": versions[n * len(versions) // RUNS],
        }
        for n in range(RUNS)
    ]  # fmt: skip


def loaded(tmp_path: Path, rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """What loading them says."""
    path = tmp_path / "runs.ndjson"
    path.write_text("\n".join(map(json.dumps, rows)))
    home = Home(tmp_path / "home")
    return load(home, path, mapping=None, answers=Answers(), progress=lambda rows: None).notices


def changes(tmp_path: Path) -> list[tuple[str, str]]:
    history = current(Home(tmp_path / "home"))
    assert history
    found = history.reader.rows("SELECT * FROM history.changes ORDER BY changed_at", {})
    return [(row["old"], row["new"]) for row in found]


@pytest.mark.parametrize("runs_of_a_text", [1, 3])
def test_a_change_of_the_version_is_told_whatever_is_filled_in(
    tmp_path: Path, runs_of_a_text: int
) -> None:
    said = loaded(tmp_path, runs(("v1", "v2", "v3"), runs_of_a_text))
    assert said == ()
    assert changes(tmp_path) == [("v1", "v2"), ("v2", "v3")]


def test_without_a_version_it_is_said_that_no_change_can_be_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (said,) = loaded(tmp_path, runs((None,)))
    assert said.startswith("120 of 120 runs have instructions that no other has, as where a text ")
    assert "no version" in said
    assert changes(tmp_path) == []
    assert main(["--home", str(tmp_path / "home"), "show", "changes"]) == 0
    assert "No change is known." in capsys.readouterr().out


@pytest.mark.parametrize("version", [None, "v1"])
@pytest.mark.parametrize("runs_of_a_text", [3, 4, 30])
def test_texts_that_follow_each_other_are_edits(
    tmp_path: Path, version: str | None, runs_of_a_text: int
) -> None:
    """However short each of them held, where no other version tells what was changed."""
    assert loaded(tmp_path, runs((version,), runs_of_a_text)) == ()
    assert len(changes(tmp_path)) == RUNS // runs_of_a_text - 1


def test_a_text_that_was_replaced_by_way_of_many_others_is_told(tmp_path: Path) -> None:
    rows = runs((None,))
    for n, row in enumerate(rows):
        if not 40 <= n < 60:
            row["instructions_text"] = "First text." if n < 40 else "Last text."
    assert loaded(tmp_path, rows) == ()
    told = changes(tmp_path)
    assert len({old for old, _ in told}) == len(told) == 21


def test_runs_without_a_worker_take_nothing_from_others(tmp_path: Path) -> None:
    rows = runs((None,), runs_of_a_text=30)
    nobody = [row | {"run_id": f"n{n}", "worker": None} for n, row in enumerate(runs(("v1", "v2")))]
    loaded(tmp_path, [*rows, *nobody])
    assert len(changes(tmp_path)) == 3


def test_what_comes_day_by_day_tells_the_same(tmp_path: Path) -> None:
    rows = runs(("v1", "v2"))
    for start in range(0, RUNS, 30):
        loaded(tmp_path, rows[start : start + 30])
    assert changes(tmp_path) == [("v1", "v2")]
