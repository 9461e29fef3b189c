"""What an answer leaves out of the filters, and why it withholds a rate, is said in one form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app_pages.opening import open_page, texts
from tests.cli.conftest import Run, forty_days
from tests.workspaces import import_text, made_once

BY_ENDING = "these runs are chosen by how they ended"
FILTERS = {
    "outcome=failed": "the filter “Outcome is ✕ failed”",
    "not-status=failed": "the filter “Status is not ✕ failed”",
    "cause=time-out": "the filter “Cause is Timed out”",
    "outcome=failed&not-error-type=E": ("the filters “Outcome is ✕ failed”, “Error type is not E”"),
}
TAKES = {
    "changes": "Changes are judged",
    "causes": "What is usual is counted",
    "tasks": "How often a task was solved is counted",
}


@made_once
def import_working(home: Path) -> Path:
    runs = [row | {"task_id": f"t{n % 4}"} for n, row in enumerate(forty_days("Ann"))]
    runs[0] |= {"status": "failed", "error_type": "E", "error_message": "Timed out after 3 s"}
    return import_text(home, "runs.json", json.dumps({"runs": runs}))


@pytest.fixture
def working(worker_runs: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    import_working(worker_runs.home)
    return worker_runs


def options(filters: str) -> list[str]:
    named = (pair.split("=") for pair in filters.split("&"))
    return [word for name, value in named for word in (f"--{name}", value)]


@pytest.mark.parametrize("question", TAKES)
@pytest.mark.parametrize(("filters", "named"), FILTERS.items(), ids=FILTERS)
def test_filters_that_an_answer_leaves_out_are_said(
    working: Run, question: str, filters: str, named: str
) -> None:
    said = f"{TAKES[question]} by runs however they ended, without {named}."
    assert working("show", question, *options(filters)) == 0
    assert said in working.out.splitlines()
    found = working.json("show", question, *options(filters))
    assert {row["filters_left_out"] for row in found} <= {said}
    assert found or "not-" in filters
    assert said in working.err
    assert {row["filters_left_out"] for row in working.json("show", question)} == {None}
    assert "however they ended" not in working.out


def test_the_check_says_so_too_and_judges_all_by_the_same_runs(working: Run) -> None:
    every = working("check", "--json"), json.loads(working.out)
    failed = working("check", "--json", "--outcome", "failed"), json.loads(working.out)
    said = (
        "Changes are judged by runs however they ended, without the filter “Outcome is ✕ failed”."
    )
    assert every[1]["looked_at"].pop("filters_left_out") is None
    assert failed[1]["looked_at"].pop("filters_left_out") == said
    assert every == failed
    working("check", "--outcome", "failed")
    assert said in working.out


def test_pages_say_it_in_the_same_words(working: Run) -> None:
    filters = {"outcome": "failed"}
    said = "by runs however they ended, without the filter “Outcome is ✕ failed”."
    for page, takes in (("changes", ["changes"]), ("failures", ["causes", "tasks"])):
        told = texts(open_page(working.home, page, **filters))
        assert {f"{TAKES[one]} {said}" for one in takes} <= set(told)
        assert not any("however they ended" in one for one in texts(open_page(working.home, page)))
    told = texts(open_page(working.home, "trends", outcome="failed"))
    assert f"No worker’s week is judged: {BY_ENDING}." in told


def test_which_tasks_are_solved_does_not_hang_on_the_filter(working: Run) -> None:
    every = {row["task_id"]: row for row in working.json("show", "tasks")}
    of_type = working.json("show", "tasks", "--error-type", "E")
    assert [row["task_id"] for row in of_type] == ["t0"], "only tasks with such a run"
    assert of_type[0]["solved"] == every["t0"]["solved"] > 0


def test_a_rate_that_is_withheld_says_why_under_one_name(working: Run, tmp_path: Path) -> None:
    compared = working.json("show", "compare")["rates"]
    assert compared["success_rate_withheld"] == BY_ENDING and compared["a"] is None
    working("show", "compare")
    assert f"No success rates: {BY_ENDING}." in working.out
    sides = ("--a", "version=v1", "--b", "version=v2")
    assert working.json("show", "compare", *sides)["rates"]["success_rate_withheld"] is None
    few = working.json("show", "compare", *sides[:3], "version=v2&latest-only=yes")
    assert few["rates"]["success_rate_withheld"] == (
        "only 4 of the runs with version v2 that are the latest of their task have finished, and "
        "fewer than 5 tell nothing"
    )
    assert few["rates"]["difference"] is None and few["rates"]["b"] is None
    [ann] = working.json("show", "workers", "--outcome", "failed")
    assert (ann["success_rate_withheld"], ann["verdict_withheld"]) == (BY_ENDING, BY_ENDING)
    [ann] = working.json("show", "workers")
    assert ann["verdict"] and (ann["success_rate_withheld"], ann["verdict_withheld"]) == (
        None,
        None,
    )
    working("show", "workers", "--outcome", "failed")
    assert f"No worker’s week is judged: {BY_ENDING}." in working.out
    period = ("--since", "2026-10-01", "--outcome", "failed")
    before = working.json("show", "trends", *period)["before"]
    assert (before["difference"], before["difference_withheld"]) == (None, BY_ENDING)
