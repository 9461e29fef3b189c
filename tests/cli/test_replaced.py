"""A regression is replaced by what took its place, not by any later entry, as the commands say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Run

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)
Row = dict[str, Any]


def at(day: float) -> str:
    return (FIRST + timedelta(days=day)).isoformat()


def export(what: str | None, values: str, worker: str = "Ann") -> list[Row]:
    """Twenty runs a day with one value each, of which .95 work with a and .6 with any other."""
    return [
        {
            "run_id": f"{worker} {day}-{n}", "worker": worker, "created_at": at(day + n / 100),
            "status": "completed" if n < (19 if value == "a" else 12) else "failed",
        } | ({what: value} if what else {})
        for day, value in enumerate(values)
        for n in range(20)
    ]  # fmt: skip


def entry(day: float, what: str, **values: str) -> Row:
    return {"worker": "Ann", "changed_at": at(day), "what": what} | values


def load(worker_runs: Run, runs: list[Row], *log: Row) -> None:
    """Runs and log, and a run of another worker at whose time the data ends."""
    later = {"run_id": "l", "worker": "Bob", "created_at": at(46), "status": "completed"}
    path = worker_runs.home.parent / "export.json"
    path.write_text(json.dumps({"runs": [*runs, later], "changes": log}))
    assert worker_runs("load", path) == 0, worker_runs.err


def check_says(worker_runs: Run, thing: str = "model", **replaced: bool) -> None:
    """Command, its exit status and both documents agree on every worker's regression."""
    assert worker_runs("check") == int(not all(replaced.values()))
    assert worker_runs("show", "changes") == 0
    told = worker_runs.out.count(f"The {thing} has been replaced since")
    assert told == sum(replaced.values())
    worst = [one for one in worker_runs.json("show", "changes") if one["verdict"] == "regressed"]
    assert {one["worker"]: one["replaced"] for one in worst} == replaced
    assert all(one["stands"] is not one["replaced"] for one in worst)
    assert len(worst) == len(replaced)
    worker_runs("check", "--json")
    standing = json.loads(worker_runs.out)["regressions"]
    assert {one["worker"] for one in standing} == {who for who in replaced if not replaced[who]}
    assert not any(one["replaced"] for one in standing)


B, LONG = "a" * 28 + "b" * 12, "a" * 28 + "b" * 16
RUNS_SAY = {
    "still to come": (B, [entry(60, "model", new="c")], False),
    "still to come, old named": (B, [entry(60, "model", old="b", new="c")], False),
    "runs still have the old": (B, [entry(39, "model", old="b", new="c")], False),
    "30 or more still have it": (LONG, [entry(39, "model", old="b", new="c")], False),
    "names neither": (B, [entry(39, "model", note="tuned")], False),
    "names the same": (B, [entry(39, "model", new="b")], False),
    "no run since": (B, [entry(40.5, "model", new="c")], False),
    "names neither, runs show it": (B + "c", [entry(40, "model", note="tuned")], True),
    "runs show it": (B + "c", [], True),
    "logged and shown": (B + "c", [entry(40, "model", old="b", new="c")], True),
    "logged in other letters": (B + "c", [entry(40, "model", old="B", new="C")], True),
    "shown, then one to come": (B + "c", [entry(60, "model", new="b")], True),
    "shown, then nothing named": (B + "cc", [entry(41, "model", note="tuned")], True),
    "back again, then nothing named": (B + "ccccbb", [entry(45, "model", note="tuned")], False),
}
"""Values by day, what is logged, and whether the regression of b is replaced."""


def of_worker(worker: str, log: list[Row]) -> list[Row]:
    return [row | {"worker": worker} for row in log]


def test_where_runs_say_their_value(worker_runs: Run) -> None:
    """Each is of a worker of its own."""
    runs = [run for name, (values, *_) in RUNS_SAY.items() for run in export("model", values, name)]
    log = [row for name, (_, rows, _) in RUNS_SAY.items() for row in of_worker(name, rows)]
    load(worker_runs, runs, *log)
    check_says(worker_runs, **{name: replaced for name, (_, _, replaced) in RUNS_SAY.items()})


@pytest.mark.parametrize(("values", "replaced"), [(B, False), (B + "c", True)])
def test_a_worker_status_alike(worker_runs: Run, values: str, replaced: bool) -> None:
    log = entry(len(values) - 1, "status", old="b", new="c")
    load(worker_runs, export("worker_status", values), log)
    check_says(worker_runs, "worker status", Ann=replaced)


RUNS_SAY_NOTHING = {
    "names another": ([entry(39, "model", new="c")], True),
    "names neither": ([entry(39, "model", note="tuned")], False),
    "names the same": ([entry(39, "model", old="a", new="B ")], False),
    "names another, to come": ([entry(60, "model", new="c")], False),
    "another, then neither": (
        [entry(39, "model", new="c"), entry(39.1, "model", note="tuned")],
        True,
    ),
}


def test_where_runs_say_no_value_the_log_tells(worker_runs: Run) -> None:
    runs = [run | {"model": None} for name in RUNS_SAY_NOTHING for run in export("model", B, name)]
    before = entry(27.9, "model", old="a", new="b")
    log = [
        row
        for name, (rows, _) in RUNS_SAY_NOTHING.items()
        for row in of_worker(name, [before, *rows])
    ]
    load(worker_runs, runs, *log)
    check_says(worker_runs, **{name: told for name, (_, told) in RUNS_SAY_NOTHING.items()})


def test_a_record_by_hand_of_what_is_to_come_replaces_nothing(worker_runs: Run) -> None:
    load(worker_runs, export("model", B))
    assert worker_runs("record", "Ann", "model", "--when", "2026-12-24T09:00", "--new", "c") == 0
    check_says(worker_runs, Ann=False)
    worker_runs("show", "changes")
    assert "The data ends before this change" in worker_runs.out
