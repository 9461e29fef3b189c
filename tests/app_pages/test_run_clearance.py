"""Safe to rerun? on the page of a run that failed or is bad."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from dashboard.analysis.clearance import clearance
from dashboard.analysis.review.facts import CUSTOMER as CUSTOMER_FACT
from dashboard.analysis.review.review import review
from dashboard.cli.run_clearance import clearance_document, clearance_text
from dashboard.exporting.clean_up import write_clean_up
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.clearance import answer, beside
from tests.app_pages.opening import open_page, table_with, texts
from tests.workspaces import import_run_list, import_runs

NOTHING = "Your export says: nothing was created, so another run repeats nothing."
CREATED = "Not without care: something was created."
CUSTOMER = "Not without care: customers see something that was created."
OPEN = "Not known: your export doesn’t tell all that was created."
REPLACED = "The worker replaces its earlier output, so another run is meant to write again."
SOLVED = "Not needed: a later run of this task completed."
SEEN_SOLVED = "Not needed, but look at it: customers see "
ANSWERS = (NOTHING, CREATED, CUSTOMER, OPEN, REPLACED, SOLVED, SEEN_SOLVED)
TWICE = "What was created besides may stand twice: look."
MAYBE = "Customers may see something that was written besides: not known."
SECOND = "Another run would show customers a second one."
READ = {"name": "find", "ok": True}
COMMENT, MESSAGE = {"kind": "comment"}, {"kind": "message"}
SEEN, UNSEEN = {"customer_visible": True}, {"customer_visible": False}
INTERNAL, AGAIN = {"output_visibility": "internal"}, {"output_policy": "replaces"}


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


CASES: list[tuple[dict[str, Any], str]] = [
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
]


def test_unknown_never_reads_as_safe_and_customers_come_first(home: Path) -> None:
    """Each is a run of a worker of its own; the page of some is opened."""
    runs = [failed(f"a{n}", worker_id=f"w{n}") | fields for n, (fields, _) in enumerate(CASES)]
    history = current(Home(import_runs(home, *runs)))
    assert history
    for n, (fields, told) in enumerate(CASES):
        assert answer(clearance(history, f"a{n}")).startswith(told), fields
    for told in (OPEN, NOTHING, CREATED, CUSTOMER, REPLACED):
        n = next(n for n, (_, answered) in enumerate(CASES) if answered == told)
        assert said(home, f"a{n}").startswith(told)


def test_a_run_that_is_not_to_be_tried_again_has_no_answer(home: Path) -> None:
    import_runs(home, failed(status="completed", comment_preview="done"))
    assert said(home) == ""


def test_nobody_is_asked_to_look_or_to_clean_up_where_nothing_was_created(home: Path) -> None:
    none = failed("none", effects_state="none", task_url="https://work.example/t/1")
    import_runs(home, none, failed("open", task_url="https://work.example/t/2"))
    clean, look = "whether it is cleaned up", "this run: open its task"
    for run_id, asked in (("none", False), ("open", True)):
        told = " ".join(texts(open_page(home, "run", run=run_id)))
        assert "shows no output of this run" in told
        assert (clean in told, look in told) == (asked, asked)


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


SOLVED_OR_NOT: list[tuple[dict[str, Any], dict[str, Any], str, str, tuple[str, ...]]] = [
    # What customers see comes first, also where a later run completed.
    ({"comment_preview": "half"}, {}, CUSTOMER, SEEN_SOLVED, ()),
    ({"effects_state": "created"}, {}, CUSTOMER, SEEN_SOLVED, ()),
    ({"effects": [MESSAGE | SEEN]}, {}, CUSTOMER, SEEN_SOLVED, ()),
    ({}, {}, OPEN, SOLVED, (MAYBE, SECOND)),
    ({"tools_called": [READ | {"wrote": True}]}, {}, CREATED, SOLVED, (TWICE, MAYBE, SECOND)),
    ({"effects_state": "none"}, {}, NOTHING, SOLVED, (SECOND,)),
    # What only colleagues see.
    ({"comment_preview": "half"}, INTERNAL, CREATED, SOLVED, (TWICE,)),
    (INTERNAL, INTERNAL, OPEN, SOLVED, ()),
    ({"effects_state": "none"}, INTERNAL, NOTHING, SOLVED, ()),
    ({"effects": [MESSAGE | SEEN]}, INTERNAL, CUSTOMER, SEEN_SOLVED, ()),
    # What is written again anyway stands once; what else was created doesn't.
    ({"comment_preview": "half"}, AGAIN, REPLACED, SOLVED, ()),
    ({}, AGAIN, OPEN, SOLVED, (MAYBE,)),
    ({"effects_state": "none"}, AGAIN, NOTHING, SOLVED, ()),
    ({"effects": [MESSAGE | SEEN]}, AGAIN, CUSTOMER, SEEN_SOLVED, ()),
    ({"effects": [MESSAGE | UNSEEN]}, AGAIN, CREATED, SOLVED, (TWICE, SECOND)),
]
"""Fields of the failed run, of it and the later one, answers without and with that, and more."""


def test_solved_later_or_not_seen_or_not_written_again_or_not(home: Path) -> None:
    """Each failed run twice, of workers and tasks of their own: alone, and solved later."""
    runs = []
    for n, (fields, solver, *_) in enumerate(SOLVED_OR_NOT):
        for case in (f"open {n}", f"solved {n}"):
            of = {"task_id": case, "worker_id": case, "output_visibility": "customer"} | solver
            runs.append(failed(case, 0, **of) | fields)
        later = {"status": "completed", "error_message": None, "comment_preview": "whole"}
        runs.append(failed(f"later {n}", 5, **of) | later)
    history = current(Home(import_runs(home, *runs)))
    assert history
    for n, (fields, solver, open_answer, solved_answer, besides) in enumerate(SOLVED_OR_NOT):
        solved = clearance(history, f"solved {n}")
        assert answer(clearance(history, f"open {n}")).startswith(open_answer), (fields, solver)
        assert answer(solved).startswith(solved_answer), (fields, solver)
        assert {one for one in (TWICE, MAYBE, SECOND) if one in beside(solved)} == set(besides)


def test_two_comments_that_customers_saw_are_told_by_all(home: Path, tmp_path: Path) -> None:
    """The finding, the page, the list and the command say the same of a run that was solved."""
    seen = {"task_id": "t", "output_visibility": "customer", "worker_id": "w"}
    import_runs(
        home,
        failed("a", 0, **seen, comment_preview="half"),
        failed("b", 1, **seen, status="completed", comment_preview="whole"),
        failed("c", 2, **seen | {"task_id": "u"}, effects_state="none"),
    )
    assert said(home) == (
        "Not needed, but look at it: customers see what 2 runs of this task wrote. "
        "A later run completed."
    )
    history = current(Home(home))
    assert history
    facts = [fact for item in review(history, ALL).items for fact in item.facts]
    (touched,) = [fact for fact in facts if fact.kind == CUSTOMER_FACT]
    opened = [row["run_id"] for row in history.ask("run_ids", touched.about, shown=9)]
    assert opened == ["a"] and touched.counted == 1
    write_clean_up(tmp_path / "list.csv", history, touched.about)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text("utf-8-sig")))
    assert (row["Run"], row["Customers see it"]) == ("a", "yes")
    found = clearance(history, "a")
    assert clearance_text(found).splitlines()[1].strip() == said(home)
    assert clearance_document(found)["seen_by_customers"] == 2


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
    assert rows[2][3:6] == ["known created", "yes", "lists a comment"]
    assert said(home, "other").startswith(OPEN)


def test_what_customers_see_of_several_things_is_told_of_each(home: Path) -> None:
    import_runs(home, failed(effects=[COMMENT | UNSEEN, MESSAGE | SEEN]))
    (row,) = table_with(open_page(home, "run", run="a"), "What it created").rows[1:]
    assert row[-1] == "lists a message, which customers see; lists a comment"


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
        (row,) = history.ask("task_effects", run_ids=[state], most=9)
        assert row["state"] == state


def test_with_a_run_list(home: Path) -> None:
    import_run_list(home)
    assert said(home, "88000").startswith(OPEN)
