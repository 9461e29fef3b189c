"""Safe to rerun? on the page of a run that failed or is bad."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.app_pages.opening import open_page, table_with, texts
from tests.workspaces import import_run_list, import_runs

NOTHING = "Your export says: nothing was created, so another run repeats nothing."
CREATED = "Not without care: something was created."
CUSTOMER = "Not without care: customers see something that was created."
OPEN = "Not known: your export doesn’t tell all that was created."
REPLACED = "The worker replaces its earlier output, so another run is meant to write again."
SOLVED = "Not needed: a later run of this task completed."
ANSWERS = (NOTHING, CREATED, CUSTOMER, OPEN, REPLACED, SOLVED)
READ = {"name": "find", "ok": True}
COMMENT, MESSAGE = {"kind": "comment"}, {"kind": "message"}
SEEN = {"customer_visible": True}


def failed(name: str = "a", minute: int = 0, **fields: Any) -> dict[str, Any]:
    at = f"2026-11-16T09:{minute:02}:00Z"
    return {"run_id": name, "status": "failed", "error_message": "HTTP 504", "created_at": at} | (
        fields
    )


def said(home: Path, run_id: str = "a") -> str:
    """The answer on the page of a run; there is one at most."""
    told = texts(open_page(home, "run", run=run_id))
    found = [text for text in told if text.startswith(ANSWERS)]
    assert len(found) <= 1
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, OPEN),
        ({"effects_state": "unknown"}, OPEN),
        ({"effects_state": "unknown", "effects": []}, OPEN),
        ({"tools_called": [READ]}, OPEN),
        ({"effects_state": "none"}, NOTHING),
        ({"effects": []}, NOTHING),
        ({"effects_state": "none", "tools_called": [READ]}, NOTHING),
        ({"effects_state": "none", "tools_called": [READ | {"wrote": True}]}, CREATED),
        ({"effects_state": "none", "comment_preview": "done"}, CREATED),
        ({"comment_preview": "done"}, CREATED),
        ({"comment_preview": "done", "output_visibility": "customer"}, CUSTOMER),
        ({"effects_state": "created"}, CREATED),
        ({"effects_state": "created", "output_visibility": "customer"}, CUSTOMER),
        ({"effects": [COMMENT]}, CREATED),
        ({"effects_state": "none", "effects": [COMMENT]}, CREATED),
        ({"effects": [COMMENT | SEEN]}, CUSTOMER),
        ({"effects": [COMMENT | SEEN], "output_policy": "replaces"}, REPLACED),
        ({"effects": [MESSAGE | SEEN], "output_policy": "replaces"}, CUSTOMER),
        ({"effects": [MESSAGE], "output_policy": "replaces"}, CREATED),
        ({"output_policy": "replaces"}, OPEN),
        ({"status": "completed", "quality": "bad", "comment_preview": "done"}, CREATED),
    ],
)
def test_unknown_never_reads_as_safe_and_customers_come_first(
    home: Path, fields: dict[str, Any], told: str
) -> None:
    import_runs(home, failed() | fields)
    assert said(home).startswith(told)


def test_a_run_that_is_not_to_be_tried_again_has_no_answer(home: Path) -> None:
    import_runs(home, failed(status="completed", comment_preview="done"))
    assert said(home) == ""


def test_a_run_that_was_tried_again_with_success_needs_no_rerun(home: Path) -> None:
    import_runs(
        home,
        failed("a", 0, task_id="t"),
        failed("b", 1, task_id="t", comment_preview="half"),
        failed("c", 2, task_id="t", status="completed", comment_preview="whole"),
    )
    assert said(home, "a") == SOLVED
    told = " ".join(texts(open_page(home, "run", run="a")))
    assert "2 other runs of this task created something, later." in told


def test_what_the_other_runs_of_the_task_created_counts_too(home: Path) -> None:
    import_runs(
        home,
        failed("a", 0, task_id="t", effects_state="none"),
        failed("b", 1, task_id="t", effects=[COMMENT | SEEN]),
        failed("c", 2, task_id="t", effects_state="none"),
        failed("other", 3, task_id="u"),
    )
    assert said(home, "a").startswith(CUSTOMER)
    rows = table_with(open_page(home, "run", run="a"), "What it created").rows
    assert [row[0] for row in rows[1:]] == ["this run", "b"]
    assert rows[2][3:6] == ["known created", "yes", "lists a comment, which customers see"]
    assert said(home, "other").startswith(OPEN)


def test_a_retry_comes_after_what_it_tried_again(home: Path) -> None:
    import_runs(home, failed("a"), failed("b", status="completed", retry_of="a"))
    assert said(home, "a") == SOLVED


def test_names_of_tools_are_told_literally(home: Path) -> None:
    import_runs(home, failed(tools_called=[{"name": "<b>mail</b>", "ok": None}]))
    (row,) = table_with(open_page(home, "run", run="a"), "What it created").rows[1:]
    assert row[-1] == "<b>mail</b> may have written"


def test_the_filter_and_the_page_agree(home: Path) -> None:
    import_runs(
        home,
        failed("created", comment_preview="done"),
        failed("none", effects_state="none"),
        failed("unknown"),
    )
    history = current(Home(home))
    assert history
    for state in ("created", "none", "unknown"):
        (row,) = history.ask("task_effects", run_id=state, most=9)
        assert row["state"] == state


def test_with_a_run_list(home: Path) -> None:
    import_run_list(home)
    assert said(home, "88000").startswith(OPEN)
