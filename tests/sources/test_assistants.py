"""Sessions of coding assistants and trajectories of coding agents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read, written
from tests.sources.test_formats import T0, by_id, lines


def test_codex_tells_what_became_of_its_calls(tmp_path: Path) -> None:
    """In an object, or in the first line of a text; an answer that tells neither says nothing."""

    def event(kind: str, **payload: Any) -> dict[str, Any]:
        return {"timestamp": T0, "type": "response_item", "payload": {"type": kind, **payload}}

    outputs = [
        json.dumps({"output": "no such file", "metadata": {"exit_code": 2}}),
        json.dumps({"output": "fine", "metadata": {"exit_code": 0}}),
        "Exit code: 1\nWall time: 0 seconds\nOutput:\nnot found",
        "Exit code: 0\nWall time: 0 seconds\nOutput:\nfine",
        "done",
        None,
    ]
    rows = [{"timestamp": T0, "type": "session_meta", "payload": {"id": "s"}}]
    for n, output in enumerate(outputs):
        rows.append(event("function_call", name=f"t{n}", call_id=f"c{n}"))
        if output is not None:
            rows.append(event("function_call_output", call_id=f"c{n}", output=output))
    said = [{"type": "output_text", "text": "All done."}]
    rows.append(event("message", role="assistant", content=said))
    [run] = read(written(tmp_path, lines(rows), "rollout.jsonl")).runs
    assert [call["ok"] for call in run["tools_called"]] == [False, True, False, True, None, None]
    errors = [call["error"] for call in run["tools_called"]]
    assert (errors[0], errors[1], errors[3:]) == ("no such file", None, [None] * 3)
    assert "not found" in errors[2] and run["comment_preview"] == "All done."


def test_codex_rollouts(tmp_path: Path) -> None:
    def event(kind: str, **payload: Any) -> dict[str, Any]:
        return {"timestamp": T0, "type": kind, "payload": payload}

    folder = tmp_path / "sessions"
    folder.mkdir()
    good = [
        event("session_meta", id="s-1", cwd="app", cli_version="0.9"),
        event("event_msg", type="user_message", message="Mend it"),
        event("turn_context", model="m-1"),
        event("response_item", type="function_call", name="shell"),
        event("event_msg", type="token_count", info={"total_token_usage": {"total_tokens": 50}}),
        event("event_msg", type="agent_message", message="Mended."),
    ]
    bad = [event("session_meta", id="s-2"), event("event_msg", type="error", message="No quota")]
    written(folder, lines(good), "rollout-1.jsonl")
    written(folder, lines(bad), "rollout-2.jsonl")
    found = by_id(read(folder))
    assert (found["s-1"]["status"], found["s-2"]["status"]) == ("completed", "failed")
    assert (found["s-1"]["tokens"], found["s-1"]["comment_preview"]) == (50, "Mended.")
    assert (found["s-1"]["model"], found["s-2"]["error_message"]) == ("m-1", "No quota")


def test_what_claude_code_prints_for_programs(tmp_path: Path) -> None:
    """A stream, or the results of several sessions alone; no time stands in either."""

    def result(session: str, subtype: str, **more: Any) -> dict[str, Any]:
        return {"type": "result", "subtype": subtype, "is_error": False, "duration_ms": 5000,
                "num_turns": 2, "session_id": session, "total_cost_usd": 0.5,
                "usage": {"input_tokens": 90, "output_tokens": 10}, **more}  # fmt: skip

    call = {"type": "tool_use", "id": "t1", "name": "Bash", "input": {"command": "ls"}}
    answer = {"type": "tool_result", "tool_use_id": "t1", "content": "denied", "is_error": True}
    good = [
        {"type": "system", "subtype": "init", "cwd": "app", "session_id": "a", "tools": ["Bash"]},
        {"type": "assistant", "session_id": "a",
         "message": {"role": "assistant", "model": "m-1", "content": [call]}},
        {"type": "user", "session_id": "a", "message": {"role": "user", "content": [answer]}},
        result("a", "success", result="Done."),
    ]  # fmt: skip
    others = [
        result("b", "error_max_turns"),
        result("c", "success", is_error=True, result="API Error: 529"),
        result("d", "error_during_execution", is_error=True, errors=["No network"]),
    ]
    stream = by_id(read(written(tmp_path, lines([*good, *others]), "e.jsonl")))
    earlier = result("a", "error_during_execution", is_error=True, total_cost_usd=0.1)
    gone_on = by_id(read(written(tmp_path, lines([good[0], earlier, *good[1:]]), "e.jsonl")))["a"]
    assert (gone_on["status"], gone_on["cost"], gone_on["error_message"]) == (
        "completed",
        0.5,
        None,
    )
    alone = by_id(read(written(tmp_path, json.dumps([good[-1], *others]), "e.json")))
    for found in (stream, alone):
        assert [found[key]["status"] for key in "abcd"] == ["completed", *["failed"] * 3]
        assert [found[key]["error_message"] for key in "abcd"] == [
            None, "error_max_turns", "API Error: 529", "No network"]  # fmt: skip
        assert {run["time_basis"] for run in found.values()} == {"import"}
        run = found["a"]
        assert (run["tokens"], run["cost"], run["steps"]) == (100, 0.5, 2)
        assert (run["duration_ms"], run["comment_preview"]) == (5000, "Done.")
    assert (stream["a"]["model"], stream["a"]["record_id"]) == ("m-1", "app")
    [told] = stream["a"]["tools_called"]
    assert (told["name"], told["ok"], told["error"]) == ("Bash", False, "denied")


@pytest.mark.parametrize(
    ("end", "status", "error"),
    [
        ({"type": "turn.completed", "usage": {"input_tokens": 90, "output_tokens": 10}},
         "completed", None),
        ({"type": "turn.failed", "error": {"message": "No quota"}}, "failed", "No quota"),
        ({"type": "error", "message": "stream broke"}, "failed", "stream broke"),
        (None, "running", None),
    ],
)  # fmt: skip
def test_what_codex_prints_for_programs(
    tmp_path: Path, end: dict[str, Any] | None, status: str, error: str | None
) -> None:
    item = {"type": "command_execution", "status": "failed", "aggregated_output": "no such file"}
    rows = [
        {"type": "thread.started", "thread_id": "s-1"},
        {"type": "turn.started"},
        {"type": "item.started", "item": item | {"status": "in_progress"}},
        {"type": "item.completed", "item": item},
        {"type": "item.completed", "item": {"type": "agent_message", "text": "Mended."}},
        *([end] if end else []),
    ]
    [run] = read(written(tmp_path, lines(rows), "e.jsonl")).runs
    assert (run["run_id"], run["status"], run["error_message"]) == ("s-1", status, error)
    assert (run["comment_preview"], run["tokens"]) == (
        "Mended.", 100 if status == "completed" else None)  # fmt: skip
    [told] = run["tools_called"]
    assert (told["name"], told["ok"], told["error"]) == (
        "command_execution", False, "no such file")  # fmt: skip


def test_swe_agent_says_how_a_run_ended(tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    for name, info in (("a", {"exit_status": "submitted"}), ("b", {"exit_status": "exit_cost"})):
        row = {"trajectory": [{"action": "ls -l"}, {"action": ""}], "history": [], "info": info}
        written(folder, json.dumps(row), f"{name}.traj")
    found = by_id(read(folder))
    assert [run["status"] for run in found.values()] == ["completed", "failed"]
    assert len(found["batch/a"]["tools_called"]) == 1  # a step in which it called nothing
    unended = {"environment": "e", "trajectory": [], "history": []}
    [run] = read(written(tmp_path, json.dumps(unended), "c.traj")).runs
    assert (run["status"], run["worker"]) == ("unknown", "SWE-agent")
    assert found["batch/b"]["error_type"] == "exit_cost"
    assert found["batch/a"]["tools_called"][0]["name"] == "ls"


def said(role: str, number: int, content: Any, **more: Any) -> dict[str, Any]:
    """A line of a session of Claude Code."""
    message = {"role": role, "content": content, "usage": {"input_tokens": 5, "output_tokens": 2}}
    if role == "assistant":
        message |= {"id": f"m{number // 2}", "model": more.pop("model", "m-1")}
    return {"sessionId": "s", "type": role, "uuid": f"u{number}", "message": message,
            "timestamp": f"2026-11-16T09:10:0{number}Z", **more}  # fmt: skip


TALK = [
    said("user", 0, "Caveat: a note", isMeta=True),
    said("user", 1, "Mend it"),
    said("assistant", 2, [{"type": "text", "text": "I look"}]),
    said("assistant", 3, [{"type": "tool_use", "name": "Bash"}]),  # of the same message
]


@pytest.mark.parametrize(
    ("last", "status", "error"),
    [
        (said("assistant", 5, [{"type": "text", "text": "Done"}]), "completed", None),
        (said("assistant", 5, [{"type": "text", "text": "API Error: 500"}],
              isApiErrorMessage=True, model="<synthetic>"), "failed", "API Error: 500"),
        (said("assistant", 5, [], isApiErrorMessage=True, model="<synthetic>"), "failed", None),
        (said("user", 5, [{"type": "text", "text": "[Request interrupted by user]"}]),
         "cancelled", None),
        (said("user", 5, "[Request interrupted by user]"), "cancelled", None),
    ],
)  # fmt: skip
def test_how_a_session_of_claude_code_ended(
    tmp_path: Path, last: dict[str, Any], status: str, error: str | None
) -> None:
    recovered = {**TALK[2], "uuid": "x", "isApiErrorMessage": True}
    [run] = read(written(tmp_path, lines([*TALK[:2], recovered, *TALK[2:], last]), "s.jsonl")).runs
    assert (run["status"], run["error_message"]) == (status, error)
    assert (run["task_text"], run["model"]) == ("Mend it", "m-1")
    users = 3 if last["type"] == "user" else 2
    assert run["steps"] == 4 - users and run["tokens"] == 7 * 4


PARTS = [{"type": "text", "text": "a"}]


@pytest.mark.parametrize(
    ("answer", "ok", "error"),
    [
        ({"content": "ok"}, True, None),
        ({"content": "ok", "is_error": False}, True, None),
        ({"content": "No such file", "is_error": True}, False, "No such file"),
        ({"content": '{"cut": ', "is_error": True}, False, '{"cut": '),
        ({"content": [*PARTS, {"type": "image"}, *PARTS], "is_error": True}, False, "a\na"),
        ({"content": [], "is_error": True}, False, None),
        ({"is_error": True}, False, None),
        ({"content": "of another", "is_error": True, "tool_use_id": "t9"}, None, None),
    ],
)  # fmt: skip
def test_what_became_of_a_call_of_claude_code(
    tmp_path: Path, answer: dict[str, Any], ok: bool | None, error: str | None
) -> None:
    result = {"type": "tool_result", "tool_use_id": "t1"} | answer
    other = {"type": "tool_use", "name": "Read", "id": "t2"}
    talk = [
        said("user", 0, "Mend it"),
        said("assistant", 1, [{"type": "tool_use", "name": "Bash", "id": "t1"}]),
        said("assistant", 2, [other]),
        said("user", 3, [result, "and", {"type": "tool_result", "tool_use_id": "t2"}]),
        said("assistant", 4, [{"type": "text", "text": "Done"}]),
    ]
    for number, sent in enumerate([talk, talk[::-1]]):
        [run] = read(written(tmp_path, lines(sent), f"{number}.jsonl")).runs
        calls = [(call["name"], call["ok"], call["error"]) for call in run["tools_called"]]
        assert calls == [("Bash", ok, error), ("Read", True, None)]
        assert run["status"] == "completed" and run["error_message"] is None


@pytest.mark.parametrize("text", ['{"a": 1, "b":', '["cut', "{'a': 1", '[{"type": "text"}]', "[x]"])
def test_a_text_of_a_session_that_looks_like_json_is_a_text(tmp_path: Path, text: str) -> None:
    result = [{"type": "tool_result", "tool_use_id": "t1", "content": text}]
    for at, talk in enumerate([
        [said("user", 0, text), said("assistant", 1, [{"type": "text", "text": text}])],
        [said("user", 0, text), said("user", 1, result), said("assistant", 2, text)],
    ]):  # fmt: skip
        found = read(written(tmp_path, lines(talk), f"{at}.jsonl"))
        [run] = found.runs
        assert not found.rejected
        assert (run["task_text"], run["comment_preview"]) == (text, text)


def test_a_session_of_codex_as_it_was_kept_before(tmp_path: Path) -> None:
    talk = [
        {"id": "r", "timestamp": T0, "instructions": None, "git": {}},
        {"record_type": "state"},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Mend it"}]},
        {"type": "function_call", "name": "shell", "arguments": "{}"},
        {"type": "message", "role": "assistant", "content": [{"text": "Done"}]},
    ]
    [run] = by_id(read(written(tmp_path, lines(talk), "rollout.jsonl"))).values()
    assert (run["run_id"], run["status"], run["task_text"]) == ("r", "completed", "Mend it")
    assert (run["comment_preview"], run["steps"]) == ("Done", 1)
    assert [call["name"] for call in run["tools_called"]] == ["shell"]


def test_trajectories_of_mini_swe_agent(tmp_path: Path) -> None:
    for name, ended in (("a-1", "Submitted"), ("a-2", "LimitsExceeded")):
        found = {
            "info": {"exit_status": ended, "model_stats": {"api_calls": 3, "instance_cost": 0.5}},
            "messages": [{"role": "user", "content": "Mend it", "extra": {"timestamp": 1.795e9}}],
            "instance_id": name,
            "trajectory_format": "mini-swe-agent-1",
        }
        written(tmp_path, json.dumps(found), f"{name}.traj.json")
    written(tmp_path, "{}", "preds.json")
    runs = {run["task_id"]: run for run in read(tmp_path).runs}
    assert [runs[key]["status"] for key in ("a-1", "a-2")] == ["completed", "failed"]
    assert [runs[key]["error_type"] for key in ("a-1", "a-2")] == [None, "LimitsExceeded"]
    assert (runs["a-1"]["steps"], runs["a-1"]["cost"]) == (3, 0.5)
    assert runs["a-1"]["created_at"].isoformat() == "2026-11-18T11:06:40+00:00"


def test_trajectories_in_rows_say_how_they_ended_and_whether_they_solved_the_task(
    tmp_path: Path,
) -> None:
    talk = [{"role": "user", "text": "Mend it"}, {"role": "ai", "text": "Done"}]
    named = [
        {"instance_id": "a-1", "model_name": "m", "target": target, "trajectory": talk,
         "exit_status": ended, "generated_patch": "diff", "eval_logs": ""}
        for target, ended in ((True, "submitted"), (False, "submitted"), (False, "exit_context"))
    ]  # fmt: skip
    runs = read(written(tmp_path, lines(named), "swe.jsonl")).runs
    told = [(run["status"], run["quality"], run["error_type"]) for run in runs]
    assert told == [
        ("completed", "good", None), ("completed", "bad", None), ("failed", "bad", "exit_context"),
    ]  # fmt: skip
    assert len({run["run_id"] for run in runs}) == 3
    assert {(run["task_id"], run["worker"], run["steps"]) for run in runs} == {("a-1", "m", 1)}
    other = {"trajectory_id": "t-1", "instance_id": "a-1", "trajectory": [], "resolved": 1,
             "exit_status": "submit", "model_patch": "diff"}  # fmt: skip
    [run] = read(written(tmp_path, json.dumps([other]), "rows.json")).runs
    assert (run["run_id"], run["status"], run["quality"]) == ("t-1", "completed", "good")


def test_a_session_that_goes_on_with_another_has_not_its_messages(tmp_path: Path) -> None:
    """It copies them, under its own id, and sometimes under others of their own."""

    def message(session: str, number: int) -> dict[str, Any]:
        role = "assistant" if number % 2 else "user"
        told = {"role": role, "content": [{"type": "text", "text": f"text {number}"}]}
        if role == "assistant":
            told |= {"id": f"m{number}", "usage": {"input_tokens": 10**number, "output_tokens": 0}}
        return {"sessionId": session, "type": role, "uuid": f"u{number}", "message": told,
                "timestamp": f"2026-10-01T09:{number:02}:00Z"}  # fmt: skip

    first = [message("a", number) for number in range(4)]
    for uuid, begun in (("u", "09:04"), ("z", "09:00")):
        copied = [one | {"sessionId": "b", "uuid": f"{uuid}{n}"} for n, one in enumerate(first)]
        folder = tmp_path / uuid
        folder.mkdir()
        written(folder, lines([*copied, *(message("b", n) for n in (4, 5))]), "1.jsonl")
        written(folder, lines(first), "2.jsonl")
        found = read(folder)
        runs = by_id(found)
        assert [(runs[one]["tokens"], runs[one]["steps"]) for one in "ab"] == [
            (1010, 2),
            (10**5, 1),
        ]
        assert str(runs["b"]["created_at"])[11:16] == begun
        assert "stand in several runs" in " ".join(found.export.notices)
    alone = written(tmp_path, (tmp_path / "u" / "1.jsonl").read_text(), "alone.jsonl")
    assert read(alone).runs[0]["tokens"] == 101_010


def test_what_a_session_and_its_fork_share_stays_in_both(tmp_path: Path) -> None:
    """Nothing tells which had it first; what one of them has before it does."""

    def message(session: str, name: str, minute: int) -> dict[str, Any]:
        told = {"role": "assistant", "content": [{"type": "text", "text": name}], "id": name,
                "usage": {"input_tokens": 100, "output_tokens": 0}}  # fmt: skip
        return {"sessionId": session, "type": "assistant", "uuid": name, "message": told,
                "timestamp": f"2026-10-01T09:{minute:02}:00Z"}  # fmt: skip

    def tokens(**sessions: str) -> dict[str, int]:
        text = lines([
            message(session, name, minute)
            for session, names in sessions.items() for minute, name in enumerate(names.split())
        ])  # fmt: skip
        found = read(written(tmp_path, text, "1.jsonl"))
        said.append(" ".join(found.export.notices))
        return {str(run["run_id"]): run["tokens"] for run in found.runs}

    said: list[str] = []
    assert tokens(original="a b c d", fork="a b x") == {"original": 400, "fork": 300}
    assert "4 rows stand in several runs, each of which goes on by itself" in said[0]
    assert tokens(a="o a b c", b="a b x") == {"a": 400, "b": 100}
    assert tokens(c="a b c d e", b="a b c", a="a") == {"a": 100, "b": 200, "c": 200}
    assert "4 rows stand in several runs, as a session copies them" in said[2]
