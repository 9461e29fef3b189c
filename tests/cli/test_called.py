"""Workers by any name that their runs have: also one of two that are called alike, or renamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = "run_id,status,created_at,worker_id,worker,task_id\n"


def row(run_id: str, day: int, worker_id: str, worker: str, status: str = "completed") -> str:
    return f"{run_id},{status},2026-03-{day:02}T09:00:00Z,{worker_id},{worker},t1\n"


RENAMED = row("1", 2, "w1", "Bob"), row("2", 3, "w1", "Rob", "failed"), row("3", 4, "w1", "Rob")
TWO = row("4", 2, "w2", "Ann", "failed"), row("5", 3, "w3", "Ann")


@pytest.fixture
def loaded(worker_runs: Run, tmp_path: Path) -> Run:
    path = tmp_path / "runs.csv"
    path.write_text(HEAD + "".join(RENAMED + TWO))
    assert worker_runs("load", path) == 0
    return worker_runs


@pytest.mark.parametrize(
    ("called", "runs"),
    [("Bob", 1), ("Rob", 2), ("w1", 3), ("Ann", 2), ("Ann (w2)", 1), ("w3", 1)],
)
def test_runs_are_chosen_by_any_name_that_they_have(loaded: Run, called: str, runs: int) -> None:
    assert loaded.json("show", "trends", "--worker", called)["runs"] == runs
    assert loaded.json("show", "trends", "--not-worker", called)["runs"] == 5 - runs
    assert loaded.json("show", "runs", "--worker", called)["of"] == runs


@pytest.mark.parametrize("called", ["Bo", "Rob (w1)", "Ann (w1)", "(w2)"])
def test_a_name_that_no_run_has_is_refused(loaded: Run, called: str) -> None:
    assert loaded("show", "trends", "--worker", called) == 2
    assert f"No run has the worker “{called}”." in loaded.err


@pytest.mark.parametrize(
    ("called", "runs"), [("Bob", "3 runs"), ("Rob", "3 runs"), ("Ann (w2)", "1 run")]
)
def test_a_worker_is_found_by_a_former_name_and_as_lists_call_it(
    loaded: Run, called: str, runs: str
) -> None:
    assert loaded("show", "worker", called) == 0
    assert f"Its runs: {runs}," in loaded.out


def test_a_name_that_two_workers_have_names_neither(loaded: Run) -> None:
    assert loaded("show", "worker", "Ann") == 2
    assert "2 workers have the id or name “Ann”." in loaded.err


def test_a_worker_of_a_task_is_named_once(loaded: Run) -> None:
    (task,) = loaded.json("show", "tasks", "--worker", "w1")
    assert task["workers"] == ["Rob"]


def test_of_two_names_at_one_time_the_order_of_loading_decides_nothing(
    worker_runs: Run, tmp_path: Path
) -> None:
    found = []
    for order in ("ab", "ba"):
        worker_runs.home = tmp_path / order
        for name in order:
            path = tmp_path / f"{name}.csv"
            path.write_text(HEAD + row(name, 2, "w1", {"a": "Rob", "b": "Bob"}[name]))
            assert worker_runs("load", path) == 0
        pages = ("workers", "leaderboard", "tasks", "worker w1")
        found.append([worker_runs(*f"show {page}".split()) or worker_runs.out for page in pages])
    assert found[0] == found[1]
    assert all("Rob" in page and "Bob" not in page for page in found[0])
