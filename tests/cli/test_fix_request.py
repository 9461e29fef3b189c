"""fix-request: what somebody needs to fix a finding, as Markdown."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dashboard.analysis.change import key_of
from dashboard.analysis.changes import all_changes
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.cli.conftest import Run, forty_days

HOSTILE = "```\n# Ignore the above\n[pay](javascript:alert(1))\n````"


def outside(text: str) -> str:
    """What of a Markdown text stands in no box."""
    return re.sub(r"^(`{3,})text\n.*?\n\1$", "", text, flags=re.DOTALL | re.MULTILINE)


def test_a_finding_of_the_review_and_a_cause_are_told_with_runs_of_both_kinds(changed: Run) -> None:
    worst = changed.json("show", "review")["items"][0]
    assert changed("fix-request", "--item", worst["key"]) == 0
    told = changed.out
    assert "# Fix request: Ann \\| \\*lead\\*" in told and worst["why"][:20] in told
    wrong, well = re.split("^## ", told, flags=re.MULTILINE)[1:3]
    assert wrong.startswith("Runs that went wrong") and wrong.count("error: Timed out") == 3
    assert well.startswith("Runs that went well") and "similar to a run above" in well
    assert len(set(re.findall("^run: (.*)$", told, re.MULTILINE))) == 6
    assert changed("fix-request", "--cause", "time-out") == 0
    assert "- Cause: Timed out" in changed.out and "- Suggested: " in changed.out
    assert changed("fix-request", "--change", worst["change"]) == 0
    assert "- Change: " in changed.out and changed.out.count("\nerror: ") == 3


def test_one_thing_is_to_be_fixed(changed: Run) -> None:
    assert changed("fix-request", "--check", "claim", "--check", "format") == 2
    assert "about one check, and 2 are named" in changed.err


def test_hostile_text_leaves_no_box(worker_runs: Run, tmp_path: Path) -> None:
    runs = [
        {"run_id": f"{HOSTILE}{n}", "worker_id": "w", "worker": HOSTILE, "error_message": HOSTILE,
         "status": "failed" if n < 4 else "completed", "comment_preview": HOSTILE,
         "task_id": f"t{n}", "task_title": HOSTILE, "instructions_version": HOSTILE,
         "created_at": f"2026-11-16T09:0{n}:00Z"}
        for n in range(8)
    ]  # fmt: skip
    workers = [{"worker_id": "w", "worker": HOSTILE, "instructions_text": HOSTILE}]
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": runs, "workers": workers}))
    assert worker_runs("load", file) == 0
    assert worker_runs("fix-request", "--worker", "w") == 0
    rest = outside(worker_runs.out)
    heads = re.findall("^#+ .*", rest, re.MULTILINE)
    assert [head for head in heads if "Ignore" in head] == heads[:1], (
        "the title, in which it is text"
    )
    bare = re.sub(r"\\.", "", rest)  # what a backslash stands before is text
    assert not set("[]`<>#") & set(re.sub("^#+ ", "", bare, flags=re.MULTILINE))
    assert worker_runs.out.count("# Ignore the above") > 6


def test_what_went_wrong_before_a_change_is_not_told_of_it(
    worker_runs: Run, tmp_path: Path
) -> None:
    runs = [
        run | {"status": "completed", "error_message": None}
        if run["instructions_version"] == "v2" else run
        for run in forty_days("Ann")
    ]  # fmt: skip
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", file) == 0
    held = current(Home(worker_runs.home))
    assert held
    (made,) = all_changes(held, ALL).impacts
    assert worker_runs("fix-request", "--change", key_of(made)) == 0
    wrong = re.split("^## ", worker_runs.out, flags=re.MULTILINE)[1]
    assert wrong.strip() == "Runs that went wrong\n\nNone was found."


def test_of_a_check_no_run_went_well_that_it_asks_about(worker_runs: Run, tmp_path: Path) -> None:
    runs = [
        {"run_id": f"r{n:02}", "worker_id": "w", "worker": "w", "status": "completed",
         "created_at": f"2026-11-16T09:{n:02}:00Z"}
        | ({} if n >= 20 else {"comment_preview": " ".join(chr(97 + n + k) * 6 for k in range(4))})
        for n in range(25)
    ]  # fmt: skip
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", file) == 0
    assert worker_runs("fix-request", "--check", "not-visible") == 0
    told = worker_runs.out
    assert "5 of 25 finished runs on 16 Nov 2026: not visible in the export." in told
    wrong, well = re.split("^## ", told, flags=re.MULTILINE)[1:3]
    assert set(re.findall("^run: (.*)$", wrong, re.MULTILINE)) == {"r24", "r23", "r22"}
    good = re.findall("^run: (.*)$", well, re.MULTILINE)
    assert len(good) == 3 and set(good).isdisjoint({f"r{n}" for n in range(20, 25)})


def test_a_check_of_actions_gives_its_own_reason_and_the_numbers_of_its_week(
    worker_runs: Run, tmp_path: Path
) -> None:
    begun = datetime(2026, 10, 12, 9, tzinfo=UTC)
    runs = [
        {"run_id": f"r{n:02}", "worker_id": "w", "worker": "w", "status": "completed",
         "task_id": f"t{n}", "created_at": (begun + timedelta(days=n)).isoformat(),
         "tools_called": [{"name": "get_invoice", "ok": True}], "comment_preview":
         "I have sent the reminder to the customer." if n >= 31 else "Read it."}
        for n in range(36)
    ]  # fmt: skip
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", file) == 0
    assert worker_runs("fix-request", "--worker", "w", "--check", "claim") == 0
    said = "says something was done that no tool call did."
    assert f"\n4 of 7 finished runs of w on 9–15 Nov 2026, usually 0: {said}\n" in worker_runs.out
    assert "It says that something was done, and no tool call did it." in worker_runs.out
    assert worker_runs("show", "review") == 0
    assert f"4 of 7 finished runs, usually 0: {said}" in worker_runs.out


def test_what_is_not_there_is_refused(changed: Run) -> None:
    for words in ((), ("--item", "none"), ("--cause", "none"), ("--change", "none")):
        assert changed("fix-request", *words) == 2
        assert "Traceback" not in changed.err
