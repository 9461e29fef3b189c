"""The databases of tools as they stand: each of their own tables, with times without an offset."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read, statuses
from tests.sources.packed import database


def test_a_database_of_n8n_has_its_times_in_utc(tmp_path: Path) -> None:
    times = {"startedAt": "2026-11-16 09:10:00.123", "stoppedAt": "2026-11-16 09:10:09.123"}
    row = {"id": 1, "workflowId": "w", "finished": 0, "mode": "trigger", "status": "error", **times}
    found = read(database(tmp_path / "database.sqlite", {"execution_entity": [row]}))
    assert statuses(found) == [("n8n executions", "1", "failed")]
    assert found.runs[0]["started_at"].isoformat() == "2026-11-16T09:10:00.123000+00:00"


def span(trace: int, name: str, parent: str | None, status: str, **llm: Any) -> dict[str, Any]:
    return {"id": trace * 10 + len(name), "trace_rowid": trace, "span_id": f"{trace}{name}",
            "parent_id": parent, "name": name, "span_kind": name.upper(), "status_code": status,
            "start_time": "2026-11-16 09:10:00.000000", "end_time": "2026-11-16 09:10:09.000000",
            "attributes": json.dumps({"llm": llm}), "events": "[]"}  # fmt: skip


def test_spans_in_a_database_of_phoenix_name_their_trace_by_its_row(tmp_path: Path) -> None:
    used = {"model_name": "m", "token_count": {"prompt": 5, "completion": 2}}
    spans = [span(1, "llm", "1agent", "OK", **used), span(1, "agent", None, "ERROR"),
             span(2, "agent", None, "OK")]  # fmt: skip
    traces = [{"id": number, "trace_id": f"t{number}"} for number in (1, 2)]
    found = read(database(tmp_path / "phoenix.db", {"traces": traces, "spans": spans}))
    assert sorted(statuses(found)) == [
        ("Phoenix spans", "Phoenix trace 1", "failed"),
        ("Phoenix spans", "Phoenix trace 2", "completed"),
    ]
    first = next(run for run in found.runs if run["status"] == "failed")
    assert (first["worker"], first["model"], first["tokens"], first["steps"]) == (
        "agent", "m", 7, 1)  # fmt: skip


def test_traces_in_a_database_of_mlflow(tmp_path: Path) -> None:
    traces = [
        {"request_id": f"tr-{status}", "experiment_id": 1, "timestamp_ms": 1_794_820_200_000,
         "execution_time_ms": 500, "status": status}
        for status in ("OK", "ERROR")
    ]  # fmt: skip
    found = read(database(tmp_path / "mlflow.db", {"trace_info": traces}))
    assert statuses(found) == [
        ("MLflow traces", "tr-OK", "completed"), ("MLflow traces", "tr-ERROR", "failed")
    ]  # fmt: skip
    assert {run["duration_ms"] for run in found.runs} == {500}


N8N = {"workflowId": "w1", "finished": 1, "mode": "trigger", "status": "success",
       "startedAt": "2026-11-16 09:10:00.123", "stoppedAt": "2026-11-16 09:10:09.123"}  # fmt: skip
ML_RUN = {"run_uuid": "r", "experiment_id": 3, "status": "FINISHED", "artifact_uri": "a",
          "start_time": 1_794_820_200_000, "end_time": 1_794_820_205_000}  # fmt: skip
ML_TRACE = {"request_id": "tr", "experiment_id": 3, "timestamp_ms": 1_794_820_200_000,
            "execution_time_ms": 500, "status": "OK"}  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "workers"),
    [
        ({"execution_entity": [N8N | {"id": 1}, N8N | {"id": 2, "workflowId": "gone"}],
          "workflow_entity": [{"id": "w1", "name": "Invoice mail"}]}, ["Invoice mail", "gone"]),
        ({"execution_entity": [N8N | {"id": 1}]}, ["w1"]),
        ({"execution_entity": [N8N | {"id": 1, "workflowName": "Own"}],
          "workflow_entity": [{"id": "w1", "name": "Invoice mail"}]}, ["Own"]),
        ({"execution_entity": [N8N | {"id": 1}], "workflow_entity": [{"id": "w1"}]}, ["w1"]),
        ({"runs": [ML_RUN], "experiments": [{"experiment_id": 3, "name": "Triage"}]}, ["Triage"]),
        ({"runs": [ML_RUN]}, ["experiment 3"]),
        ({"trace_info": [ML_TRACE], "experiments": [{"experiment_id": 3, "name": "Triage"}]},
         ["Triage"]),
    ],
)  # fmt: skip
def test_names_that_stand_in_another_table_are_those_of_workers(
    tmp_path: Path, tables: dict[str, list[dict[str, Any]]], workers: list[str]
) -> None:
    found = read(database(tmp_path / "tool.db", tables))
    assert [run["worker"] for run in found.runs] == workers and found.rejected == []
