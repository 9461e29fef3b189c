"""The checks on a run's output, in the last of its steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app_pages.opening import offered, open_page, texts
from tests.workspaces import import_run_list, import_runs

TASK = {"task_id": "t", "task_text": "Remind Alder Works of invoice RE-2041."}
TEXT = "I have sent RE-2077 to the customer, who was reminded of the invoice."
TOLD = {"instructions_id": "i", "instructions_text": "Write at most 3 words."}
CALLS = {"tools_called": [{"name": "get_invoice", "ok": True}]}


def run(name: str, minute: int = 0, **fields: Any) -> dict[str, Any]:
    at = f"2026-11-16T09:{minute:02}:00Z"
    return {"run_id": name, "worker": "Ann", "created_at": at} | fields


def said(home: Path, run_id: str) -> str:
    return " ".join(texts(open_page(home, "run", run=run_id)))


def marked(home: Path, run_id: str) -> list[str]:
    app = open_page(home, "run", run=run_id)
    return [node.proto.body for node in app.get("html") if "data-marked" in node.proto.body]


def test_what_was_found_stands_with_its_evidence(home: Path) -> None:
    same = {"comment_preview": TEXT, "instructions_id": "i", **TASK, **CALLS}
    import_runs(home, run("a", 0, **same), run("b", 1, **same), instructions=[TOLD])
    found = said(home, "b")
    assert "! An earlier run wrote the same on this task or record." in found
    assert "! Requested format missed: it has 13 words." in found
    assert "Asked for: “Write at most 3 words.”" in found
    assert "! It names an id that stands in no text of the run that your export carries." in found
    assert (
        "! It says that something was done, and no tool call of the run can have done it." in found
    )
    shown = "".join(marked(home, "b"))
    assert "<mark>RE-2077</mark>" in shown and "<mark>I have sent</mark>" in shown
    assert "Open the earlier run" in offered(open_page(home, "run", run="b"))
    assert "An earlier run" not in said(home, "a")


def test_a_check_that_would_need_what_the_export_lacks_says_so(home: Path) -> None:
    import_runs(home, run("a", comment_preview="I have sent invoice RE-2077, as was asked."))
    found = said(home, "a")
    assert "Nothing found by the checks of: visible output." in found
    assert (
        "Not checked: repeats, as the run names no task and no record; format, as your export "
        "doesn’t hold the instructions; names and amounts, as your export doesn’t show what the "
        "task or the record said; claims of actions, as your export doesn’t list tool calls."
    ) in found


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"comment_preview": None}, "nothing it wrote is visible in the export"),
        ({"comment_preview": "The customer…", **TASK}, "preview may be cut"),
        ({"comment_preview": "The customer…", **TASK}, "repeats, as the text is too short to tell"),
        ({"comment_preview": "OK", "output_policy": "replaces", **TASK}, "replaces or summarises"),
        ({"comment_preview": "OK", "instructions_id": "j"}, "ask for no format plainly"),
        ({"comment_preview": "OK", "task_text": "Remind them of the…"}, "cuts what the task"),
        ({"comment_preview": "OK", "status": "failed"}, "as the run didn’t complete"),
    ],
)
def test_why_a_check_says_nothing_of_a_run(home: Path, fields: dict[str, Any], told: str) -> None:
    plain = {"instructions_id": "j", "instructions_text": "Be friendly."}
    import_runs(home, run("a", **fields), run("b", comment_preview="Hello"), instructions=[plain])
    assert told in said(home, "a")


def test_the_instructions_that_a_label_names_are_those_of_the_run(home: Path) -> None:
    told = {"worker_id": "Ann", "instructions_version": "v2", "instructions_text": "Use JSON."}
    text = told | {"instructions_text": "Answer as JSON."}
    labelled = run("a", comment_preview="No braces here", instructions_version="v2")
    import_runs(home, labelled, instructions=[text])
    found = said(home, "a")
    assert "! Requested format missed: it holds no JSON that can be read." in found
    assert "Answer as JSON." in found


def test_text_of_the_worker_stays_literal_where_it_is_marked(home: Path) -> None:
    hostile = "<script>alert(1)</script> ![x](http://127.0.0.1/p.png) RE-2077 <b>\u202ebold</b>"
    import_runs(home, run("a", comment_preview=hostile, **TASK))
    link, shown = marked(home, "a")
    assert "<mark>http://127.0.0.1/p.png</mark>" in link
    assert "<script" not in shown and "<b>" not in shown and "\u202e" not in shown
    assert "&lt;script&gt;" in shown and "<mark>RE-2077</mark>" in shown


def test_an_export_that_never_shows_outputs_is_told_so(home: Path) -> None:
    import_runs(home, run("a"))
    assert "your export doesn’t show what runs wrote (column comment_preview)" in said(home, "a")


def test_with_a_run_list(home: Path) -> None:
    import_run_list(home)
    found = said(home, "88002")
    assert "Nothing found by the checks of: visible output, repeats." in found
