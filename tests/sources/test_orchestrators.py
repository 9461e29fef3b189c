"""Runs of orchestrators and data frames: each is told by its columns, in its own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written

T0, T1 = "2026-11-16T09:10:00Z", "2026-11-16T09:10:05Z"


def prefect(state: str) -> dict[str, Any]:
    said = {"type": state, "name": state.title(), "message": "lost"}
    return {"id": state, "flow_id": "f", "name": "happy-fox", "created": T0, "updated": T1,
            "expected_start_time": T0, "start_time": T0, "end_time": T1, "total_run_time": 5.0,
            "state_type": state, "state": said}  # fmt: skip


def temporal(state: str) -> dict[str, Any]:
    return {"execution": {"workflowId": "w", "runId": state}, "type": {"name": "Invoice"},
            "startTime": T0, "closeTime": T1, "status": f"WORKFLOW_EXECUTION_STATUS_{state}",
            "historyLength": "11", "taskQueue": "q"}  # fmt: skip


def dagster(state: str) -> dict[str, Any]:
    return {"runId": state, "jobName": "j", "status": state, "startTime": 1_794_820_200.5,
            "endTime": 1_794_820_205.5, "tags": []}  # fmt: skip


def uipath(state: str) -> dict[str, Any]:
    return {"Key": state, "State": state, "ReleaseName": "Invoices", "CreationTime": T0,
            "StartTime": T0, "EndTime": T1, "Info": "lost", "OutputArguments": None}  # fmt: skip


def sample(error: str) -> dict[str, Any]:
    return {"sample_id": error or "ok", "eval_id": "e", "id": 1, "epoch": 1, "input": "q",
            "log": "logs/2026-11-16T09-10-00+00-00_task_xyz.eval", "error": error or None,
            "total_time": 5.0, "total_tokens": 7, "score_match": "C"}  # fmt: skip


SYSTEMS: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "Prefect flow runs": (
        [prefect(state) for state in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED", "SCHEDULED")],
        ["completed", "failed", "failed", "cancelled", "queued"]),
    "Temporal workflows": (
        [temporal(state) for state in ("COMPLETED", "TIMED_OUT", "TERMINATED", "RUNNING")],
        ["completed", "failed", "cancelled", "running"]),
    "Dagster runs": (
        [dagster(state) for state in ("SUCCESS", "FAILURE", "CANCELED", "STARTED")],
        ["completed", "failed", "cancelled", "running"]),
    "UiPath jobs": (
        [uipath(state) for state in ("Successful", "Faulted", "Stopped", "Pending")],
        ["completed", "failed", "cancelled", "pending"]),
    "Inspect samples": ([sample(""), sample("boom")], ["completed", "failed"]),
}  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS)
def test_runs_of_an_orchestrator(tmp_path: Path, system: str) -> None:
    rows, statuses = SYSTEMS[system]
    found = read(written(tmp_path, json.dumps(rows), "e.json"))
    assert (found.export.format, found.rejected) == (system, [])
    assert [run["status"] for run in found.runs] == statuses
    assert {run["duration_ms"] for run in found.runs} == {5_000}
    assert {str(run["created_at"])[:16] for run in found.runs} == {"2026-11-16 09:10"}
    for run in found.runs:
        message = "boom" if system == "Inspect samples" else "lost"
        tells = run["status"] == "failed" and not system.startswith(("Temporal", "Dagster"))
        assert run["error_message"] == (message if tells else None)


def test_what_has_not_ended_did_not_take_the_time_so_far(tmp_path: Path) -> None:
    rows = [prefect("COMPLETED"), prefect("SCHEDULED"), prefect("RUNNING")]
    rows[1] |= {"start_time": None, "end_time": None, "total_run_time": 0.0}
    rows[2] |= {"end_time": None}
    found = read(written(tmp_path, json.dumps(rows), "e.json"))
    assert [run["duration_ms"] for run in found.runs] == [5_000, None, None]


def test_samples_of_a_log_with_a_name_of_its_own_stand_at_their_import(tmp_path: Path) -> None:
    rows = [sample(""), sample("boom") | {"log": "logs/mine.eval"}]
    found = read(written(tmp_path, json.dumps(rows), "e.json"))
    assert [run["time_basis"] for run in found.runs] == ["export", "import"]
    assert found.rejected == []


@pytest.mark.parametrize("ordered", [True, False])
def test_langsmith_without_trace_ids_goes_by_parents(tmp_path: Path, ordered: bool) -> None:
    """A run whose trace nothing names belongs to where its parents lead."""
    ids = {n: f"{n:08}-0000-4000-8000-{n:012}" for n in range(1, 5)}
    parents: dict[int, int | None] = {1: None, 2: 1, 3: 2, 4: None}
    rows = []
    for n, parent in parents.items():
        way = [n] if parent is None else [1, n] if n == 2 else [1, 2, n]
        dotted = ".".join(f"20261116T09100000000{step}Z{ids[step]}" for step in way)
        row = {"id": ids[n], "name": "Bot", "run_type": "llm" if parent else "chain",
               "start_time": T0, "end_time": T1, "status": "success", "total_tokens": n,
               "parent_run_id": parent and ids[parent]}  # fmt: skip
        rows.append(row | ({"dotted_order": dotted} if ordered else {}))
    text = "\n".join(map(json.dumps, reversed(rows)))
    found = read(written(tmp_path, text, "runs.jsonl"))
    assert sorted(found.ids) == [ids[1], ids[4]] and found.rejected == []
    assert {run["run_id"]: run["steps"] for run in found.runs} == {ids[1]: 2, ids[4]: None}
    assert {run["status"] for run in found.runs} == {"completed"}


def test_metrics_and_logs_beside_spans_are_left_out_and_said(tmp_path: Path) -> None:
    span = {
        "traceId": "a" * 32,
        "spanId": "b" * 16,
        "name": "Bot",
        "startTimeUnixNano": "1795000000000000000",
        "endTimeUnixNano": "1795000001000000000",
    }
    spans = {"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}
    others = [{"resourceMetrics": [{"scopeMetrics": []}]}, {"resource_logs": []}]  # fmt: skip
    for rows in ([spans, *others], [*others, spans]):
        text = "\n".join(map(json.dumps, rows))
        found = read(written(tmp_path, text, "e.jsonl"))
        assert (found.ids, found.rejected, found.read) == (["a" * 32], [], 1)
        assert any(
            notice.startswith("2 rows hold no part of a run") for notice in found.export.notices
        )


def test_ages_as_a_terminal_has_them_are_no_times(tmp_path: Path) -> None:
    shown = """STATUS  TITLE    WORKFLOW  BRANCH  EVENT  ID          ELAPSED  AGE
✓       Fix it   CI        main    push   7000000001  1m23s    about 2 hours ago
X       More     CI        main    push   7000000002  43s      about 3 hours ago
"""
    with pytest.raises(ExportRefused) as refused:
        read(written(tmp_path, shown, "list.txt"))
    assert "Its AGE tells times only as seen from" in str(refused.value.remedy)
    assert "gh run list --json" in str(refused.value.remedy)
