"""Which parts of a run count for it: calls of any model, those within others, what only adds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import Read, read, written
from tests.sources.test_formats import T0, T1, T2, by_id, lines
from tests.sources.test_observability import LANGFUSE, SCORE, span
from tests.sources.test_otlp import attribute, otlp

EMBEDDING = span("a", 2, type="EMBEDDING", usage_details={"total": 4}, total_cost="0.25")


def test_embeddings_of_langfuse_are_calls_of_a_model(tmp_path: Path) -> None:
    found = by_id(read(written(tmp_path, lines([*LANGFUSE, EMBEDDING]), "o.jsonl")))
    assert (found["a"]["tokens"], found["a"]["cost"], found["a"]["steps"]) == (11, 0.75, 1)


def test_embeddings_of_phoenix_are_calls_of_a_model(tmp_path: Path) -> None:
    rows = [
        {"context.trace_id": "t", "context.span_id": f"s{at}", "parent_id": "s0" if at else None,
         "span_kind": kind, "name": "Bot", "start_time": T0, "end_time": T1, "status_code": "OK",
         "attributes.llm.token_count.total": tokens}
        for at, (kind, tokens) in enumerate((("AGENT", None), ("LLM", 5), ("EMBEDDING", 3)))
    ]  # fmt: skip
    [run] = read(written(tmp_path, lines(rows), "spans.jsonl")).runs
    assert (run["tokens"], run["steps"]) == (8, 1)


def scores() -> list[dict[str, Any]]:
    """Scores of a trace that is here, of one that is not, and of a session."""
    return [
        SCORE,
        SCORE | {"id": "s2", "trace_id": "gone"},
        SCORE | {"id": "s3", "trace_id": None, "session_id": "chat"},
    ]


def test_scores_of_traces_that_are_not_here_are_no_runs(tmp_path: Path) -> None:
    rows = [*LANGFUSE, *scores()]
    found = read(written(tmp_path, lines(rows), "o.jsonl"))
    assert sorted(found.ids) == ["a", "b", "c"]
    assert found.export.notices == (
        "2 rows say more of runs that are not here, and are left out. Load such rows together with "
        "their runs.",
    )
    kept = json.loads(by_id(found)["a"]["extra"])
    assert [score["id"] for score in kept["scores"]] == ["s"]


def test_a_score_does_not_stand_for_its_run(tmp_path: Path) -> None:
    child = span("z", 1, trace_name="Bot")  # its root was not exported
    found = read(written(tmp_path, lines([SCORE | {"trace_id": "z"}, child]), "o.jsonl"))
    assert [(run["worker"], run["status"]) for run in found.runs] == [("Bot", "unknown")]


def test_full_traces_of_langfuse_in_a_page_of_its_api(tmp_path: Path) -> None:
    def seen(key: str, **more: Any) -> dict[str, Any]:
        return {"id": key, "traceId": "t", "type": "SPAN", "startTime": T0, "endTime": T2, **more}

    trace = {"id": "t", "name": "Bot", "timestamp": T0, "projectId": "p", "environment": "default",
             "bookmarked": False, "public": False, "observations": [
                 seen("o1"), seen("o2", type="GENERATION", level="ERROR", statusMessage="429",
                                  model="m", usageDetails={"total": 9})]}  # fmt: skip
    pages = [{"data": [trace], "meta": {"page": 1, "totalPages": 1}}]
    for document in (pages[0], pages, [trace], trace):
        [run] = read(written(tmp_path, json.dumps(document), "traces.json")).runs
        assert (run["run_id"], run["status"], run["tokens"]) == ("t", "failed", 9)
        assert run["error_message"] == "429"


def test_traces_without_observations_tell_no_tools(tmp_path: Path) -> None:
    trace = {"id": "t", "timestamp": T0, "name": "Bot", "environment": "default", "public": False,
             "latency": 2}  # fmt: skip
    [run] = read(written(tmp_path, json.dumps({"data": [trace]}), "t.json")).runs
    assert (run["duration_ms"], run["tools_called"]) == (2_000, None)


def traced(*told: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """A trace of OTLP: a root that says no kind, and below it spans with these attributes."""
    start = 1_795_000_000_000_000_000
    return otlp(*(
        {"traceId": "a" * 32, "spanId": f"{at:016x}", "parentSpanId": f"{1:016x}" if at > 1 else "",
         "name": name, "startTimeUnixNano": start, "endTimeUnixNano": start + at * 10**9,
         "attributes": [attribute(key, value) for key, value in told.items()]}
        for at, (name, told) in enumerate(told, 1)
    ))  # fmt: skip


CHAT = {"gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 5}


@pytest.mark.parametrize(
    ("told", "tokens", "cost", "steps"),
    [
        ({"gen_ai.operation.name": "embeddings", "gen_ai.usage.input_tokens": 3}, 8, None, 1),
        ({"openinference.span.kind": "EMBEDDING", "llm.token_count.total": 3}, 8, None, 1),
        (CHAT | {"operation.cost": 0.5}, 10, 0.5, 2),
        (CHAT | {"gen_ai.usage.cost": 0.5}, 10, 0.5, 2),
        ({"llm.request.type": "chat", "llm.usage.total_tokens": 7}, 12, None, 2),
        ({"gen_ai.operation.name": "chat", "gen_ai.usage.total_tokens": 7}, 12, None, 2),
        ({"langfuse.observation.type": "generation",
          "langfuse.observation.usage_details": '{"input": 3, "total": 7}',
          "langfuse.observation.cost_details": '{"total": 0.5}'}, 12, 0.5, 2),
        ({"mlflow.spanType": '"CHAT_MODEL"', "mlflow.chat.tokenUsage": '{"total_tokens": 7}'},
         12, None, 2),
        ({"ai.operationId": "ai.streamText.doStream", "ai.usage.promptTokens": 3,
          "ai.usage.completionTokens": 4}, 12, None, 2),
        ({"langsmith.span.kind": "llm", "gen_ai.usage.total_tokens": 7}, 12, None, 2),
    ],
)  # fmt: skip
def test_calls_of_models_in_otlp(
    tmp_path: Path, told: dict[str, Any], tokens: int, cost: float | None, steps: int
) -> None:
    document = traced(("ask", {}), ("chat", CHAT), ("call", told))
    [run] = read(written(tmp_path, lines([document]), "t.jsonl")).runs
    assert (run["tokens"], run["cost"], run["steps"]) == (tokens, cost, steps)


def test_a_root_that_failed_without_a_word_has_the_error_of_what_failed_last_in_it(
    tmp_path: Path,
) -> None:
    document = traced(("POST /ask", {}), ("agent", {}), ("tool", {}))
    spans = document["resourceSpans"][0]["scopeSpans"][0]["spans"]
    spans[0]["status"] = {"code": 2}
    spans[1]["status"] = {"code": 2, "message": "no such order"}
    [run] = read(written(tmp_path, lines([document]), "t.jsonl")).runs
    assert (run["status"], run["error_message"]) == ("failed", "no such order")
    spans[0]["status"] = {"code": 0}
    [run] = read(written(tmp_path, lines([document]), "t.jsonl")).runs
    assert (run["status"], run["error_message"]) == ("completed", None)


def test_parts_of_langsmith_within_others(tmp_path: Path) -> None:
    def part(key: str, kind: str, *held: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"id": key, "name": key, "run_type": kind, "start_time": T0, "end_time": T1,
                "status": "success", "child_runs": list(held)} | more  # fmt: skip

    asked = part("m1", "llm", total_tokens=3, extra={"metadata": {"ls_model_name": "gpt"}})
    deep = part("graph", "chain", asked, part("look", "tool", part("m2", "llm", total_tokens=4)))
    for name, text in (
        ("runs.json", json.dumps([part("root", "chain", deep)])),
        ("runs.jsonl", lines([part("root", "chain", deep)])),
    ):
        [run] = read(written(tmp_path, text, name)).runs
        assert (run["run_id"], run["worker"], run["model"]) == ("root", "root", "gpt")
        assert (run["steps"], run["tokens"]) == (2, 7)
        assert [call["name"] for call in run["tools_called"]] == ["look"]


def test_parts_of_langsmith_that_stand_nested_and_as_rows_count_once(tmp_path: Path) -> None:
    def part(key: str, kind: str, parent: str | None = "r", **more: Any) -> dict[str, Any]:
        return {"id": key, "trace_id": "r", "parent_run_id": parent, "name": key, "run_type": kind,
                "start_time": T0, "end_time": T1, "status": "success"} | more  # fmt: skip

    looked, asked = part("t1", "tool"), part("l1", "llm", total_tokens=10)
    root = part("r", "chain", None, child_runs=[looked, asked])
    deep = part("c1", "chain", child_runs=[asked])
    for rows in ([root, looked, asked], [root], [root | {"child_runs": [looked, deep]}, deep]):
        [run] = read(written(tmp_path, lines(rows), "runs.jsonl")).runs
        assert (run["tokens"], run["steps"]) == (10, 1)
        assert [call["name"] for call in run["tools_called"]] == ["t1"]


def agents(tmp_path: Path, *told: tuple[str, str | None, str, str | None]) -> Read:
    """A trace of OpenAI's agents: of each span its id, its parent, its type and its error."""
    rows: list[dict[str, Any]] = [{"object": "trace", "id": "t", "workflow_name": "Triage"}]
    rows += [
        {"object": "trace.span", "id": key, "trace_id": "t", "parent_id": parent, "started_at": T0,
         "ended_at": T2, "span_data": {"type": kind, "name": key},
         "error": error and {"message": error, "data": None}}
        for key, parent, kind, error in told
    ]  # fmt: skip
    return read(written(tmp_path, lines(rows), "traces.jsonl"))


