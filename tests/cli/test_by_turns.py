"""Values that take turns are no series of changes, and are not passed over in silence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Run

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)


def load(worker_runs: Run, what: str, values: Sequence[Any], per_day: int) -> None:
    """Runs with one value each; so many a day."""
    runs = [
        {
            "run_id": f"r{n}", "worker": "Ann", "status": "failed" if n % 7 == 3 else "completed",
            "created_at": (FIRST + timedelta(days=n // per_day, minutes=n % per_day)).isoformat(),
            what: value,
        }
        for n, value in enumerate(values)
    ]  # fmt: skip
    path = worker_runs.home.parent / "export.json"
    path.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", path) == 0, worker_runs.err


def batches(names: str, of: int) -> list[str]:
    return [name for name in names for _ in range(of)]


TURNS = {
    "by day": (batches("ab" * 15, 20), "“a” and “b” of Ann take turns on 30 days"),
    "8 batches of 9": (batches("ab" * 4, 9), "“a” and “b” of Ann take turns on 4 days"),
    "12 batches of 9": (batches("ab" * 6, 9), "“a” and “b” of Ann take turns on 6 days"),
    "from run to run": (batches("ab" * 30, 1), "“a” and “b” of Ann take turns on 3 days"),
    "three by day": (batches("abc" * 10, 20), "“a”, “b” and “c” of Ann take turns on 30 days"),
    "one now and then": (batches("aaaab" * 12, 5), "“a” and “b” of Ann take turns on 15 days"),
}
"""Values run by run, and what is said of models."""


@pytest.mark.parametrize(("values", "said"), TURNS.values(), ids=TURNS)
@pytest.mark.parametrize(
    ("what", "thing", "dimension"),
    [
        ("instructions_version", "instructions", "version"),
        ("model", "model", "model"),
        ("worker_status", "worker status", "worker-status"),
    ],
)
def test_what_takes_turns_is_said_and_can_be_compared(
    worker_runs: Run, what: str, thing: str, dimension: str, values: list[str], said: str
) -> None:
    load(worker_runs, what, values, 20)
    assert worker_runs.json("show", "changes") == []
    worker_runs("show", "changes")
    assert f"No change: {thing} {said}, so that" in worker_runs.out
    (line,) = (text for text in worker_runs.out.splitlines() if "show compare" in text)
    a, b = (word.strip("'") for word in line.split() if "&" in word)
    assert a.startswith(f"worker=Ann&{dimension}=") and a != b
    found = worker_runs.json("show", "compare", "--a", a, "--b", b)
    assert (found["a"]["n"], found["b"]["n"]) == (values.count("a"), values.count("b"))


SILENT = {
    "one value": batches("a", 60),
    "one after the other": batches("ab", 60),
    "brought back": batches("aba", 200),
    "too few": batches("ab" * 9, 1),
    "another way of writing": batches("aA" * 30, 1),
    "too many": [f"m{n % 25}" for n in range(500)],
}


@pytest.mark.parametrize("values", SILENT.values(), ids=SILENT)
def test_nothing_is_said_where_nothing_takes_turns(worker_runs: Run, values: list[str]) -> None:
    load(worker_runs, "model", values, 20)
    worker_runs("show", "changes")
    assert "take turns" not in worker_runs.out


def test_tools_that_take_turns_go_with_the_work(worker_runs: Run) -> None:
    load(worker_runs, "tool_categories", [[name] for name in batches("ab" * 15, 20)], 20)
    worker_runs("show", "changes")
    assert "take turns" not in worker_runs.out
