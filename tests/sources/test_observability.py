"""Traces and runs as tools that observe them export them: Langfuse, LangSmith, Phoenix, Opik and
MLflow."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read, written
from tests.sources.test_formats import NAIVE, T0, T1, T2, Rows, by_id, lines, table


def span(trace: str, number: int, **more: Any) -> dict[str, Any]:
    """A span in the spelling of Langfuse's blob storage."""
    parent = f"{trace}-0" if number else ""
    return {
        "id": f"{trace}-{number}",
        "trace_id": trace,
        "type": "SPAN",
        "environment": "default",
        "parent_observation_id": parent,
        "start_time": f"2026-11-16 09:10:0{number}.000000",
        "end_time": "2026-11-16 09:10:08.000000",
        "name": "agent",
        "level": "DEFAULT",
        **more,
    }


LANGFUSE = [
    span("a", 0, trace_name="Invoices", input="Do it", output="Done"),
    span(
        "a",
        1,
        type="GENERATION",
        provided_model_name="m-1",
        usage_details={"total": 7},
        total_cost="0.5",
        prompt_name="p",
        prompt_version=3,
    ),
    span("b", 0),
    span("b", 1, type="TOOL", name="find", level="ERROR", status_message="no access"),
    span("c", 0, end_time=None),
    span("c", 1, type="EVENT", end_time=None),
]


SCORE = {
    "id": "s",
    "timestamp": NAIVE,
    "environment": "default",
    "trace_id": "a",
    "name": "ok",
    "value": 1,
    "data_type": "NUMERIC",
}


def camel(row: dict[str, Any]) -> dict[str, Any]:
    """A row in the spelling of Langfuse's page."""
    names = {key: "".join([(p := key.split("_"))[0], *map(str.title, p[1:])]) for key in row}
    return {names[key]: value for key, value in row.items()}


@pytest.mark.parametrize("spelled", [dict, camel])
@pytest.mark.parametrize("as_file", [lines, table, json.dumps])
def test_langfuse_observations(tmp_path: Path, spelled: Any, as_file: Any) -> None:
    name = {lines: "o.jsonl", table: "o.csv"}.get(as_file, "o.json")
    found = by_id(read(written(tmp_path, as_file([spelled(row) for row in LANGFUSE]), name)))
    assert {key: run["status"] for key, run in found.items()} == {
        "a": "completed",
        "b": "failed",
        "c": "running",
    }
    assert (found["a"]["worker"], found["a"]["instructions_version"]) == ("Invoices", "p v3")
    assert found["a"]["cost"] == 0.5
    assert found["b"]["error_message"] == "no access"
    assert found["b"]["tools_called"][0] | {"wrote": None} == {
        "name": "find",
        "category": None,
        "ok": False,
        "error": "no access",
        "wrote": None,
    }
    assert str(found["a"]["created_at"]) == "2026-11-16 09:10:00+00:00"
    assert (found["a"]["duration_ms"], found["c"]["finished_at"]) == (8_000, None)