def test_an_agent_of_openai_fails_within_its_task(tmp_path: Path) -> None:
    task = ("task", None, "custom", None)
    [run] = agents(tmp_path, task, ("Bot", "task", "agent", "Max turns exceeded")).runs
    assert (run["status"], run["error_message"]) == ("failed", "Max turns exceeded")
    agent, tool = ("Bot", "task", "agent", None), ("ask", "Bot", "function", None)
    [run] = agents(tmp_path, task, agent, tool, ("Helper", "ask", "agent", "lost")).runs
    assert (run["status"], run["error_message"]) == ("completed", None)


def test_that_a_run_of_github_ended_does_not_say_how(tmp_path: Path) -> None:
    row = {"id": 7, "name": "CI", "status": "completed", "conclusion": None, "run_attempt": 1,
           "created_at": T0, "updated_at": T1}  # fmt: skip
    rows = [row, row | {"id": 8, "status": "in_progress"}, row | {"id": 9, "conclusion": "success"}]
    found = by_id(read(written(tmp_path, json.dumps({"workflow_runs": rows}), "runs.json")))
    assert [found[key]["status"] for key in "789"] == ["unknown", "running", "completed"]


def test_tokens_and_cost_of_mlflow(tmp_path: Path) -> None:
    old = {"request_id": "tr-a", "timestamp_ms": 1_795_000_000_000, "status": "OK",
           "request_metadata": [{"key": "mlflow.trace.tokenUsage", "value": '{"total_tokens": 9}'}],
           "tags": []}  # fmt: skip
    new = {"trace_id": "tr-b", "request_time": T0, "state": "OK", "tags": {}, "trace_metadata": {
        "mlflow.trace.tokenUsage": '{"total_tokens": 9}',
        "mlflow.trace.cost": '{"total_cost": 0.5}'}}  # fmt: skip
    for trace, cost in ((old, None), (new, 0.5)):
        [run] = read(written(tmp_path, json.dumps({"traces": [trace]}), "traces.json")).runs
        assert (run["tokens"], run["cost"]) == (9, cost)


