"""Runs without a time of their own that a mapping puts at the time of their export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app_pages.opening import open_page, texts
from tests.cli.conftest import Run

MONDAY, TUESDAY = "2026-11-16T09:10:00Z", "2026-11-17T09:10:00Z"
MAPPING = """
records = "runs"
as_of = "as_of"
same_names = true
[times]
when_absent = "as_of"
[fields]
run_id = "run_id"
status = "status"
"""


def run(run_id: str, task: str, status: str = "completed", **more: Any) -> dict[str, Any]:
    return {"run_id": run_id, "worker": "Ann", "task_id": task, "status": status, **more}


def load(worker_runs: Run, *runs: dict[str, Any], as_of: str = MONDAY) -> str:
    """Load an export with the mapping; what load says beside its counts."""
    folder: Path = worker_runs.home.parent
    (folder / "map.toml").write_text(MAPPING)
    (folder / "runs.json").write_text(json.dumps({"as_of": as_of, "runs": runs}))
    assert worker_runs("load", "--map", folder / "map.toml", folder / "runs.json") == 0
    return worker_runs.err


MANY = [run(f"r{n}", f"t{n}", "failed" if n % 4 == 0 else "completed") for n in range(40)]
DATED = [run(f"d{n}", f"d{n}", created_at=f"2026-11-16T0{n % 9}:30:00Z") for n in range(9)]
SAID = "40 of 49 runs have no time in the export. They stand at that of the export itself: they"


def test_load_and_documents_count_the_runs(worker_runs: Run) -> None:
    said = load(worker_runs, *MANY, *DATED)
    assert "40 of 49 runs have no time in the export and stand at the export’s own" in said
    for question in ("trends", "workers", "causes", "changes"):
        assert worker_runs("show", question) == 0
        assert SAID in worker_runs.err
    assert worker_runs.json("show", "trends")["notices"][0].startswith(SAID)
    assert SAID in worker_runs.json("check")["notices"][0]


@pytest.mark.parametrize(
    "page", ["trends", "failures", "changes", "compare", "worker", "run", "data"]
)
def test_every_page_counts_them(
    worker_runs: Run, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    load(worker_runs, *MANY, *DATED)
    assert SAID in " ".join(texts(open_page(worker_runs.home, page)))


def test_one_is_told_as_one(worker_runs: Run) -> None:
    said = load(worker_runs, run("1", "t"))
    assert "1 of 1 run has no time in the export and stands at the export’s own" in said
    (notice,) = worker_runs.json("show", "trends")["notices"]
    assert "It stands at that of the export itself: it counts in its day" in notice


def test_they_count_in_the_day_of_the_export_and_in_no_hour(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    load(worker_runs, *MANY)
    found = worker_runs.json("show", "trends")
    assert [bucket["completed"] + bucket["failed"] for bucket in found["buckets"]] == [40]
    assert worker_runs.json("show", "trends", "--since", "2026-11-16")["runs"] == 40
    assert worker_runs.json("show", "trends", "--until", "2026-11-15")["runs"] == 0
    hours = worker_runs.json("show", "trends", "--by", "hour")["buckets"]
    assert sum(bucket["completed"] for bucket in hours) == 0
    load(worker_runs, *DATED)
    hours = worker_runs.json("show", "trends")["buckets"]
    assert [bucket["completed"] for bucket in hours] == [1] * 9 + [0]
    page = " ".join(texts(open_page(worker_runs.home, "trends")))
    assert "How did 9 runs end, hour by hour?" in page
    assert "Not drawn: 40 runs at the time of the export." in page


def test_nothing_is_said_of_their_hour_and_weekday(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All failed runs are of one export; those that did not fail have times of their own."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    dated = [
        run(f"d{n}", f"d{n}", created_at=f"2026-11-{2 + n % 9:02}T15:00:00Z") for n in range(40)
    ]
    load(worker_runs, *(one | {"status": "failed"} for one in MANY), *dated)
    found = worker_runs.json("show", "compare", "--a", "outcome=succeeded", "--b", "outcome=failed")
    names = {one["attribute"] for one in found["differences"]}
    assert not names & {"time-of-day", "weekday", "turn"}
    assert "Weekday" not in " ".join(texts(open_page(worker_runs.home, "compare")))


def last_of_tasks(worker_runs: Run) -> dict[str, str | None]:
    return {task["task_id"]: task["last_outcome"] for task in worker_runs.json("show", "tasks")}


def test_runs_of_one_export_have_no_order_and_those_of_two_have(worker_runs: Run) -> None:
    load(worker_runs, run("1", "one", "failed"), run("2", "one"), run("3", "two"))
    load(worker_runs, run("3", "two"), run("4", "two", "failed"), as_of=TUESDAY)
    load(worker_runs, run("5", "three", "failed", created_at="2026-11-12T09:00:00Z"),
         run("6", "three"))  # fmt: skip
    assert last_of_tasks(worker_runs) == {"one": None, "two": "failed", "three": "succeeded"}
    now = worker_runs.json("show", "trends")
    assert (now["unresolved_failed_tasks"], now["tasks_without_order"]) == (1, 1)
    found = worker_runs.json("show", "run", "1")
    assert [brief["is_latest"] for brief in found["task_runs"]] == [None, None]


def test_a_retry_comes_after_what_it_tried_again_also_in_one_export(worker_runs: Run) -> None:
    load(worker_runs, run("1", "one", "failed"), run("2", "one", retry_of="1"))
    assert worker_runs.json("show", "trends")["tasks_without_order"] == 0


@pytest.mark.parametrize("days", [(MONDAY, TUESDAY), (TUESDAY, MONDAY)])
def test_the_first_export_that_shows_a_run_says_when_whichever_is_loaded_first(
    worker_runs: Run, days: tuple[str, str]
) -> None:
    for day in days:
        load(worker_runs, run("1", "one"), as_of=day)
    values = worker_runs.json("show", "run", "1")
    assert values["created_at"] == MONDAY
    load(
        worker_runs,
        run("1", "one", created_at="2026-11-18T09:00:00Z"),
        as_of="2026-11-18T10:00:00Z",
    )
    assert worker_runs.json("show", "run", "1")["created_at"] == "2026-11-18T09:00:00Z"
    assert worker_runs.json("show", "trends")["notices"] == []


def test_values_that_two_exports_show_changed_between_them(worker_runs: Run) -> None:
    load(worker_runs, *(run(f"m{n}", f"m{n}", model="old") for n in range(20)))
    assert worker_runs.json("show", "changes") == []
    load(worker_runs, *(run(f"n{n}", f"n{n}", model="new") for n in range(20)), as_of=TUESDAY)
    (found,) = worker_runs.json("show", "changes")
    assert (found["from"], found["to"], found["changed_at"]) == ("old", "new", TUESDAY)


def test_what_is_said_of_such_a_change_is_what_exports_say(worker_runs: Run) -> None:
    """Its day, and no weekday; that exports order runs is said where their times are told."""
    older = [run(f"m{n}", f"m{n}", model="old") for n in range(200)]
    newer = [run(f"n{n}", f"n{n}", ("failed", "completed")[n % 2], model="new") for n in range(200)]
    load(worker_runs, *older)
    said = load(worker_runs, *newer, as_of="2026-11-20T09:10:00Z")
    ordered = "or weekdays, and only exports say which runs came first."
    assert f"so nothing is said of their hours {ordered}" in said
    assert worker_runs("show", "changes") == 0
    assert "Ann: model old → new, 20 Nov 2026: 50.0" in worker_runs.out
    assert "100.0 % of 200 before: 50.0 points fewer" in worker_runs.out.replace("\xa0", " ")
    assert f"nothing is said of their hours {ordered}" in worker_runs.err
    dated = [
        one
        | {"run_id": f"d{one['run_id']}", "model": "third", "created_at": "2026-11-24T09:00:00Z"}
        for one in older
    ]
    load(worker_runs, *dated, as_of="2026-11-24T09:10:00Z")
    assert worker_runs("show", "changes") == 0
    assert "new → third, 24 Nov 2026: " in worker_runs.out, "these runs have a time of their own"
