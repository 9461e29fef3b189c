"""The formats that are recognised without a mapping: what each calls failed, running, good."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from dashboard.sources.raw import json_text
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


def attribute(key: str, value: Any) -> dict[str, Any]:
    """An attribute as OTLP writes it."""
    kind = {int: "intValue", bool: "boolValue", float: "doubleValue"}.get(type(value))
    return {
        "key": key,
        "value": {kind or "stringValue": str(value) if kind == "intValue" else value},
    }


def otlp(*spans: dict[str, Any]) -> dict[str, Any]:
    """Spans in OTLP/JSON."""
    scopes = [{"scope": {"name": "x"}, "spans": list(spans)}]
    resource = {"attributes": [attribute("service.name", "s")]}
    return {"resourceSpans": [{"resource": resource, "scopeSpans": scopes}]}


def test_otlp_with_genai_attributes(tmp_path: Path) -> None:
    start, trace = 1_795_000_000_000_000_000, "0af7651916cd43dd8448eb211c80319c"
    root = {
        "traceId": trace,
        "spanId": "b7ad6b7169203331",
        "name": "invoke_agent Bot",
        "startTimeUnixNano": str(start),
        "endTimeUnixNano": start + 5_000_000_000,
        "status": {"code": 1},
        "attributes": [
            attribute("gen_ai.operation.name", "invoke_agent"),
            attribute("gen_ai.agent.name", "Bot"),
            attribute("gen_ai.usage.input_tokens", 99),
        ],
    }
    chat = {
        "traceId": trace,
        "spanId": "00f067aa0ba902b7",
        "parentSpanId": "b7ad6b7169203331",
        "name": "chat",
        "startTimeUnixNano": start + 1,
        "endTimeUnixNano": start + 2,
        "attributes": [
            attribute("gen_ai.operation.name", "chat"),
            attribute("gen_ai.request.model", "m"),
            attribute("gen_ai.usage.input_tokens", 5),
            attribute("gen_ai.usage.output_tokens", 2),
        ],
    }
    tool = {
        **chat,
        "spanId": "00f067aa0ba902b8",
        "name": "execute_tool find",
        "status": {"code": "STATUS_CODE_ERROR", "message": "no access"},
        "attributes": [
            attribute("gen_ai.operation.name", "execute_tool"),
            attribute("gen_ai.tool.name", "find"),
        ],
    }
    failed = {
        **root,
        "traceId": "Cvdlkw==" * 3,
        "spanId": "AAAAAAAAAAE=",
        "status": {"code": 2},
        "events": [
            {
                "name": "exception",
                "attributes": [
                    attribute("exception.type", "KeyError"),
                    attribute("exception.message", "no such record"),
                ],
            }
        ],
    }
    running = {**root, "traceId": "1" * 32, "endTimeUnixNano": 0, "status": {}}
    rows = [otlp(tool, chat), otlp(root, failed), otlp(running)]  # one object a line
    found = by_id(read(written(tmp_path, lines(rows), "traces.jsonl")))
    done = found[trace]
    assert (done["status"], done["worker"], done["model"]) == ("completed", "Bot", "m")
    assert (done["tokens"], done["steps"], done["duration_ms"]) == (7, 1, 5_000)
    assert [(call["name"], call["ok"]) for call in done["tools_called"]] == [("find", False)]
    broken = next(run for run in found.values() if run["status"] == "failed")
    assert (broken["error_type"], broken["error_message"]) == ("KeyError", "no such record")
    assert found["1" * 32]["status"] == "running"


@pytest.mark.parametrize(
    ("status", "expected"),
    [({"code": 2}, "failed"), ({"code": 2.0}, "failed"), ("STATUS_CODE_ERROR", "failed"),
     ({"code": "Error"}, "failed"), ({"code": "2"}, "failed"), ({}, "completed"),
     (None, "completed"), ("STATUS_CODE_OK", "completed")],
)  # fmt: skip
def test_otlp_tells_its_status_in_many_ways(tmp_path: Path, status: Any, expected: str) -> None:
    start = 1_795_000_000_000_000_000
    span = {"traceId": "a" * 32, "spanId": "b" * 16, "startTimeUnixNano": start,
            "endTimeUnixNano": start, "status": status}  # fmt: skip
    [run] = read(written(tmp_path, lines([otlp(span), otlp(span)]), "e.jsonl")).runs
    assert (run["status"], run["steps"]) == (expected, None)


OPENLLMETRY = (
    {"traceloop.span.kind": "workflow", "traceloop.workflow.name": "Bot",
     "traceloop.entity.output": "Hi"},
    {"llm.request.type": "chat", "gen_ai.request.model": "m", "gen_ai.usage.prompt_tokens": 5,
     "gen_ai.usage.completion_tokens": 2},
    {"traceloop.span.kind": "tool", "traceloop.entity.name": "find"},
)  # fmt: skip
AI_SDK = (
    {"ai.operationId": "ai.generateText", "ai.telemetry.functionId": "Bot", "ai.model.id": "m",
     "ai.usage.promptTokens": 5, "ai.response.text": "Hi"},
    {"ai.operationId": "ai.generateText.doGenerate", "gen_ai.request.model": "m",
     "gen_ai.usage.input_tokens": 5, "gen_ai.usage.output_tokens": 2},
    {"ai.operationId": "ai.toolCall", "ai.toolCall.name": "find"},
)  # fmt: skip
WITHOUT_OPERATIONS = (
    {"gen_ai.agent.name": "Bot", "gen_ai.request.model": "m", "gen_ai.usage.input_tokens": 5,
     "gen_ai.usage.output_tokens": 2, "output.value": "Hi"},
    {"gen_ai.system": "s", "gen_ai.request.model": "m", "gen_ai.usage.input_tokens": 5,
     "gen_ai.usage.output_tokens": 2},
    {"gen_ai.tool.name": "find"},
)  # fmt: skip


@pytest.mark.parametrize("spans", [OPENLLMETRY, AI_SDK, WITHOUT_OPERATIONS])
def test_otlp_of_other_conventions(tmp_path: Path, spans: tuple[dict[str, Any], ...]) -> None:
    start = 1_795_000_000_000_000_000
    rows = [
        {"traceId": "a" * 32, "spanId": str(at) * 16, "name": "span", "startTimeUnixNano": start,
         "endTimeUnixNano": start, "attributes": [attribute(*each) for each in told.items()]}
        | ({"parentSpanId": "0" * 15 + "1"} if at else {})
        for at, told in enumerate(spans)
    ]  # fmt: skip
    rows[0]["spanId"] = "0" * 15 + "1"
    [run] = read(written(tmp_path, lines([otlp(*rows)]), "e.jsonl")).runs
    assert (run["worker"], run["model"], run["comment_preview"]) == ("Bot", "m", "Hi")
    assert (run["steps"], run["tokens"]) == (1, 7)  # those of the agent repeat them
    assert [call["name"] for call in run["tools_called"]] == ["find"]


TRACE, ROOT, CHILD = "5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174", "eee19b7ec3c1b175"
GROUP = {
    "resource": {"attributes": [attribute("service.name", "s")]},
    "scopeSpans": [{"spans": [
        {"traceId": TRACE, "spanId": ROOT, "name": "Bot",
         "startTimeUnixNano": "1795000000000000000", "endTimeUnixNano": "1795000005000000000",
         "status": {"code": 2, "message": "lost"}},
        {"traceId": TRACE, "spanId": CHILD, "parentSpanId": ROOT, "name": "chat",
         "startTimeUnixNano": "1795000000000000000", "endTimeUnixNano": "1795000001000000000",
         "attributes": [attribute("gen_ai.operation.name", "chat")]},
    ]}],
}  # fmt: skip
TAGS = [{"key": "otel.status_code", "value": "ERROR"},
        {"key": "otel.status_description", "value": "lost"}]  # fmt: skip
JAEGER = {
    "traceID": TRACE,
    "processes": {"p1": {"serviceName": "s"}},
    "spans": [
        {"traceID": TRACE, "spanID": CHILD, "operationName": "chat", "processID": "p1",
         "startTime": 1_795_000_000_000_000, "duration": 1_000_000,
         "tags": [{"key": "gen_ai.operation.name", "value": "chat"}],
         "references": [{"refType": "CHILD_OF", "traceID": TRACE, "spanID": ROOT}]},
        {"traceID": TRACE, "spanID": ROOT, "operationName": "Bot", "processID": "p1", "tags": TAGS,
         "startTime": 1_795_000_000_000_000, "duration": 5_000_000, "references": []},
    ],
}  # fmt: skip
CONSOLE = [
    {"name": "Bot", "context": {"trace_id": f"0x{TRACE}", "span_id": f"0x{ROOT}"},
     "parent_id": None, "start_time": "2026-11-18T11:06:40Z", "end_time": "2026-11-18T11:06:45Z",
     "status": {"status_code": "ERROR", "description": "lost"}, "attributes": {}},
    {"name": "chat", "context": {"trace_id": f"0x{TRACE}", "span_id": f"0x{CHILD}"},
     "parent_id": f"0x{ROOT}", "start_time": "2026-11-18T11:06:40Z",
     "end_time": "2026-11-18T11:06:41Z", "status": {"status_code": "UNSET"},
     "attributes": {"gen_ai.operation.name": "chat"}},
]  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        {"resourceSpans": [GROUP]}, {"batches": [GROUP]}, [GROUP], GROUP,
        {"trace": {"resourceSpans": [GROUP]}}, {"data": {"resourceSpans": [GROUP]}},
        {"data": GROUP["scopeSpans"][0]["spans"]}, {"data": [JAEGER], "errors": None}, JAEGER,
        [JAEGER], CONSOLE, "\n".join(json.dumps(span, indent=4) for span in CONSOLE),
    ],
)  # fmt: skip
def test_traces_of_stores_and_sdks(tmp_path: Path, document: Any) -> None:
    text = document if isinstance(document, str) else json.dumps(document)
    [run] = by_id(read(written(tmp_path, text, "trace.json"))).values()
    assert (run["run_id"], run["status"], run["worker"]) == (TRACE, "failed", "Bot")
    assert (run["error_message"], run["duration_ms"], run["steps"]) == ("lost", 5_000, 1)
    assert run["created_at"].isoformat() == "2026-11-18T11:06:40+00:00"


def test_a_trace_of_jaeger_whose_spans_are_none_is_rejected(tmp_path: Path) -> None:
    odd = [JAEGER, {"traceID": "x", "spans": 5}, {"traceID": "y", "spans": [5]}]
    found = read(written(tmp_path, json.dumps({"data": odd}), "trace.json"))
    assert found.ids == [TRACE] and len(found.rejected) == 2


def test_otlp_spans_that_are_none_are_rejected(tmp_path: Path) -> None:
    start = 1_795_000_000_000_000_000
    span = {"traceId": "a" * 32, "spanId": "b" * 16, "startTimeUnixNano": start}
    rows = [otlp(span, 5, "x"), {"resourceSpans": [{"scopeSpans": 5}]}, {"resourceSpans": 7}]  # type: ignore[arg-type]
    result = read(written(tmp_path, lines(rows), "e.jsonl"))
    assert len(result.ids) == 1
    assert [row.line for row in result.rejected] == [1, 1, 2, 3]
    assert "scopeSpans should be a list, and is" in result.rejected[2].reason


def test_roots_alone_tell_neither_steps_nor_tools(tmp_path: Path) -> None:
    root = {"id": "t", "trace_id": "t", "parent_run_id": None, "run_type": "chain", "name": "Bot",
            "start_time": T0, "end_time": T1, "status": "success"}  # fmt: skip
    [run] = read(written(tmp_path, lines([root]), "runs.jsonl")).runs
    assert (run["steps"], run["tools_called"]) == (None, None)


def test_a_langsmith_run_is_its_trace(tmp_path: Path) -> None:
    child = {"id": "c", "trace_id": "t", "parent_run_id": "t", "run_type": "llm", "name": "m",
             "start_time": T0, "status": "success", "total_tokens": 3, "error": "NaN"}  # fmt: skip
    root = {**child, "id": "t", "parent_run_id": "NaN", "run_type": "chain", "total_tokens": ""}
    rows = [child, child, root]
    for count, expected in ((2, "unknown"), (3, "completed")):
        [run] = read(written(tmp_path, table(rows[:count]), "runs.csv")).runs
        assert (run["run_id"], run["status"]) == ("t", expected)
    assert run["tokens"] == 3


def test_otlp_with_a_list_that_is_none(tmp_path: Path) -> None:
    odd = {"key": "z", "value": {"arrayValue": {"values": 5}}}
    start = 1_795_000_000_000_000_000
    span = {"traceId": "a" * 32, "spanId": "b" * 16, "startTimeUnixNano": start,
            "endTimeUnixNano": start, "attributes": [odd]}  # fmt: skip
    assert read(written(tmp_path, lines([otlp(span)]), "e.jsonl")).ids == ["a" * 32]


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
    assert [bad.field for bad in found.rejected] == ["run_id"]  # of a span that isn't there
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
    for document in ({"total_count": 2, "jobs": [job, running]}, flat):
        found = by_id(read(written(tmp_path, json.dumps(document), "jobs.json")))
        assert {key: run["status"] for key, run in found.items()} == {
            "7": "failed", "8": "running"}  # fmt: skip
        assert (found["7"]["worker"], found["8"]["finished_at"]) == ("CI", None)
    [run, _] = read(written(tmp_path, json.dumps({"jobs": [job, running]}), "jobs.json")).runs
    assert (run["error_message"], run["steps"], run["duration_ms"]) == ("Test", 2, 5_000)


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
    decoded = json_text.element_at

    def counting(text: str, at: int) -> json_text.Element:
        began.append(at)
        return decoded(text, at)

    monkeypatch.setattr(json_text, "element_at", counting)
    file = written(tmp_path, json.dumps({"meta": {"x": [{"a": n} for n in range(50)]}}), "e.json")
    with pytest.raises(ExportRefused, match="Found: meta"):
        read(file)
    assert 1 <= began.count(0) <= 2


def test_a_trace_of_a_service_that_states_its_version(tmp_path: Path) -> None:
    def run_of(name: str, **attributes: str) -> dict[str, Any]:
        span = {
            "traceId": "1" * 32, "spanId": "2" * 16, "name": "ask",
            "startTimeUnixNano": 1778000000 * 10**9, "endTimeUnixNano": 1778000001 * 10**9,
            "attributes": listed(attributes),
        }  # fmt: skip
        service = listed({"service.name": "bot", "service.version": "2.3.1"})
        groups = [{"resource": {"attributes": service}, "scopeSpans": [{"spans": [span]}]}]
        return read(written(tmp_path, json.dumps({"resourceSpans": groups}), name)).runs[0]

    def listed(attributes: dict[str, str]) -> list[dict[str, Any]]:
        return [{"key": key, "value": {"stringValue": value}} for key, value in attributes.items()]

    assert run_of("a.json")["instructions_version"] == "2.3.1"
    nearer = run_of("b.json", **{"gen_ai.agent.version": "7"})
    assert nearer["instructions_version"] == "7", "what is said of the agent itself counts before"
