"""The formats that are recognised without a mapping: what each calls failed, running, good."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from dashboard.sources.raw import json_walk
from dashboard.sources.raw.walked_text import WalkedText
from tests.reading import Read, read, written

T0, T1, T2 = "2026-11-16T09:10:00Z", "2026-11-16T09:10:05Z", "2026-11-16T09:10:09Z"


NAIVE = "2026-11-16 09:10:00.000000"


Rows = list[dict[str, Any]]


def lines(rows: Rows) -> str:
    """Rows as NDJSON."""
    return "\n".join(map(json.dumps, rows))


def table(rows: Rows) -> str:
    """Rows as CSV, with objects as JSON text."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    for row in rows:
        cells = {k: json.dumps(v) if isinstance(v, dict | list) else v for k, v in row.items()}
        writer.writerow(cells)
    return text.getvalue()


def by_id(found: Read) -> dict[str, dict[str, Any]]:
    """The runs by their ids, nothing rejected."""
    assert found.rejected == []
    return {run["run_id"]: run for run in found.runs}


def test_openai_agents(tmp_path: Path) -> None:
    def part(trace: str, key: str, kind: str, **more: Any) -> dict[str, Any]:
        data = {"type": kind, "name": key, **more.pop("data", {})}
        return {
            "object": "trace.span",
            "id": key,
            "trace_id": trace,
            "parent_id": None,
            "started_at": T0,
            "ended_at": T2,
            "span_data": data,
            "error": None,
            **more,
        }

    def head(key: str) -> dict[str, Any]:
        return {"object": "trace", "id": key, "workflow_name": "Triage", "group_id": None}

    error = {"message": "lost", "data": None}
    rows = [
        head("a"),
        part("a", "Bot", "agent"),
        part("a", "find", "function", parent_id="Bot", error=error),
        part(
            "a",
            "g",
            "generation",
            parent_id="Bot",
            data={"model": "m", "usage": {"input_tokens": 3, "output_tokens": 4}},
        ),
        head("b"),
        part("b", "Bot", "agent", error=error),
        head("c"),
        part("c", "Bot", "agent", ended_at=None),
        head("d"),
    ]
    text = "".join(map(json.dumps, rows[:-1]))  # as some processors write it, on one line
    found = by_id(read(written(tmp_path, text, "traces.json")))
    assert [found[key]["status"] for key in "abc"] == ["completed", "failed", "running"]
    assert (found["a"]["worker"], found["a"]["model"], found["a"]["tokens"]) == ("Triage", "m", 7)
    assert found["b"]["error_message"] == "lost"
    spans = [row for row in rows if row["object"] == "trace.span"]  # some processors write no more
    alone = by_id(read(written(tmp_path, lines(spans), "spans.jsonl")))
    assert [alone[key]["status"] for key in "abc"] == ["completed", "failed", "running"]
    assert alone["a"]["worker"] == "Bot"
    lost = read(written(tmp_path, lines(rows), "traces.jsonl"))
    assert sorted(lost.ids) == ["a", "b", "c"]
    assert [row.field for row in lost.rejected] == ["created_at"]  # no span of it tells a time


@pytest.mark.parametrize("wrapped", ["page", "pages", "list"])
def test_n8n(tmp_path: Path, wrapped: str) -> None:
    def execution(key: int, **more: Any) -> dict[str, Any]:
        return {
            "id": key,
            "finished": True,
            "mode": "trigger",
            "workflowId": "w",
            "startedAt": T0,
            "stoppedAt": T1,
            **more,
        }

    rows = [
        execution(1, status="success"),
        execution(2, status="crashed", retryOf=1),
        execution(3, status="waiting"),  # it stopped for a while
        execution(4, status="error", mode="error"),
        execution(5),
        execution(6, finished=False),
        execution(7, status="error", data={"resultData": {"error": {"message": "no"}}}),
    ]
    page = {"data": rows, "nextCursor": None}
    document = {"page": page, "pages": [page, {"data": []}], "list": rows}[wrapped]
    found = by_id(read(written(tmp_path, json.dumps(document), "e.json")))
    assert {key: run["status"] for key, run in found.items()} == {
        "1": "completed",
        "2": "failed",
        "3": "running",
        "5": "completed",
        "6": "failed",
        "7": "failed",
    }
    assert (found["2"]["retry_of"], found["7"]["error_message"]) == ("1", "no")
    assert (found["1"]["finished_at"] is None, found["3"]["finished_at"]) == (False, None)


