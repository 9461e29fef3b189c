"""Traces of OpenTelemetry, of Jaeger and of what SDKs print: which spans are a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read, written
from tests.sources.test_formats import T0, T1, by_id, lines


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


def test_otlp_with_a_list_that_is_none(tmp_path: Path) -> None:
    odd = {"key": "z", "value": {"arrayValue": {"values": 5}}}
    start = 1_795_000_000_000_000_000
    span = {"traceId": "a" * 32, "spanId": "b" * 16, "startTimeUnixNano": start,
            "endTimeUnixNano": start, "attributes": [odd]}  # fmt: skip
    assert read(written(tmp_path, lines([otlp(span)]), "e.jsonl")).ids == ["a" * 32]


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


def test_openinference_without_a_total_of_tokens(tmp_path: Path) -> None:
    span = {
        "traceId": "0af7651916cd43dd8448eb211c80319c",
        "spanId": "b7ad6b7169203331",
        "startTimeUnixNano": 1_795_000_000_000_000_000,
        "endTimeUnixNano": 1_795_000_001_000_000_000,
        "attributes": [
            attribute("openinference.span.kind", "LLM"),
            attribute("llm.token_count.prompt", 7),
            attribute("llm.token_count.completion", 3),
        ],
    }
    [run] = read(written(tmp_path, lines([otlp(span)]), "t.jsonl")).runs
    assert run["tokens"] == 10