CALL = {"openinference.span.kind": "LLM", "llm.token_count.total": 9, "llm.cost.total": 0.5}
SILENT = {"openinference.span.kind": "LLM"}


@pytest.mark.parametrize(("outer", "inner"), [(CALL, CALL), (SILENT, CALL), (CALL, SILENT)])
def test_a_call_that_two_instruments_saw_counts_once(
    tmp_path: Path, outer: dict[str, Any], inner: dict[str, Any]
) -> None:
    document = traced(("ask", {}), ("ChatOpenAI", outer), ("openai", inner), ("again", CALL))
    spans = document["resourceSpans"][0]["scopeSpans"][0]["spans"]
    spans[2]["parentSpanId"] = spans[1]["spanId"]
    [run] = read(written(tmp_path, lines([document]), "t.jsonl")).runs
    assert (run["tokens"], run["cost"], run["steps"]) == (18, 1.0, 2)


EMBEDDED = {"openinference.span.kind": "EMBEDDING", "llm.token_count.total": 30}
AGENT = {"openinference.span.kind": "AGENT"}
TOOL = {"openinference.span.kind": "TOOL"}


def counted(tokens: int) -> dict[str, Any]:
    return {"openinference.span.kind": "LLM", "llm.token_count.total": tokens}


@pytest.mark.parametrize(
    ("outer", "held", "tokens", "steps"),
    [
        (SILENT, [counted(10), counted(20), counted(40)], 70, 3),
        (counted(70), [counted(10), counted(20), counted(40)], 70, 3),
        (SILENT, [counted(10), counted(20), TOOL], 30, 2),
        (counted(30), [TOOL], 30, 1),
        (EMBEDDED, [EMBEDDED], 30, 0),
        (counted(20), [EMBEDDED], 50, 1),
    ],
)
def test_calls_within_a_span_of_a_model_count_in_place_of_it(
    tmp_path: Path, outer: dict[str, Any], held: list[dict[str, Any]], tokens: int, steps: int
) -> None:
    calls = [(f"call {at}", one) for at, one in enumerate(held)]
    document = traced(("ask", AGENT), ("outer", outer), *calls)
    spans = document["resourceSpans"][0]["scopeSpans"][0]["spans"]
    for one in spans[2:]:
        one["parentSpanId"] = spans[1]["spanId"]
    [run] = read(written(tmp_path, lines([document]), "t.jsonl")).runs
    assert (run["tokens"], run["steps"]) == (tokens, steps)