def test_langfuse_traces_observations_and_scores_join(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    traces = [
        {
            "id": key,
            "timestamp": NAIVE,
            "name": f"T {key}",
            "environment": "default",
            "bookmarked": False,
            "release": "r1",
        }
        for key in "abcd"
    ]
    for kind, rows in (("traces", traces), ("observations", LANGFUSE), ("scores", [SCORE])):
        (folder / kind).mkdir(parents=True)
        written(folder / kind, lines(rows), "2026.jsonl")
    found = by_id(read(folder))
    assert {key: run["status"] for key, run in found.items()} == {
        "a": "completed",
        "b": "failed",
        "c": "running",
        "d": "unknown",
    }
    assert {run["worker"] for run in found.values()} == {"T a", "T b", "T c", "T d"}
    assert found["d"]["instructions_version"] == "r1"
    assert [found[key]["steps"] for key in "abcd"] == [1, 0, 0, None]
    kept = json.loads(found[SCORE["trace_id"]]["extra"])
    assert [score["name"] for score in kept["scores"]] == [SCORE["name"]]


def test_langfuse_traces_of_the_page(tmp_path: Path) -> None:
    rows = [
        {
            "id": key,
            "timestamp": T0,
            "name": "Bot",
            "environment": "default",
            "bookmarked": False,
            "level": level,
            "latency": 1.5,
            "totalTokens": 9,
            "totalCost": "0.1",
            "is_correct": [1],
        }
        for key, level in (("x", "DEFAULT"), ("y", "ERROR"))
    ]
    found = by_id(read(written(tmp_path, table(rows), "traces.csv")))
    assert (found["x"]["status"], found["y"]["status"]) == ("completed", "failed")
    assert (found["x"]["duration_ms"], found["x"]["tokens"]) == (1_500, 9)


def test_langfuse_traces_that_count_what_their_observations_had(tmp_path: Path) -> None:
    counts = "errorCount,warningCount,defaultCount,debugCount"
    head = f"id,name,timestamp,environment,bookmarked,{counts},level"
    rows = [f"t{at},bot,2026-11-16T09:10:00Z,e,false,{row}," for at, row in enumerate(
        ["1,0,3,0", "0,0,2,0", "0,1,0,0", "0,0,0,2", "0,0,0,0"])]  # fmt: skip
    found = read(written(tmp_path, "\n".join([head, *rows])))
    assert found.export.format == "Langfuse export"
    assert {run["run_id"]: run["status"] for run in found.runs} == {
        "t0": "failed", "t1": "completed", "t2": "completed", "t3": "completed", "t4": "unknown"
    }  # fmt: skip


def test_langfuse_of_the_api_with_as_few_fields_as_it_gives(tmp_path: Path) -> None:
    core = {"id": "o", "traceId": "t", "startTime": T0, "endTime": T1, "projectId": "p",
            "parentObservationId": None, "type": "SPAN"}  # fmt: skip
    nameless = core | {"traceId": "u", "type": "TOOL"}
    pages = [{"data": [core], "meta": {"cursor": "x"}}, {"data": [nameless]}]
    found = by_id(read(written(tmp_path, json.dumps(pages), "o.json")))
    assert [call["name"] for call in found["u"]["tools_called"]] == ["tool"]
    assert {key: run["status"] for key, run in found.items()} == {"t": "unknown", "u": "unknown"}
    trace = {"id": "t", "timestamp": T0, "name": "Bot", "environment": "e", "public": False,
             "observations": ["o"], "scores": []}  # fmt: skip
    for document in (
        {"data": [trace], "meta": {}},
        {"id": "s", "createdAt": T0, "traces": [trace]},
    ):
        [run] = by_id(read(written(tmp_path, json.dumps(document), "t.json"))).values()
        assert (run["run_id"], run["status"], run["worker"]) == ("t", "unknown", "Bot")
    observation = core | {"level": "ERROR", "statusMessage": "lost", "name": "step"}
    whole = trace | {"observations": [observation, nameless]}
    for document in (whole, [whole]):
        [run] = by_id(read(written(tmp_path, json.dumps(document), "t.json"))).values()
        assert (run["status"], run["worker"], run["error_message"]) == ("failed", "Bot", "lost")


def test_langsmith(tmp_path: Path) -> None:
    start, end = "2026-11-16T09:10:00.090000", "2026-11-16T09:10:04.000000"
    base = {"start_time": start, "end_time": end, "inputs": {"input": "go"}, "outputs": {}}
    rows = [
        {
            **base,
            "id": "a",
            "trace_id": "a",
            "name": "Agent",
            "run_type": "chain",
            "error": None,
            "status": "success",
            "total_tokens": 12,
            "total_cost": "0.02",
            "extra": {"metadata": {"revision_id": "rev-1"}},
        },
        {
            **base,
            "id": "a1",
            "trace_id": "a",
            "parent_run_id": "a",
            "name": "search",
            "run_type": "tool",
            "error": "ValueError('x')",
            "status": "error",
        },
        {
            **base,
            "id": "b",
            "trace_id": "b",
            "name": "Agent",
            "run_type": "chain",
            "error": "openai.RateLimitError('slow down')\nTraceback",
            "status": "error",
        },
        {
            **base,
            "id": "c",
            "trace_id": "c",
            "name": "Agent",
            "run_type": "chain",
            "error": None,
            "status": "pending",
            "end_time": None,
        },
    ]
    for name, text in (("runs.jsonl", lines(rows)), ("runs.csv", table(rows))):
        found = by_id(read(written(tmp_path, text, name)))
        assert [found[key]["status"] for key in "abc"] == ["completed", "failed", "running"]
        assert (found["a"]["instructions_version"], found["a"]["tokens"]) == ("rev-1", 12)
        assert [call["ok"] for call in found["a"]["tools_called"]] == [False]
        assert found["b"]["error_type"] == "openai.RateLimitError"
        assert str(found["a"]["started_at"]) == "2026-11-16 09:10:00.090000+00:00"


def test_langsmith_as_a_community_export(tmp_path: Path) -> None:
    child = {"id": "k", "name": "look", "run_type": "tool", "error": None}
    document = {
        "export_metadata": {"total_traces": 1},
        "traces": [
            {
                "id": "t",
                "name": "Agent",
                "start_time": T0,
                "end_time": T1,
                "status": "success",
                "run_type": "chain",
                "child_runs": [child],
            }
        ],
    }
    [run] = by_id(read(written(tmp_path, json.dumps(document), "e.json"))).values()
    assert (run["run_id"], run["status"]) == ("t", "completed")
    assert [call["name"] for call in run["tools_called"]] == ["look"]


def test_a_langsmith_run_is_its_trace(tmp_path: Path) -> None:
    child = {"id": "c", "trace_id": "t", "parent_run_id": "t", "run_type": "llm", "name": "m",
             "start_time": T0, "status": "success", "total_tokens": 3, "error": "NaN"}  # fmt: skip
    root = {**child, "id": "t", "parent_run_id": "NaN", "run_type": "chain", "total_tokens": ""}
    rows = [child, child, root]
    for count, expected in ((2, "unknown"), (3, "completed")):
        [run] = read(written(tmp_path, table(rows[:count]), "runs.csv")).runs
        assert (run["run_id"], run["status"]) == ("t", expected)
    assert run["tokens"] == 3


@pytest.mark.parametrize("flat", [True, False])
def test_phoenix(tmp_path: Path, flat: bool) -> None:
    def row(trace: str, number: int, kind: str, **more: Any) -> dict[str, Any]:
        context = {"trace_id": trace, "span_id": f"{trace}{number}"}
        attributes = {"llm.token_count.total": 4} if kind == "LLM" else {}
        shape: dict[str, Any] = (
            {f"context.{k}": v for k, v in context.items()}
            | {f"attributes.{k}": v for k, v in attributes.items()}
            if flat
            else {"context": context, "attributes": attributes}
        )
        return {
            "name": "Bot",
            "span_kind": kind,
            "parent_id": f"{trace}0" if number else None,
            "start_time": T0,
            "end_time": T1,
            "status_code": "UNSET",
            **shape,
            **more,
        }

    rows = [
        row("a", 0, "AGENT"),
        row("a", 1, "LLM"),
        row("a", 2, "TOOL", status_code="ERROR"),
        row("b", 0, "AGENT", status_code="ERROR", status_message="lost"),
        row("c", 0, "AGENT", end_time=None),
    ]
    found = by_id(read(written(tmp_path, lines(rows), "spans.jsonl")))
    assert [found[key]["status"] for key in "abc"] == ["completed", "failed", "running"]
    assert (found["a"]["tokens"], found["b"]["error_message"]) == (4, "lost")


def test_annotations_of_phoenix_belong_to_the_runs_of_their_spans(tmp_path: Path) -> None:
    def row(trace: str, number: int, kind: str) -> dict[str, Any]:
        tokens = {"llm.token_count.prompt": 3, "llm.token_count.completion": 4}
        return {
            "name": "Bot",
            "context": {"trace_id": trace, "span_id": f"{trace}{number}"},
            "parent_id": f"{trace}0" if number else None,
            "span_kind": kind,
            "start_time": T1,
            "end_time": T2,
            "status_code": "OK",
            "attributes": tokens if kind == "LLM" else {},
        }

    notes = [
        {"id": f"n{of}", "span_id": of, "name": "right", "annotator_kind": "HUMAN",
         "result": {"score": score}, "created_at": T0}
        for of, score in (("a0", 1), ("b1", 0), ("gone", 1))
    ]  # fmt: skip
    spans = [row(trace, n, "LLM" if n else "AGENT") for trace in "ab" for n in range(2)]
    for name, data in (("annotations", notes), ("spans", spans)):
        written(tmp_path, json.dumps({"data": data, "next_cursor": None}), f"{name}.json")
    found = read(tmp_path)
    assert found.rejected == []
    [said] = found.export.notices
    assert said.startswith("1 row says more of a run that is not here, and is left out.")
    assert [(run["run_id"], run["tokens"], run["created_at"].second) for run in found.runs] == [
        ("a", 7, 5), ("b", 7, 5)]  # fmt: skip
    kept = [json.loads(run["extra"])["annotations"] for run in found.runs]
    assert [note["result"]["score"] for [note] in kept] == [1, 0]


def test_opik(tmp_path: Path) -> None:
    def trace(key: str, **more: Any) -> dict[str, Any]:
        return {
            "id": key,
            "project_id": "p",
            "name": "Bot",
            "start_time": T0,
            "end_time": T1,
            "input": {"input": "go"},
            "output": {},
            "feedback_scores": [],
            "span_count": 1,
            "usage": {"total_tokens": 8},
            **more,
        }

    error = {"exception_type": "ValueError", "message": "no", "traceback": "…"}
    rows = [trace("a"), trace("b", error_info=error), trace("c", end_time=None)]
    found = by_id(read(written(tmp_path, lines(rows), "traces.jsonl")))
    assert [found[key]["status"] for key in "abc"] == ["completed", "failed", "running"]
    assert (found["b"]["error_type"], found["b"]["error_message"]) == ("ValueError", "no")
    folder = tmp_path / "traces"
    folder.mkdir()
    spans = [{"id": "s", "type": "tool", "name": "find"}, {"id": "n", "type": "tool", "name": None}]
    for row in rows:
        written(folder, json.dumps({"trace": row, "spans": spans}), f"trace_{row['id']}.json")
    each = by_id(read(folder))
    assert [each[key]["status"] for key in "abc"] == ["completed", "failed", "running"]
    assert [call["name"] for call in each["a"]["tools_called"]] == ["find", "tool"]
    flat = [
        {
            "trace_id": key,
            "trace_name": "Bot",
            "trace_start_time": T0,
            "trace_end_time": T1,
            "trace_error_info": "boo" if key == "b" else "",
            "span_id": f"{key}{n}",
            "span_type": "tool",
            "span_name": f"t{n}",
        }
        for key in "ab"
        for n in range(2)
    ]
    found = by_id(read(written(tmp_path, table(flat), "flat.csv")))
    assert [found[key]["status"] for key in "ab"] == ["completed", "failed"]
    assert len(found["a"]["tools_called"]) == 2


@pytest.mark.parametrize("dropped", [("trace_id", "dotted_order", "parent_run_id"), ()])
def test_runs_of_langsmith_that_name_no_trace_are_their_own(
    tmp_path: Path, dropped: tuple[str, ...]
) -> None:
    row = {"id": "a", "name": "agent", "run_type": "chain", "status": "success", "start_time": T0,
           "end_time": T1, "inputs": {"input": "q"}, "outputs": {"output": "o"}, "error": None,
           "trace_id": "a", "dotted_order": "", "parent_run_id": None}  # fmt: skip
    rows = [row, row | {"id": "b", "trace_id": "b", "status": "error", "error": "KeyError('x')"}]
    kept = [{key: value for key, value in row.items() if key not in dropped} for row in rows]
    for text, name in ((json.dumps(kept), "e.json"), (table(kept), "e.csv")):
        found = by_id(read(written(tmp_path, text, name)))
        assert {key: run["status"] for key, run in found.items()} == {
            "a": "completed", "b": "failed"}  # fmt: skip
        assert (found["a"]["comment_preview"], found["b"]["error_type"]) == ("o", "KeyError")


def test_langfuse_before_it_had_environments(tmp_path: Path) -> None:
    rows = [{"id": key, "bookmarked": "false", "timestamp": T0, "name": "Bot", "sessionId": "s",
             "latency": "2.5", "totalTokens": "15", "level": level}
            for key, level in (("x", "DEFAULT"), ("y", "ERROR"))]  # fmt: skip
    found = by_id(read(written(tmp_path, table(rows), "traces.csv")))
    assert {key: run["status"] for key, run in found.items()} == {"x": "completed", "y": "failed"}


def test_langfuse_adds_up_tokens_that_no_total_says(tmp_path: Path) -> None:
    call = {"traceId": "t", "type": "GENERATION", "environment": "e", "startTime": T0,
            "parentObservationId": None}  # fmt: skip
    rows = [
        call | {"id": "a", "usageDetails": {"input": 10, "output": 5, "total": 15}},
        call | {"id": "b", "usageDetails": {"input": 100, "output": 20}},
    ]
    [run] = read(written(tmp_path, json.dumps({"data": rows, "meta": {}}), "o.json")).runs
    assert run["tokens"] == 135


def test_opik_as_the_page_exports_it(tmp_path: Path) -> None:
    rows = [{"id": key, "name": "chat", "start_time": T0, "end_time": T1, "duration": "4000",
             "total_estimated_cost": "0.002", "error_info": error, "created_by": "me",
             "metadata": '{"opik_prompts": [{"name": "p", "version": {"commit": "c1"}}]}'}
            for key, error in (("x", ""), ("y", '{"exception_type": "E", "message": "m"}'))
            ]  # fmt: skip
    found = by_id(read(written(tmp_path, table(rows), "traces.csv")))
    assert {key: run["status"] for key, run in found.items()} == {"x": "completed", "y": "failed"}
    assert (found["y"]["error_type"], found["x"]["instructions_version"]) == ("E", "c1")


def test_langfuse_measures_how_long_observations_took(tmp_path: Path) -> None:
    row = {"id": "o", "trace_id": "t", "environment": "default", "type": "SPAN", "name": "g",
           "parent_observation_id": "", "start_time": T0, "end_time": T1, "latency": 5_000,
           "level": "DEFAULT"}  # fmt: skip
    [run] = read(written(tmp_path, lines([row, row]), "o.jsonl")).runs
    assert run["duration_ms"] == 5_000


MLFLOW_RUN = {
    "info": {"run_id": "a", "experiment_id": "7", "run_name": "bold-fox", "status": "FAILED",
             "start_time": 1_795_000_000_000, "end_time": 1_795_000_002_500, "artifact_uri": "x"},
    "data": {"params": [{"key": "model", "value": "m"}], "metrics": [], "tags": []},
}  # fmt: skip


@pytest.mark.parametrize("document", [{"runs": [MLFLOW_RUN]}, [{"runs": [MLFLOW_RUN]}], MLFLOW_RUN])
def test_runs_of_mlflow_from_its_api(tmp_path: Path, document: Any) -> None:
    [run] = by_id(read(written(tmp_path, json.dumps(document), "runs.json"))).values()
    assert (run["run_id"], run["status"], run["worker"]) == ("a", "failed", "experiment 7")
    assert (run["duration_ms"], run["model"], run["task_title"]) == (2_500, "m", "bold-fox")


def test_runs_of_mlflow_as_tables(tmp_path: Path) -> None:
    found = (
        "run_id,experiment_id,status,artifact_uri,start_time,end_time,params.model,tags.mlflow.user\n"
        "a,1,FINISHED,x,2026-11-16 09:10:00.5+00:00,2026-11-16 09:10:01+00:00,m,Ann\n"
        "b,1,KILLED,x,2026-11-16 09:10:00+00:00,NaT,m,Ann\n"
    )
    runs = by_id(read(written(tmp_path, found, "runs.csv")))
    assert [run["status"] for run in runs.values()] == ["completed", "cancelled"]
    assert (runs["a"]["duration_ms"], runs["a"]["model"], runs["a"]["trigger"]) == (500, "m", "Ann")
    downloaded = (
        "Start Time,Duration,Run ID,Name,Source Type,Source Name,User,Status,acc\n"
        "2026-11-16 10:10:00,1.2min,c,bold-fox,LOCAL,bot.py,ann,FINISHED,0.5\n"
    )
    [run] = read(written(tmp_path, downloaded, "page.csv"), zone="Europe/Berlin").runs
    assert (run["run_id"], run["worker"], run["duration_ms"]) == ("c", "bot.py", 72_000)
    assert str(run["created_at"]) == "2026-11-16 09:10:00+00:00"


def test_traces_and_spans_of_opik_are_one_run_together_or_alone(tmp_path: Path) -> None:
    trace = {"id": "t", "project_id": "p", "name": "Bot", "start_time": T0, "end_time": T2,
             "feedback_scores": [], "usage": {"total_tokens": 9}}  # fmt: skip
    root = {"id": "s", "trace_id": "t", "parent_span_id": None, "project_id": "p", "type": "llm",
            "name": "ask", "start_time": T0, "end_time": T1,
            "usage": {"total_tokens": 9}}  # fmt: skip
    child = {**root, "id": "c", "parent_span_id": "s", "type": "tool", "name": "find",
             "usage": None, "error_info": {"exception_type": "E", "message": "gone"}}  # fmt: skip
    folder = tmp_path / "both"
    folder.mkdir()
    written(folder, json.dumps([trace]), "traces.json")
    written(folder, json.dumps({"content": [root, child]}), "spans.json")
    for path, worker in ((folder, "Bot"), (folder / "spans.json", "ask")):
        [run] = by_id(read(path)).values()
        assert (run["run_id"], run["status"], run["worker"]) == ("t", "completed", worker)
        assert (run["tokens"], run["steps"]) == (9, 1)
        assert [(call["name"], call["ok"]) for call in run["tools_called"]] == [("find", False)]
    [run] = by_id(read(folder / "traces.json")).values()
    assert (run["steps"], run["tools_called"]) == (None, None)


def test_runs_of_mlflow_from_the_table_of_its_database(tmp_path: Path) -> None:
    database = tmp_path / "mlflow.db"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "CREATE TABLE runs (run_uuid TEXT, name TEXT, user_id TEXT, status TEXT, start_time, "
            "end_time, source_version TEXT, artifact_uri TEXT, experiment_id INTEGER)"
        )
        connection.execute("CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT)")
        connection.execute(
            "INSERT INTO runs VALUES ('a1', 'calm', 'ann', 'FAILED', 1791709200000, 1791709260000, "
            "'c0ffee', 'x', 1)"
        )
        connection.commit()
    [run] = read(database).runs
    assert (run["run_id"], run["status"], run["task_title"]) == ("a1", "failed", "calm")
    assert (run["trigger"], run["instructions_version"]) == ("ann", "c0ffee")
    assert run["duration_ms"] == 60_000


