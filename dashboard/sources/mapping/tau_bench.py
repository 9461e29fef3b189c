"""τ-bench conversations: one record holds a whole transcript, which becomes one run."""

from __future__ import annotations

from typing import Any

from dashboard.sources.raw.raw import Record

WORKER = "tau-bench agent"
_CONSUMED = ("task_id", "trial", "reward", "traj", "info", "author")
_AUTHORS = {"agent": "worker", "user": "input", "environment": "platform"}
"""Who made the fault, as its analysis of errors says, and what that is here: who plays the user is
what the worker was given."""


def roll_up(record: Record) -> Record:
    """One conversation as a run under our own field names; what no field used stays beside them.

    Its status is a constant of the mapping: a graded conversation came to its end. A tool call is
    not ok when its result begins with "Error:".
    """
    messages = [m for m in _list(record.get("traj")) if isinstance(m, dict)]
    task = _dict(_dict(record.get("info")).get("task"))
    assistant = [m for m in messages if m.get("role") == "assistant"]
    run: Record = {
        "run_id": _run_id(record),
        "worker": WORKER,
        "task_id": record.get("task_id"),
        "task_text": task.get("instruction"),
        "record_type": "user" if task.get("user_id") else None,
        "record_id": task.get("user_id"),
        "instructions_text": _first_text(m for m in messages if m.get("role") == "system"),
        "tools_called": _tool_calls(messages),
        "steps": len(assistant),
        "comment_preview": _first_text(reversed(assistant)),
        "score": record.get("reward"),
        "trial": record.get("trial"),
        "conversation": [m for m in messages if m.get("role") != "system"],
        "info": _rest_of_info(record),
    }
    if "author" in record:
        run["attributed_to"] = _author(record["author"])
    run.update((key, value) for key, value in record.items() if key not in _CONSUMED)
    return run


def _author(said: Any) -> Any:
    """Whose fault it was in our words; a word that we don't know stays, and is refused by name."""
    return _AUTHORS.get(said.strip().lower(), said) if isinstance(said, str) else said


def _run_id(record: Record) -> str | None:
    """The task and the trial together; without either there is no telling runs apart."""
    task, trial = record.get("task_id"), record.get("trial")
    return None if task is None or trial is None else f"{task}-{trial}"


def _tool_calls(messages: list[Record]) -> list[Record]:
    """The calls of all assistant messages in order, each with the first result after it that
    names its id: ids come up again within one conversation.
    """
    calls: list[Record] = []
    waiting: dict[str, Record] = {}
    for message in messages:
        if message.get("role") == "tool":
            call = waiting.pop(str(message.get("tool_call_id")), None)
            if call is not None:
                call.update(_result(message.get("content")))
        for asked in _list(message.get("tool_calls")):
            name = _dict(_dict(asked).get("function")).get("name")
            call = {"name": name, "ok": None, "error": None}
            calls.append(call)
            waiting[str(_dict(asked).get("id"))] = call
    return calls


def _result(content: Any) -> Record:
    failed = isinstance(content, str) and content.startswith("Error:")
    return {"ok": not failed, "error": content if failed else None}


def _rest_of_info(record: Record) -> Record:
    info = dict(_dict(record.get("info")))
    task = _dict(info.get("task"))
    used = ("instruction", "user_id")
    info["task"] = {key: value for key, value in task.items() if key not in used}
    return info


def _first_text(messages: Any) -> str | None:
    texts = (m.get("content") for m in messages)
    return next((text for text in texts if isinstance(text, str) and text.strip()), None)


def _dict(value: Any) -> Record:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
