"""The same history in other wrappings gives the same runs: tables made from JSON, several documents
in a file, files that are packed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.reading import read, shared, written

AT = {"started_at": "2026-11-16T09:10:00Z", "ended_at": "2026-11-16T09:10:05Z"}
AGENTS = [
    {"object": "trace", "id": "t", "workflow_name": "Bot", "group_id": None},
    {"object": "trace.span", "id": "s", "trace_id": "t", "parent_id": None, **AT,
     "span_data": {"type": "agent", "name": "Bot"}, "error": {"message": "lost", "data": None}},
    {"object": "trace.span", "id": "f", "trace_id": "t", "parent_id": "s", **AT, "error": None,
     "span_data": {"type": "function", "name": "find"}},
    {"object": "trace", "id": "u", "workflow_name": "Bot", "group_id": None},
    {"object": "trace.span", "id": "v", "trace_id": "u", "parent_id": None, **AT, "error": None,
     "span_data": {"type": "agent", "name": "Bot"}},
]  # fmt: skip
OPIK = [
    {"id": str(n), "project_id": "p", "name": "Bot", "start_time": AT["started_at"],
     "end_time": AT["ended_at"], "feedback_scores": [], "usage": {"total_tokens": n},
     "metadata": {"opik_prompts": [{"commit": "c1"}]},
     **({"error_info": {"exception_type": "E", "message": "lost"}} if n else {})}
    for n in range(2)
]  # fmt: skip
MLFLOW = [
    {"trace_id": str(n), "state": ("OK", "ERROR")[n], "request_time": 1_795_000_000_000,
     "execution_duration": 5, "trace_metadata": {"mlflow.trace.tokenUsage": '{"total_tokens": 7}'},
     "tags": {"mlflow.traceName": "Bot"},
     "spans": [{"name": "find", "attributes": {"mlflow.spanType": '"TOOL"'}, "status": {"code": 2},
                "events": [{"name": "exception", "attributes": {"exception.message": "lost"}}]}]}
    for n in range(2)
]  # fmt: skip
ROWS = {"agents": AGENTS, "opik": OPIK, "mlflow": MLFLOW}
COMPARED = (
    "status", "worker", "error_message", "tokens", "steps", "finished_at", "instructions_version",
    "tools_called",
)  # fmt: skip


def json_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """A table with JSON where objects or lists stand."""
    return frame.map(lambda v: json.dumps(v) if isinstance(v, dict | list) else v)


def told(path: Path) -> dict[str, list[Any]]:
    """What runs say, by their ids; nothing is rejected."""
    found = read(path)
    assert found.rejected == []
    return {run["run_id"]: [run[name] for name in COMPARED] for run in found.runs}


FORMS: dict[str, Callable[[list[Any], Path], object]] = {
    "cells.csv": lambda rows, path: json_cells(pd.DataFrame(rows)).to_csv(path, index=False),
    "flat.csv": lambda rows, path: json_cells(pd.json_normalize(rows)).to_csv(path, index=False),
    "python.csv": lambda rows, path: pd.json_normalize(rows).to_csv(path, index=False),
    "flat.parquet": lambda rows, path: json_cells(pd.json_normalize(rows)).to_parquet(path),
    "flat.xlsx": lambda rows, path: json_cells(pd.json_normalize(rows)).to_excel(path, index=False),
    "flat.jsonl": lambda rows, path: path.write_text("\n".join(
        json.dumps({k: v for k, v in row.items() if not isinstance(v, float) or v == v})
        for row in pd.json_normalize(rows).to_dict("records"))),
    "columns.json": lambda rows, path: pd.DataFrame(rows).to_json(path),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("system", ROWS)
def test_a_table_that_was_made_from_json_says_the_same(
    tmp_path: Path, system: str, form: str
) -> None:
    rows = ROWS[system]
    want = told(written(tmp_path, json.dumps(rows), "rows.json"))
    assert {run[0] for run in want.values()} == {"completed", "failed"}
    FORMS[form](rows, tmp_path / form)
    assert told(tmp_path / form) == want


def test_members_of_an_object_that_a_person_names_too_stay_apart(tmp_path: Path) -> None:
    mapping = written(tmp_path, '[fields]\nrun_id = "Run"\nstatus = "How"\ncreated_at = "Begun"\n'
                      'task_title = "Task"\n', "m.toml")  # fmt: skip
    rows = "Run,How,Begun,Task,Task.priority\n1,ok,2026-11-16T09:10:00Z,,high\n"
    [run] = read(written(tmp_path, rows), mapping).runs
    assert (run["task_title"], json.loads(run["extra"])) == (None, {"Task.priority": "high"})


def test_a_trace_in_a_cell_is_told_by_what_the_cell_holds(tmp_path: Path) -> None:
    documents = [json.loads(shared(f"langfuse/trace-{n}.json").read_text()) for n in (1, 2, 3)]
    json_cells(pd.DataFrame(documents)).to_csv(tmp_path / "traces.csv", index=False)
    found = read(tmp_path / "traces.csv")
    assert found.export.format == "Langfuse trace"
    assert sorted(found.ids) == sorted(read(shared("langfuse")).ids)


TRAJECTORY = {"trajectory": [], "history": [], "info": {"exit_status": "submitted"}}


def test_documents_without_an_id_are_one_run_each_however_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "runs-of-july"
    folder.mkdir()
    for name in ("a.traj", "b.traj"):
        written(folder, json.dumps(TRAJECTORY), name)
    want = ["runs-of-july/a", "runs-of-july/b"]
    assert sorted(read(folder).ids) == want
    for name in ("a.traj", "b.traj"):
        written(folder, gzip.compress((folder / name).read_bytes()), f"{name}.gz")
        (folder / name).unlink()
    assert sorted(read(folder).ids) == want
    assert read(folder / "a.traj.gz").ids == want[:1]
    for name, text in (("x.json", json.dumps([TRAJECTORY] * 2)),
                       ("x.jsonl", f"{json.dumps(TRAJECTORY)}\n" * 2)):  # fmt: skip
        found = read(written(tmp_path, text, name))
        assert found.ids == [f"{tmp_path.name}/x/1", f"{tmp_path.name}/x/2"]


@pytest.mark.parametrize("several", [False, True])
def test_what_stands_beside_the_rows_of_each_document(tmp_path: Path, several: bool) -> None:
    reports = [
        {"benchmark_start_time": f"2026-11-1{n}T09:10:00Z", "agent_git_commit_sha": f"c{n}",
         "tests": {name: {"metrics": {"success": True}} for name in ("x", "y")}}
        for n in range(1, 3)
    ]  # fmt: skip
    text = "\n".join(map(json.dumps, reports)) if several else json.dumps(reports)
    found = read(written(tmp_path, text, "r.jsonl" if several else "r.json"))
    assert found.ids == ["r / 1 / x", "r / 1 / y", "r / 2 / x", "r / 2 / y"]
    assert [run["created_at"].day for run in found.runs] == [11, 11, 12, 12]


PLAIN = [{"run_id": str(n), "status": ("ok", "failed")[n], "created_at": AT["started_at"]}
         for n in range(2)]  # fmt: skip
CSV = "run_id,status,created_at\n" + "".join(f"{','.join(row.values())}\n" for row in PLAIN)


@pytest.mark.parametrize("name", ["runs.csv", "runs.tsv", "runs.json", "runs.ndjson", "runs.txt"])
@pytest.mark.parametrize(
    "text",
    [CSV, CSV.replace(",", ";"), "\n\n" + CSV, json.dumps(PLAIN), json.dumps(PLAIN, indent=1),
     "\n".join(map(json.dumps, PLAIN)), json.dumps({"runs": PLAIN}, indent=2)],
)  # fmt: skip
def test_text_is_what_it_begins_like_whatever_it_is_called(
    tmp_path: Path, name: str, text: str
) -> None:
    found = read(written(tmp_path, text, name))
    assert [run["status"] for run in found.runs] == ["completed", "failed"]


def test_brackets_around_names_of_a_csv_are_no_json(tmp_path: Path) -> None:
    text = "[run_id],[status],[created_at]\n1,ok,2026-11-16T09:10:00Z\n"
    assert read(written(tmp_path, text)).ids == ["1"]


@pytest.mark.parametrize("name", ["runs.xlsx", "runs.xls", "runs.xlsb", "runs.ods", "runs.csv"])
def test_a_workbook_of_another_kind_than_its_name(tmp_path: Path, name: str) -> None:
    pd.DataFrame(PLAIN).to_excel(tmp_path / "made.xlsx", index=False)
    path = (tmp_path / "made.xlsx").rename(tmp_path / name)
    assert [run["status"] for run in read(path).runs] == ["completed", "failed"]