def test_traces_of_mlflow_as_its_search_answers(tmp_path: Path) -> None:
    trace = {"trace_id": "tr-a", "request_preview": "Where?", "response_preview": "Here.",
             "request_time": T0, "execution_duration": "1.25s", "state": "ERROR",
             "trace_metadata": {}, "tags": {"mlflow.traceName": "Bot"}}  # fmt: skip
    [run] = read(written(tmp_path, json.dumps({"traces": [trace]}), "traces.json")).runs
    assert (run["task_text"], run["comment_preview"]) == ("Where?", "Here.")
    assert (run["worker"], run["status"], run["duration_ms"]) == ("Bot", "failed", 1250)


def test_errors_that_a_trace_of_mlflow_caught_are_those_of_its_tools(tmp_path: Path) -> None:
    caught = {"name": "exception", "attributes": {"exception.type": "E", "exception.message": "no"}}
    spans = [
        {"name": "Bot", "status": {"code": "STATUS_CODE_ERROR", "message": "lost"},
         "attributes": {}},
        {"name": "find", "status": {"code": "STATUS_CODE_ERROR"}, "events": [caught],
         "attributes": {"mlflow.spanType": '"TOOL"'}},
        {"name": "chat", "attributes": {"mlflow.spanType": '"CHAT_MODEL"'}},
    ]  # fmt: skip
    rows: Rows = [
        {"trace_id": state, "request_time": T0, "state": state, "trace_metadata": {}, "spans": made}
        for state, made in (("OK", spans[1:]), ("ERROR", spans[:1]))
    ]
    found = by_id(read(written(tmp_path, json.dumps(rows), "traces.json")))
    ok, failed = found["OK"], found["ERROR"]
    assert (ok["error_message"], ok["error_type"], ok["steps"]) == (None, None, 1)
    assert ok["tools_called"][0]["error"] == "no"
    assert (failed["error_message"], failed["steps"]) == ("lost", 0)


