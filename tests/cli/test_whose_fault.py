"""Whose fault a person or judge says a run was, which counts before what rules say of its cause."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.records.schema import ATTRIBUTED
from tests.cli.conftest import Run

DENIED = "Access to the record was denied"
TIMED_OUT = "Timed out after 30 s"
RULED = {DENIED: "permissions", TIMED_OUT: "platform", "": "unknown"}
"""Error texts and the origin that the shipped rules give them."""


def runs_of(*told: tuple[str, str, str]) -> str:
    """An export of runs, each with its outcome (failed, bad, good), its error and whose fault."""
    rows = [
        f"{n},{'failed' if outcome == 'failed' else 'ok'},2026-11-16T09:00:00Z,{error},"
        f"{'' if outcome == 'failed' else outcome},{fault}"
        for n, (outcome, error, fault) in enumerate(told)
    ]
    head = "run_id,status,created_at,error_message,quality,attributed_to"
    return "\n".join([head, *rows]) + "\n"


FAULTS = runs_of(
    ("failed", DENIED, "Worker"), ("failed", DENIED, "worker"), ("failed", DENIED, ""),
    ("failed", TIMED_OUT, "input"), ("failed", TIMED_OUT, "unknown"),
    ("bad", "", "worker"), ("bad", "", ""), ("good", "", "input"),
)  # fmt: skip


@pytest.fixture
def judged(worker_runs: Run, tmp_path: Path) -> Run:
    """A workspace of runs of which somebody wrote whose fault they were."""
    path = tmp_path / "judged.csv"
    path.write_text(FAULTS)
    assert worker_runs("load", path) == 0
    return worker_runs


def test_what_was_said_of_a_run_counts_before_its_cause(judged: Run) -> None:
    found = {row["label"]: row for row in judged.json("show", "causes")}
    assert {label: row["origins"] for label, row in found.items()} == {
        "Missing access to a record": {"worker": 2, "permissions": 1},
        "Timed out": {"input": 1, "unknown": 1},
    }
    assert found["Missing access to a record"]["origin"] == "worker"
    bad = judged.json("show", "bad")
    assert (bad["bad"], bad["origins"]) == (2, {"worker": 1})
    assert judged("show", "bad") == 0 and "worker 1; nobody says of 1." in judged.out
    one = judged.json("show", "run", "1")
    assert (one["origin"], one["cause"]["origin"], one["attributed_to"]) == ("worker",) * 3
    assert judged.json("show", "run", "2")["origin"] == "permissions"
    assert judged.json("show", "run", "7")["origin"] is None, "a good run was nobody's fault"


def test_runs_are_chosen_by_whose_fault_they_were(judged: Run) -> None:
    def outcomes(*filters: str) -> dict[str, int]:
        found = judged.json("show", "trends", *filters)
        return {name: found[name] for name in ("succeeded", "bad", "failed")}

    assert outcomes("--origin", "worker") == {"succeeded": 0, "bad": 1, "failed": 2}
    assert outcomes("--origin", "permissions") == {"succeeded": 0, "bad": 0, "failed": 1}
    assert outcomes("--not-origin", "worker") == {"succeeded": 1, "bad": 1, "failed": 3}
    assert outcomes("--origin", "context") == {"succeeded": 0, "bad": 0, "failed": 0}
    assert judged("show", "trends", "--origin", "nobody") == 2
    assert "No run has the origin “nobody”" in judged.err


def test_sets_are_compared_by_whose_fault_they_were(worker_runs: Run, tmp_path: Path) -> None:
    path = tmp_path / "judged.csv"
    head = "run_id,status,created_at,error_message,worker,attributed_to\n"
    path.write_text(
        head
        + "".join(
            f"{who}{n},failed,2026-11-16T09:00:00Z,{DENIED},{who},{fault}\n"
            for who, fault in (("Ann", "worker"), ("Bob", "platform"))
            for n in range(20)
        )
    )
    worker_runs("load", path)
    found = worker_runs.json("show", "compare", "--a", "worker=Ann", "--b", "worker=Bob")
    shares = {
        row["value"]: (row["share_a"], row["share_b"])
        for row in found["differences"]
        if row["attribute"] == "origin"
    }
    assert shares == {"worker": (1, 0), "platform": (0, 1)}


def test_a_word_that_says_no_fault_is_refused_by_its_place(
    worker_runs: Run, tmp_path: Path
) -> None:
    path, mapping = tmp_path / "vendor.csv", tmp_path / "vendor.toml"
    path.write_text(runs_of(("failed", DENIED, "vendor"), ("failed", DENIED, "Input")))
    assert worker_runs("load", path) == 1
    assert worker_runs("rejects", "--json") == 1
    [rejected] = json.loads(worker_runs.out)
    assert (rejected["line"], rejected["field"]) == (2, "attributed_to")
    assert f"is not one of {', '.join(ATTRIBUTED)}" in rejected["reason"]

    fields = '[fields]\nrun_id = "run_id"\nstatus = "status"\ncreated_at = "created_at"\n'
    table = "attributed_to = {{ path = 'attributed_to', values = {{ vendor = '{}' }} }}\n"
    mapping.write_text(fields + table.format("the vendor"))
    assert worker_runs("load", path, "--map", mapping) == 2
    assert "fields.attributed_to.values says “the vendor”" in worker_runs.err
    mapping.write_text(fields + table.format("platform"))
    assert worker_runs("load", path, "--map", mapping) == 0
    assert worker_runs.json("show", "run", "0")["origin"] == "platform"


def test_the_author_of_a_fault_beside_a_conversation_is_used(
    worker_runs: Run, tmp_path: Path
) -> None:
    path = tmp_path / "conversations.json"
    talks = [
        {"task_id": n, "trial": 0, "reward": 0.0, "info": {}, "traj": [], "author": author}
        for n, author in enumerate(["agent", "user", "Environment", None])
    ]
    path.write_text(json.dumps(talks))
    assert worker_runs("load", path) == 0
    assert worker_runs.json("show", "bad")["origins"] == {"input": 1, "platform": 1, "worker": 1}


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["failed", "bad", "good"]),
            st.sampled_from(list(RULED)),
            st.sampled_from(["", *ATTRIBUTED]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_failed_run_has_one_origin(
    worker_runs: Run, tmp_path: Path, told: list[tuple[str, str, str]]
) -> None:
    shutil.rmtree(worker_runs.home, ignore_errors=True)
    path = tmp_path / "some.csv"
    path.write_text(runs_of(*told))
    worker_runs("load", path)
    expected: dict[str, int] = {}
    for outcome, error, fault in told:
        if outcome == "failed":
            origin = fault or RULED[error]
            expected[origin] = expected.get(origin, 0) + 1
    found: dict[str, int] = {}
    rows: list[dict[str, Any]] = worker_runs.json("show", "causes")
    for row in rows:
        assert sum(row["origins"].values()) == row["runs"]
        for origin, runs in row["origins"].items():
            found[origin] = found.get(origin, 0) + runs
    assert found == expected
