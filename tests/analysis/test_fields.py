"""Which fields of an export describe a run, and which only identify it or say how it ended."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.fields import fields
from dashboard.analysis.twin import twin
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_runs

RUNS = 402
Field = Callable[[int, bool], Any]

IDENTIFYING: dict[str, Field] = {
    "summary": lambda n, failed: f"The customer of order {n} asked for {n * 7 % 97} items",
    "ticket": lambda n, failed: f"T-{n}",
    "batch": lambda n, failed: f"B-{n % 201}",  # two runs a value, but more than 200 values
    "file": lambda n, failed: f"/data/in/{n % 40}.csv",
    "share": lambda n, failed: rf"\\office\orders\{n % 30}",
    "drive": lambda n, failed: rf"C:\orders\{n % 30}.xlsx",
    "link": lambda n, failed: f"https://app.example.com/o/{n % 50}",
    "bucket": lambda n, failed: f"s3://store/{n % 25}",
    "trace": lambda n, failed: str(uuid.UUID(int=n % 60)),
    "digest": lambda n, failed: sha256(bytes([n % 45])).hexdigest(),
    "took": lambda n, failed: f"{n % 70 / 10 + 1.05:.2f}",
    "lasted": lambda n, failed: f"{n % 33} s",
    "span": lambda n, failed: f"PT{n % 33}S",
    "clock": lambda n, failed: f"0:{n % 30:02}:10",
    "closed": lambda n, failed: f"2026-11-{1 + n % 28:02}T10:00:00Z",
    "day": lambda n, failed: f"{1 + n % 28}.11.2026",
    "epoch": lambda n, failed: 1_790_000_000 + n % 28 * 86_400,
    "epoch_ms": lambda n, failed: (1_790_000_000 + n % 28 * 86_400) * 1000,
}
OUTCOME_COPIES: dict[str, Field] = {
    "exit_code": lambda n, failed: 1 + n % 3 if failed else 0,
    "passed": lambda n, failed: not failed,
    "result": lambda n, failed: "NOK" if failed else "OK",
    "stack": lambda n, failed: f"at line {n % 4}" if failed and n % 2 else None,
    "done_by": lambda n, failed: None if failed or n % 3 else "robot",
}
DESCRIBING: dict[str, Field] = {
    "region": lambda n, failed: ("north", "south")[n % 2],
    "store": lambda n, failed: n % 50,
    "temperature": lambda n, failed: n % 10 / 10,
    "api": lambda n, failed: f"2026-{1 + n % 10:02}-01",
    "window": lambda n, failed: f"{n % 24:02}:00",
    "customer": lambda n, failed: f"C-{n % 120}",
    "campaign": lambda n, failed: "spring" if n % 20 == 7 and not failed else None,
    "risk": lambda n, failed: "high" if failed and n % 5 else "low",
}


def made(n: int) -> dict[str, Any]:
    failed = n * 7919 % 101 < 17  # in step with none of the fields
    fields = IDENTIFYING | OUTCOME_COPIES | DESCRIBING
    return {
        "run_id": f"r{n}",
        "status": "failed" if failed else "completed",
        "error_message": f"order {n} failed" if failed else None,
        "created_at": f"2026-11-{1 + n % 14:02}T09:{n % 60:02}:00Z",
        "worker_id": "Ann",
        "task_id": f"t{n // 6}",
        "instructions_version": f"v{n}",
        "trigger": f"2026-11-{1 + n % 28:02}",
        "model": "m1",
        **{name: value(n, failed) for name, value in fields.items()},
        "log": {"end": "boom" if failed else "fine"},
        "events": ["a", failed],
    }


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    home = tmp_path_factory.mktemp("fields") / "home"
    found = current(Home(import_runs(home, *map(made, range(RUNS)))))
    assert found is not None
    return found


def test_what_identifies_a_run_or_a_moment_is_left_out(history: History) -> None:
    found = fields(history).identifying
    assert {f"field.{name}" for name in IDENTIFYING} - found == set()
    assert "version" in found  # one a run says nothing; its words may look like anything, though
    assert "trigger" not in found


def test_what_says_the_outcome_again_is_left_out(history: History) -> None:
    found = fields(history).outcome_copies
    assert found == {f"field.{name}" for name in OUTCOME_COPIES}


def test_what_describes_a_run_is_compared(history: History) -> None:
    found = fields(history)
    assert not {f"field.{name}" for name in DESCRIBING} & found.left_out
    assert found.loose == {"field.store", "field.customer", "field.window"}


def test_a_history_is_asked_for_its_fields_once(history: History, tmp_path: Path) -> None:
    assert fields(history) is fields(history)
    other = current(Home(import_runs(tmp_path / "home", {"run_id": "1"})))
    assert other and fields(other) != fields(history)


def test_every_failed_run_has_a_similar_one_that_worked(history: History) -> None:
    for n in [n for n in range(RUNS) if made(n)["status"] == "failed"][::10]:
        found = twin(history, f"r{n}")
        assert found.twin is not None, (n, found)
        told = {one.attribute.removeprefix("field.") for one in found.differences}
        assert told <= {*DESCRIBING, "trigger", "task_id", "log", "events"}


@pytest.mark.parametrize(
    ("values", "runs", "left"),
    [(10, 19, False), (11, 22, False), (11, 21, True), (200, 400, False), (201, 402, True)],
)
def test_how_many_values_identify(tmp_path: Path, values: int, runs: int, left: bool) -> None:
    rows = [{"run_id": str(n), "kind": f"k{n % values}"} for n in range(runs)]
    found = current(Home(import_runs(tmp_path / "home", *rows)))
    assert found is not None
    assert ("field.kind" in fields(found).identifying) is left


@pytest.mark.parametrize(
    ("worked", "failed", "copies", "left"),
    [
        (20, 20, 18, True),  # nine in ten of both sides
        (20, 20, 17, False),
        (20, 4, 20, False),  # four runs tell nothing
    ],
)
def test_how_much_of_a_side_says_the_outcome(
    tmp_path: Path, worked: int, failed: int, copies: int, left: bool
) -> None:
    rows = [
        {
            "run_id": f"{status}{n}",
            "status": status,
            "error_message": "it failed" if status == "failed" else None,
            "flag": status[0] if n < copies else "both",
        }
        for status, runs in (("completed", worked), ("failed", failed))
        for n in range(runs)
    ]
    found = current(Home(import_runs(tmp_path / "home", *rows)))
    assert found is not None
    assert ("field.flag" in fields(found).outcome_copies) is left