def said(number: int, text: str, **more: Any) -> dict[str, Any]:
    """A message of a session of Claude Code, in its order."""
    content = [{"type": "text", "text": text}]
    return {"sessionId": "s", "uuid": f"u{number}", "timestamp": f"2026-11-16T09:10:{number:02}Z",
            "type": "assistant", "isSidechain": False, **more,
            "message": {"role": "assistant", "id": f"m{number}", "content": content}}  # fmt: skip


FAILED = {"isApiErrorMessage": True}
CALLED = {"isSidechain": True}


@pytest.mark.parametrize(
    ("ends", "status", "error"),
    [
        ([said(1, "API Error", **FAILED), said(2, "done", **CALLED)], "failed", "API Error"),
        ([said(1, "done"), said(2, "API Error: 529", **CALLED, **FAILED)], "completed", None),
        ([said(1, "[Request interrupted by user]"), said(2, "x", **CALLED)], "cancelled", None),
        ([said(1, "API Error: 529", **CALLED, **FAILED)], "failed", "API Error: 529"),  # alone
    ],
)  # fmt: skip
def test_a_session_ends_as_its_own_last_message_says(
    tmp_path: Path, ends: list[dict[str, Any]], status: str, error: str | None
) -> None:
    [run] = read(written(tmp_path, lines(ends), "s.jsonl")).runs
    assert (run["status"], run["error_message"]) == (status, error)


def test_feedback_of_langsmith_belongs_to_the_run_that_it_names(tmp_path: Path) -> None:
    def part(key: str, trace: str, **more: Any) -> dict[str, Any]:
        return {"id": key, "trace_id": trace, "name": "Bot", "run_type": "chain", "start_time": T0,
                "end_time": T1, "status": "success", "parent_run_id": None} | more  # fmt: skip

    written(tmp_path, lines([part("a", "a"), part("b", "b"), part("b1", "b", parent_run_id="b")]),
            "langsmith.jsonl")  # fmt: skip
    rows = "".join(f"{key},correct,{score}\n" for key, score in (("a", 1), ("b1", 0), ("gone", 1)))
    written(tmp_path, f"run_id,key,score\n{rows}", "feedback.csv")
    found = read(tmp_path)
    runs = by_id(found)
    assert [(key, runs[key]["status"]) for key in sorted(runs)] == [
        ("a", "completed"), ("b", "completed")]  # fmt: skip
    kept = {key: json.loads(run["extra"])["feedback"] for key, run in runs.items()}
    assert [[str(one["score"]) for one in kept[key]] for key in "ab"] == [["1"], ["0"]]
    assert "1 row says more of a run that is not here" in " ".join(found.export.notices)


def test_evaluations_of_phoenix_belong_to_the_runs_of_their_spans(tmp_path: Path) -> None:
    spans = [
        {"context.trace_id": "t", "context.span_id": key, "parent_id": parent, "name": "Bot",
         "span_kind": kind, "start_time": T0, "end_time": T1, "status_code": "OK"}
        for key, parent, kind in (("s0", None, "AGENT"), ("s1", "s0", "LLM"))
    ]  # fmt: skip
    written(tmp_path, lines(spans), "spans.jsonl")
    written(tmp_path, "context.span_id,label,score\ns1,correct,1\n", "evals.csv")
    [run] = by_id(read(tmp_path)).values()
    assert (run["run_id"], run["steps"]) == ("t", 1)
    assert json.loads(run["extra"])["annotations"][0]["label"] == "correct"
