"""`looked-up` and `cleaned-up`, and the clean-up list that says it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.cli.conftest import Run


def test_what_was_found_and_done_is_shown_and_exported(worker_runs: Run, tmp_path: Path) -> None:
    at = "2026-11-16T09:00:00Z"
    runs = [{"run_id": name, "status": "failed", "created_at": at} for name in ("a", "b")]
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", file) == 0
    words = ("--place", "the task", "--found", "nothing", "--who", "Kim")
    assert worker_runs("looked-up", "a", *words) == 0
    (found,) = worker_runs.json("show", "run", "a")["looked_up"]
    assert (found["place"], found["found"], found["who"], found["holds"]) == (
        "the task", "nothing", "Kim", True,
    )  # fmt: skip
    assert worker_runs("show", "run", "a") == 0
    assert "the task: nothing found. Kim, " in worker_runs.out
    assert worker_runs("cleaned-up", "a", "--cleaned", "yes", "--told", "needless") == 0
    cleaned = worker_runs.json("show", "run", "a")["cleaned_up"]
    assert (cleaned["customer_told"], cleaned["holds"]) == ("needless", True)
    assert worker_runs("clean-up", tmp_path / "list.csv") == 0
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as held:
        rows = {row["Run"]: row for row in csv.DictReader(held)}
    assert (rows["a"]["Cleaned?"], rows["a"]["Customer told?"]) == ("yes", "needless")
    assert rows["b"]["Cleaned?"] == rows["b"]["Said by"] == ""
    assert rows["a"]["Said (UTC)"]
    for run_id, entry in (("b", found["entry"]), ("a", found["entry"] + 1)):
        assert worker_runs("looked-up", run_id, "--undo", entry) == 2
        assert f"is not what somebody found of run “{run_id}”" in worker_runs.err
    assert worker_runs("looked-up", "a", "--undo", found["entry"]) == 0
    assert worker_runs.json("show", "run", "a")["looked_up"] == []
    assert worker_runs("cleaned-up", "--undo", found["entry"]) == 2
    assert worker_runs("cleaned-up", "--undo", cleaned["entry"]) == 0
    assert worker_runs.json("show", "run", "a")["cleaned_up"] is None
    assert worker_runs("cleaned-up", "a", "--cleaned", "yes") == 2
    assert worker_runs("looked-up", "gone", *words) == 2
    assert worker_runs("looked-up", "a", "--place", "x") == 2