def test_github_actions_of_the_api_and_the_command(tmp_path: Path) -> None:
    api = {
        "total_count": 2,
        "workflow_runs": [
            {
                "id": 1,
                "name": "CI",
                "head_branch": "main",
                "event": "push",
                "status": "completed",
                "conclusion": "failure",
                "run_attempt": 1,
                "created_at": T0,
                "run_started_at": T0,
                "updated_at": T1,
            },
            {
                "id": 2,
                "name": "CI",
                "head_branch": "main",
                "event": "push",
                "status": "in_progress",
                "conclusion": None,
                "run_attempt": 1,
                "created_at": T0,
                "run_started_at": T0,
                "updated_at": T1,
            },
        ],
    }
    found = by_id(read(written(tmp_path, json.dumps(api), "runs.json")))
    assert [found[key]["status"] for key in "12"] == ["failed", "running"]
    assert (found["1"]["finished_at"] is None, found["2"]["finished_at"]) == (False, None)
    cli = [
        {
            "databaseId": 9,
            "workflowName": "CI",
            "conclusion": "success",
            "status": "completed",
            "createdAt": T0,
            "updatedAt": T1,
            "event": "schedule",
            "headBranch": "main",
        }
    ]
    [run] = by_id(read(written(tmp_path, json.dumps(cli), "list.json"))).values()
    assert (run["run_id"], run["status"], run["trigger"]) == ("9", "completed", "schedule")


def test_github_actions_as_its_command_writes_them_into_a_file(tmp_path: Path) -> None:
    rows = [
        f'completed\tsuccess\t"Fix" it\tCI\tmain\tpush\t81\t1m2s\t{T0}',
        f"completed\tfailure\tAdd\tCI\tmain\tpush\t82\t2m0s\t{T1}",
        "completed\tsuccess\tbroken",
        f"in_progress\t\tAdd\tCI\tmain\tpush\t83\t3s\t{T2}",
    ]
    for name in ("runs.txt", "list.tsv"):
        found = read(written(tmp_path, "\n".join(rows) + "\n", name))
        assert [(run["run_id"], run["status"], run["duration_ms"]) for run in found.runs] == [
            ("81", "completed", 62_000), ("82", "failed", 120_000), ("83", "running", None)
        ]  # fmt: skip
        assert [row.line for row in found.rejected] == [3]
        assert (found.runs[0]["task_title"], found.runs[0]["worker"]) == ('"Fix" it', "CI")
    other = "\n".join(row.replace("completed", "shipped") for row in rows[:2])
    with pytest.raises(ExportRefused, match="has no header"):
        read(written(tmp_path, other, "orders.tsv"))


def test_a_job_of_github_ended_as_its_conclusion_says(tmp_path: Path) -> None:
    job = {"id": 7, "run_id": 5, "run_attempt": 1, "workflow_name": "CI", "name": "build",
           "status": "completed", "conclusion": "failure", "created_at": T0, "started_at": T0,
           "completed_at": T1, "check_run_url": "u",
           "steps": [{"name": "Test", "conclusion": "failure"}, {"name": "End"}]}  # fmt: skip
    running = job | {"id": 8, "status": "in_progress", "conclusion": None, "completed_at": None}
    flat = [{k: v for k, v in one.items() if k != "steps"} for one in (job, running)]
    chosen = [{k: v for k, v in one.items() if k != "check_run_url"} for one in flat]
    for document in ({"total_count": 2, "jobs": [job, running]}, flat, chosen):
        found = by_id(read(written(tmp_path, json.dumps(document), "jobs.json")))
        assert {key: run["status"] for key, run in found.items()} == {
            "7": "failed", "8": "running"}  # fmt: skip
        assert (found["7"]["worker"], found["8"]["finished_at"]) == ("CI", None)
    [run, _] = read(written(tmp_path, json.dumps({"jobs": [job, running]}), "jobs.json")).runs
    assert (run["error_message"], run["steps"], run["duration_ms"]) == ("Test", 2, 5_000)


def test_runs_of_our_own_format_with_columns_as_jobs_of_github_have_are_no_jobs(
    tmp_path: Path,
) -> None:
    row = {"run_id": "run-1", "status": "completed", "created_at": T0, "id": "1",
           "conclusion": "good", "started_at": T0, "completed_at": T1}  # fmt: skip
    rows = [row, row | {"run_id": "run-2", "status": "failed", "conclusion": "bad"}]
    found = read(written(tmp_path, table(rows), "runs.csv"))
    assert {key: run["status"] for key, run in by_id(found).items()} == {
        "run-1": "completed", "run-2": "failed"}  # fmt: skip


def test_jobs_of_github_of_which_none_has_ended_are_not_taken_for_their_run(tmp_path: Path) -> None:
    job = {"id": 7, "run_id": 5, "name": "build", "status": "in_progress", "conclusion": None,
           "created_at": T0, "started_at": T0, "check_run_url": "u"}  # fmt: skip
    with pytest.raises(ExportRefused, match="GitHub Actions jobs"):
        read(written(tmp_path, json.dumps({"jobs": [job, job | {"id": 8}]}), "jobs.json"))


