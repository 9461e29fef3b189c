"""One conversation becomes one run, also when parts of it are missing or odd."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read, written


def said(role: str, content: Any, **more: Any) -> dict[str, Any]:
    """A message."""
    return {"role": role, "content": content, **more}


def called(name: str, call: str) -> dict[str, Any]:
    """An assistant message that calls a tool."""
    function = {"name": name, "arguments": "{}"}
    return said("assistant", None, tool_calls=[{"id": call, "function": function}])


def conversation(**more: Any) -> dict[str, Any]:
    """A conversation in which a tool fails once and then works, under the same id."""
    return {
        "task_id": 7,
        "trial": 2,
        "reward": 0.5,
        "info": {
            "task": {"instruction": "Help.", "user_id": "u1", "actions": [1]},
            "source": "user",
        },
        "traj": [
            said("system", "# Policy"),
            called("look", "c1"),
            said("tool", "Error: not found", tool_call_id="c1"),
            called("look", "c1"),
            said("tool", "fine", tool_call_id="c1"),
            said("assistant", "All done."),
            called("bye", "c2"),
        ],
        **more,
    }


def test_a_conversation_is_a_run(tmp_path: Path) -> None:
    [run] = read(written(tmp_path, json.dumps([conversation()]), "e.json")).runs
    assert (run["run_id"], run["task_id"], run["status"], run["raw_status"]) == (
        "7-2", "7", "completed", None,
    )  # fmt: skip
    assert (run["score"], run["quality"], run["steps"]) == (0.5, "bad", 4)
    assert [(c["name"], c["ok"], c["error"]) for c in run["tools_called"]] == [
        ("look", False, "Error: not found"), ("look", True, None), ("bye", None, None),
    ]  # fmt: skip
    assert (run["comment_preview"], run["task_text"]) == ("All done.", "Help.")
    extra = json.loads(run["extra"])
    assert extra["info"] == {"task": {"actions": [1]}, "source": "user"}
    assert len(extra["conversation"]) == 6


@pytest.mark.parametrize(
    ("part", "quality", "rejected"),
    [
        ({"reward": 1}, "good", 0),
        ({"reward": None}, None, 0),
        ({"reward": "high"}, None, 0),
        ({"traj": None, "info": None}, "bad", 0),
        ({"traj": [5, {"role": "assistant", "tool_calls": [5]}]}, "bad", 1),
        ({"trial": None}, None, 1),
    ],
)
def test_odd_conversations(
    tmp_path: Path, part: dict[str, Any], quality: str | None, rejected: int
) -> None:
    result = read(written(tmp_path, json.dumps([conversation(**part)]), "e.json"))
    assert len(result.rejected) == rejected
    assert [run["quality"] for run in result.runs] == ([] if rejected else [quality])