@pytest.mark.parametrize("told", ["is_root", "parent_run_ids", "dotted_order"])
def test_langsmith_tells_the_root_in_several_ways(tmp_path: Path, told: str) -> None:
    def row(key: str, **more: Any) -> dict[str, Any]:
        number = {"t": "", "a": ".2", "b": ".3"}[key]
        said = {
            "is_root": key == "t",
            "parent_run_ids": [] if key == "t" else ["t"],
            "dotted_order": f"20261116T091000000000Zt{number}",
        }
        return {"id": key, "trace_id": "t", "start_time": NAIVE, "end_time": NAIVE,
                "run_type": "chain", "status": "success", told: said[told], **more}  # fmt: skip

    rows = [
        row("a", name="model", run_type="llm", total_tokens=4),
        row("b", name="look", run_type="tool", status="error", error_preview="lost"),
        row("t", name="Agent", total_tokens=4, inputs_preview="go", outputs_preview="gone"),
    ]
    [run] = read(written(tmp_path, json.dumps({"items": rows}), "runs.json")).runs
    assert (run["worker"], run["status"], run["steps"], run["tokens"]) == (
        "Agent", "completed", 1, 4)  # fmt: skip
    assert [(call["name"], call["ok"]) for call in run["tools_called"]] == [("look", True)]
    assert (run["task_text"], run["comment_preview"]) == ("go", "gone")


def test_the_model_of_langfuse_in_the_newer_api(tmp_path: Path) -> None:
    call = {"id": "a", "traceId": "t", "type": "GENERATION", "environment": "e", "startTime": T0,
            "parentObservationId": None, "providedModelName": "m-1"}  # fmt: skip
    [run] = read(written(tmp_path, json.dumps({"data": [call], "meta": {}}), "o.json")).runs
    assert run["model"] == "m-1"