def test_airflow(tmp_path: Path) -> None:
    rows = [
        {
            "dag_id": "etl",
            "dag_run_id": f"scheduled__{n}",
            "state": state,
            "run_type": "scheduled",
            "logical_date": T0,
            "start_date": T0,
            "end_date": None if state == "running" else T1,
        }
        for n, state in enumerate(("success", "failed", "running", "queued"))
    ]
    document = {"dag_runs": rows, "total_entries": 4}
    for text in (json.dumps(document), json.dumps(rows)):
        found = read(written(tmp_path, text, "e.json"))
        states = [run["status"] for run in found.runs]
        assert states == ["completed", "failed", "running", "queued"]
        assert found.ids[0] == "etl / scheduled__0"


def test_task_instances_of_airflow(tmp_path: Path) -> None:
    """A task of which a copy is made for each entry of a list tells the copies by a number."""
    task = {"dag_id": "etl", "dag_run_id": "manual__1", "operator": "PythonOperator",
            "try_number": 1, "map_index": -1, "queued_when": T0, "start_date": T1,
            "end_date": T2}  # fmt: skip
    rows = [
        task | {"task_id": "load", "state": "success"},
        task | {"task_id": "load", "state": "failed", "map_index": 0, "note": "lost"},
        task | {"task_id": "mail", "state": "upstream_failed"},
        task | {"task_id": "end", "state": None, "start_date": None, "end_date": None},
    ]
    shell = [{key: row[key] for key in ("dag_id", "task_id", "state", "start_date", "end_date")}
             | {"execution_date": T0} for row in rows[:1]]  # fmt: skip
    found = read(written(tmp_path, json.dumps({"task_instances": rows}), "e.json"))
    assert found.export.format == "Airflow task instances"
    assert {run["run_id"]: run["status"] for run in found.runs} == {
        "etl / manual__1 / load": "completed",
        "etl / manual__1 / load / 0": "failed",
        "etl / manual__1 / mail": "failed",
        "etl / manual__1 / end": "queued",
    }
    assert (found.runs[1]["error_message"], found.runs[0]["duration_ms"]) == ("lost", 4_000)
    assert {run["worker"] for run in found.runs} == {"etl"}
    assert read(written(tmp_path, json.dumps(shell), "e.json")).ids == [f"etl / {T0} / load"]


@pytest.mark.parametrize(
    ("row", "format_name", "status"),
    [
        ({"id": 2, "name": "CI", "status": "completed", "conclusion": "failure", "run_attempt": 1,
          "created_at": T0}, "GitHub Actions runs", "failed"),
        ({"id": 2, "name": "CI", "status": "completed", "conclusion": "failure",
          "head_branch": "main", "created_at": T0}, "GitHub Actions runs", "failed"),
        ({"id": 2, "status": "in_progress", "conclusion": "NaN", "run_number": 1,
          "created_at": T0}, "GitHub Actions runs", "running"),
        ({"id": 2, "workflowId": "w", "mode": "trigger", "status": "crashed", "startedAt": T0,
          "createdAt": T0}, "n8n executions", "failed"),
        ({"id": 2, "run_type": "chain", "trace_id": "t", "status": "error", "error": "no",
          "start_time": T0, "created_at": T0}, "LangSmith runs", "failed"),
        ({"id": 2, "dag_id": "d", "run_id": "x", "state": "success", "created_at": T0,
          "start_date": T0}, "Airflow DAG runs", "completed"),
        ({"id": 2, "status": "failed", "created_at": T0}, "run list", "failed"),
        ({"id": 2, "status": "failed", "created": T0, "environment": "x", "bookmarked": 1},
         "run list", "failed"),
    ],
)  # fmt: skip
def test_a_run_list_takes_no_rows_of_others(
    tmp_path: Path, row: dict[str, Any], format_name: str, status: str
) -> None:
    result = read(written(tmp_path, json.dumps([row]), "e.json"))
    assert (result.export.format, result.runs[0]["status"]) == (format_name, status)


@pytest.mark.parametrize(
    "row",
    [
        {"type": "order.created", "timestamp": T0, "payload": {"id": 5}},
        {"type": "chat", "timestamp": T0, "message": {"role": "customer", "content": "hi"}},
        {"object": "invoice", "workflow_name": "w", "id": 1},
        {"dag_id": "d", "run_id": "r", "task_id": "t", "state": "failed", "queued_at": T0},
        {"trace_id": "t", "span_id": "s", "span_kind": "SERVER", "start_time": T0,
         "status_code": "OK"},
    ],
)  # fmt: skip
def test_what_only_looks_like_a_format_is_refused(tmp_path: Path, row: dict[str, Any]) -> None:
    with pytest.raises(ExportRefused, match="does not fit"):
        read(written(tmp_path, lines([row, row]), "e.ndjson"))


