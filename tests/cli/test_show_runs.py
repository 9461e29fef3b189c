"""show runs lists the chosen runs, and says what part of them it lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.workspaces import import_runs, made_once, steady_runs


@made_once
def import_steady_and_bare(home: Path) -> Path:
    return import_runs(home, *steady_runs(), {"run_id": "bare\n1", "status": "Odd"})


@pytest.fixture
def steady(worker_runs: Run) -> Run:
    """Four weeks of runs, and one that has no more than an id."""
    import_steady_and_bare(worker_runs.home)
    return worker_runs


def test_it_lists_the_newest_runs_with_what_stands_of_them(failing: Run) -> None:
    found = failing.json("show", "runs")
    assert (found["of"], found["after"], len(found["runs"])) == (7, 0, 7)
    assert found["runs"] == sorted(
        found["runs"], key=lambda run: (run["created_at"], run["run_id"]), reverse=True
    )
    (slow,) = (run for run in found["runs"] if run["run_id"] == "0")
    assert (slow["worker"], slow["status"], slow["task_id"]) == ("Ann", "failed", "t0")
    assert (slow["created_at"], slow["cause"], slow["cause_label"]) == (
        "2026-11-10T09:00:00Z", "time-out", "Timed out",
    )  # fmt: skip
    (good,) = (run for run in found["runs"] if run["status"] == "completed")
    assert good["cause"] is None
    assert failing("show", "runs") == 0
    told, _, heads, *rows = failing.out.splitlines()
    assert told == "7 runs" and len(rows) == 7
    assert heads.split() == ["run", "outcome", "created", "(UTC)", "worker", "task", "cause"]
    assert "✕ failed     10 Nov 2026, 09:00  Ann     t0    Timed out" in failing.out


@pytest.mark.parametrize(
    "filters",
    [
        (),
        ("--worker", "Ann", "--outcome", "failed"),
        ("--cause", "record-access", "--week", "2026-W42"),
        ("--not-worker", "Ann", "--record-type", "deal", "--latest-only"),
        ("--text", "task 3 of", "--until", "2026-10-10"),
    ],
)
def test_it_lists_the_runs_that_every_other_answer_counts(
    steady: Run, filters: tuple[str, ...]
) -> None:
    found = steady.json("show", "runs", *filters, "--limit", "1000")
    assert len(found["runs"]) == found["of"] == steady.json("show", "trends", *filters)["runs"]
    assert found["of"]


def test_it_says_which_part_of_the_list_it_shows(steady: Run) -> None:
    assert steady("show", "runs", "--not-status", "unknown") == 0
    assert steady.out.startswith("Showing 50 of 336 runs, newest first.\n")
    everything = [run["run_id"] for run in steady.json("show", "runs", "--limit", "1000")["runs"]]
    assert len(everything) == len(set(everything)) == 337
    parts = [
        run["run_id"]
        for after in range(0, 340, 100)
        for run in steady.json("show", "runs", "--limit", "100", "--after", after)["runs"]
    ]
    assert parts == everything
    assert steady("show", "runs", "--after", "330", "--limit", "5") == 0
    assert steady.out.startswith("Showing 5 of 337 runs, newest first, after 330 newer ones.\n")
    assert steady("show", "runs", "--after", "400") == 0
    assert steady.out == "Showing 0 of 337 runs, newest first, after 400 newer ones.\n"
    assert steady("show", "runs", "--after", "9" * 20) == 0
    assert steady.out.startswith("Showing 0 of 337 runs")
    assert steady("show", "runs", "--since", "2027-01-01") == 0
    assert steady.out == "No run fits these filters.\n"


def test_a_run_stays_on_its_line(steady: Run) -> None:
    assert steady("show", "runs", "--status", "unknown") == 0
    told, _, _, row = steady.out.splitlines()
    assert told == "1 run" and row.startswith("bare 1  ? unknown")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("runs", "--limit", "0"), "from 1 to 10,000, and not 0"),
        (("runs", "--limit", "10001"), "worker-runs export FILE"),
        (("runs", "--after", "-1"), "0 or more"),
        (("runs", "7"), "takes no ID"),
        (("runs", "--worker", "Nobody"), "No run has the worker"),
        (("causes", "--limit", "5"), "of the list of show runs"),
        (("trends", "--after", "5"), "of the list of show runs"),
    ],
)
def test_what_can_not_be_listed_is_refused(loaded: Run, words: tuple[str, ...], says: str) -> None:
    assert loaded("show", *words) == 2
    assert says in loaded.err and not loaded.out
