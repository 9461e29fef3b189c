"""The checks on a run's output, in `show run`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

TEXT = "I have sent RE-2077 to the customer, as asked."


def test_a_run_is_shown_with_its_checks(worker_runs: Run, tmp_path: Path) -> None:
    run = {
        "run_id": "a",
        "status": "completed",
        "created_at": "2026-11-16T09:00:00Z",
        "comment_preview": TEXT,
        "task_text": "Remind Alder Works of RE-2041.",
        "tools_called": [],
    }
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": [run]}))
    assert worker_runs("load", file) == 0
    checks = worker_runs.json("show", "run", "a")["checks"]
    assert [found["check"] for found in checks["found"]] == ["unsourced", "claim"]
    (evidence,) = checks["found"][0]["evidence"]
    assert evidence == {"start": 12, "end": 19, "text": "RE-2077"}
    assert checks["passed"] == ["not-visible"]
    assert checks["not_run"] == {"duplicate": "no task or record", "format": "no instructions"}
    assert worker_runs("show", "run", "a") == 0
    assert "! It names an id that stands in no text of the run" in worker_runs.out
    assert "“RE-2077”" in worker_runs.out
    assert "format, as your export doesn’t hold the instructions" in worker_runs.out


def test_a_failed_run_is_shown_with_what_it_created(worker_runs: Run, tmp_path: Path) -> None:
    at = "2026-11-16T09:00:00Z"
    effect = {"kind": "message", "customer_visible": True, "url": "https://mail.example/1"}
    runs = [
        {"run_id": "a", "status": "failed", "created_at": at, "effects": [effect]},
        {"run_id": "b", "status": "completed", "created_at": at},
    ]
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", file) == 0
    found = worker_runs.json("show", "run", "a")["clearance"]
    assert (found["answer"], found["solved_by"], found["others"]) == ("customers see it", None, [])
    assert (found["own"]["state"], found["own"]["customer_visible"]) == ("created", True)
    assert found["own"]["signs"] == [
        {
            "kind": "effect",
            "what": "message",
            "customer_visible": True,
            "address": "https://mail.example/1",
        }
    ]
    assert worker_runs.json("show", "run", "b")["clearance"] is None
    assert worker_runs("show", "run", "a") == 0
    assert "a: known created, customers see it: yes (lists a message" in worker_runs.out
    assert len(worker_runs.json("show", "runs", "--effects", "created")["runs"]) == 1


def test_the_chosen_runs_are_written_as_a_list_to_clean_up_by(loaded: Run, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    assert loaded("clean-up", target, "--worker", "Ann") == 0
    assert f"2 runs to clean up written to {target}." in loaded.err
    assert len(target.read_text("utf-8-sig").splitlines()) == 3
    assert loaded("clean-up", tmp_path / "list.pdf") == 2
    assert "no form of a clean-up list" in loaded.err