def test_a_note_of_airflow_is_an_error_only_where_its_run_failed(tmp_path: Path) -> None:
    run = {"dag_id": "etl", "start_date": T0, "end_date": T1, "note": "seen",
           "dag_versions": [{"version_number": 3}]}  # fmt: skip
    rows = [run | {"dag_run_id": state, "state": state} for state in ("success", "failed")]
    failed, done = read(written(tmp_path, json.dumps({"dag_runs": rows}), "runs.json")).runs[::-1]
    assert (done["error_message"], done["comment_preview"]) == (None, "seen")
    assert (failed["error_message"], failed["instructions_version"]) == ("seen", "3")


@pytest.mark.parametrize("samples", [{"samples": None}, {"samples": []}, {}])
def test_a_log_without_samples_says_so(tmp_path: Path, samples: dict[str, Any]) -> None:
    log = {"status": "error", "eval": {"task": "t", "model": "m"}, "results": {"scores": [{}]}}
    log |= samples
    says = "Inspect log and holds no runs: nothing stands under samples"
    with pytest.raises(ExportRefused, match=says):
        read(written(tmp_path, json.dumps(log), "log.json"))


def test_evaluations_of_inspect_that_were_begun_together_are_several(tmp_path: Path) -> None:
    rows: Rows = [
        {"eval_id": f"e-{task}", "run_id": "r", "task_id": f"t-{task}", "created": T0,
         "task_name": task, "model": "m", "status": status, "error_message": error,
         "total_samples": 3, "git_commit": "c"}
        for task, status, error in (("one", "success", None), ("two", "error", "lost"))
    ]  # fmt: skip
    found = by_id(read(written(tmp_path, table(rows))))
    assert [(run["worker"], run["status"]) for run in found.values()] == [
        ("one", "completed"), ("two", "failed")]  # fmt: skip
    assert (found["e-two"]["error_message"], found["e-one"]["instructions_version"]) == (
        "lost", "c")  # fmt: skip


def test_conversations_of_tau2_bench(tmp_path: Path) -> None:
    said = [
        {"role": "user", "content": "Cancel it."},
        {"role": "assistant", "content": None, "tool_calls": [
            {"name": "cancel", "requestor": "assistant", "arguments": {}}]},
        {"role": "tool", "content": "{}", "error": False},
        {"role": "assistant", "content": "Done.", "tool_calls": None},
    ]  # fmt: skip
    ended = [("user_stop", 1.0), ("max_steps", 0.0), ("agent_error", 0.0)]
    simulations = [
        {"id": f"s{n}", "task_id": "7", "trial": n, "start_time": T0, "end_time": T1,
         "duration": 5.0, "termination_reason": why, "reward_info": {"reward": reward},
         "agent_cost": 0.5, "messages": said}
        for n, (why, reward) in enumerate(ended)
    ]  # fmt: skip
    info = {"agent_info": {"llm": "m"}, "environment_info": {"domain_name": "air", "policy": "Be."}}
    document = {"timestamp": T2, "info": info, "tasks": [{"id": "7"}], "simulations": simulations}
    found = read(written(tmp_path, json.dumps(document), "results.json"))
    runs = list(by_id(found).values())
    assert [(run["status"], run["quality"], run["error_type"]) for run in runs] == [
        ("completed", "good", None), ("completed", "bad", "max_steps"),
        ("failed", "bad", "agent_error")]  # fmt: skip
    first = runs[0]
    assert [call["name"] for call in first["tools_called"]] == ["cancel"]
    assert (first["task_id"], first["steps"], first["cost"]) == ("air / 7", 2, 0.5)
    assert (first["worker"], first["comment_preview"], first["duration_ms"]) == ("m", "Done.", 5000)
    assert [text["instructions_text"] for text in found.tables["instructions"]] == ["Be."]


def test_a_document_that_fits_nothing_is_decoded_once_for_all_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[int] = []
    decoded = json_walk.element_at

    def counting(text: WalkedText, at: int) -> json_walk.Element:
        began.append(at)
        return decoded(text, at)

    monkeypatch.setattr(json_walk, "element_at", counting)
    file = written(tmp_path, json.dumps({"meta": {"x": [{"a": n} for n in range(50)]}}), "e.json")
    with pytest.raises(ExportRefused, match="Found: meta"):
        read(file)
    assert 1 <= began.count(0) <= 2
