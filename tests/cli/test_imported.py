"""What was imported, and what of it needs a look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import HEAD, ROWS, Run


@pytest.fixture
def disagreeing(worker_runs: Run, tmp_path: Path) -> Run:
    path = tmp_path / "twice.csv"
    path.write_text(HEAD + ROWS[0] + ROWS[0].replace("completed", "failed"))
    assert worker_runs("load", path) == 0
    assert "1 new, 0 changed, 0 unchanged, 1 in conflict, 0 rejected" in worker_runs.err
    assert "`worker-runs conflicts` lists them" in worker_runs.err
    return worker_runs


def test_both_rows_of_a_conflict_are_listed(disagreeing: Run) -> None:
    assert disagreeing("conflicts") == 1
    for word in ("twice.csv", "completed", "failed", "1 run in conflict"):
        assert word in disagreeing.out
    assert disagreeing("conflicts", "--json") == 1
    assert disagreeing.out.count('"status"') == 2 and disagreeing.out.count('"shown": true') == 1
    assert '"worker"' not in disagreeing.out, "only what differs"


def test_what_is_said_to_settle_a_conflict_does(worker_runs: Run, tmp_path: Path) -> None:
    def written(name: str, *rows: str, more: str = "") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([f"run_id,status,created_at{more}", *rows]))
        return path

    at, last = "2026-11-10T09", "b,ok,2026-11-12T09:00:00Z"
    both = [f"a,failed,{at}:00:00Z", f"a,ok,{at}:00:00Z"]
    changed = [f"{both[0]},{at}:05:00Z", f"{both[1]},{at}:30:00Z", f"{last},{at}:00:00Z"]
    again = written("again.csv", *changed, more=",updated_at")
    assert worker_runs("load", written("1.csv", *both, last), again) == 0
    assert worker_runs("conflicts") == 1 and "settle nothing beside" in worker_runs.out
    assert worker_runs("load", written("newer.csv", both[1], "c,ok,2026-11-13T09:00:00Z")) == 0
    assert worker_runs("conflicts") == 0
    worker_runs.home = tmp_path / "another"
    assert worker_runs("load", again) == 0 and worker_runs("conflicts") == 0
    assert worker_runs.json("show", "trends")["failed"] == 0


def test_no_conflict_is_said(loaded: Run) -> None:
    assert loaded("conflicts") == 0
    assert "No two rows of a run are in conflict." in loaded.out


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(rows))
    return path


def test_rejects_are_those_of_the_whole_newest_load(worker_runs: Run, tmp_path: Path) -> None:
    a = write(tmp_path / "a.csv", ROWS[0], "x,failed,soon,Ann,t,m\n")
    b = write(tmp_path / "b.csv", ROWS[1])
    assert worker_runs("load", a, b) == 1
    assert worker_runs("rejects") == 1
    assert "a.csv" in worker_runs.out and "soon" in worker_runs.out
    assert worker_runs("rejects", 2) == 0
    assert "Import 2 rejected nothing." in worker_runs.out
    assert worker_runs("load", write(tmp_path / "c.csv", ROWS[2])) == 0
    assert worker_runs("rejects") == 0
    assert worker_runs.out == (
        "Import 3 rejected nothing. The newest that did is 1: worker-runs rejects 1\n"
    )
    assert worker_runs("rejects", 1) == 1


@pytest.mark.parametrize("number", ["99", "0", "-1", "99999999999999999999"])
def test_an_import_that_is_not_there_is_refused(loaded: Run, number: str) -> None:
    assert loaded("rejects", number) == 2
    assert f"No import has the number {number}." in loaded.err
    assert "worker-runs imports" in loaded.err


def test_lines_rejected_in_a_row_for_one_reason_are_one_line(
    worker_runs: Run, tmp_path: Path
) -> None:
    bad = ["x,failed,2026-11-16T09:00:00Z,Ann\n"] * 50
    path = write(tmp_path / "runs.csv", ROWS[0], *bad, ROWS[1], *bad[:1], "x,failed,soon,Ann,t,m\n")
    assert worker_runs("load", path) == 1
    assert worker_runs("rejects") == 1
    lines = [line.split()[2] for line in worker_runs.out.splitlines()[1:]]
    assert lines == ["3–52", "54", "55"]
    assert worker_runs("rejects", "--json") == 1
    assert worker_runs.out.count('"line"') == 52


def test_the_newest_import_is_taken_back(worker_runs: Run, tmp_path: Path) -> None:
    one, two = write(tmp_path / "one.csv", ROWS[0]), write(tmp_path / "two.csv", *ROWS[1:])
    assert worker_runs("load", one) == 0 and worker_runs("load", two) == 0
    assert worker_runs("record", "Ann", "model", "--when", "2026-11-11") == 0
    assert worker_runs("undo", 1) == 2
    assert "is not the newest: import 2 came after it" in worker_runs.err
    assert f"load {two}`" in worker_runs.err and "undo` twice" in worker_runs.err
    assert worker_runs("undo", 2) == 0
    assert f"Import 2 ({two}) is taken back." in worker_runs.out
    assert f"Now current: 1 run, the newest import is 1 ({one})." in worker_runs.out
    assert worker_runs.json("show", "trends")["runs"] == 1
    assert [row["import_id"] for row in worker_runs.json("imports")] == [1]
    assert worker_runs("load", two) == 0
    assert len(worker_runs.json("show", "changes")) == 1, "what people recorded stays"
    assert worker_runs.json("undo")["newest"] == {"import_id": 1, "file": str(one)}
    assert worker_runs("undo") == 0 and "Now nothing is loaded." in worker_runs.out
    assert worker_runs("undo") == 2 and "Nothing was imported" in worker_runs.err


def test_rejected_rows_are_mended_and_loaded_again(worker_runs: Run, tmp_path: Path) -> None:
    head = "run_id,status,created_at,comment_preview,tools_called,colour\n"
    bad = '=1,failed,soon,"=HYPERLINK(1), ""so""",crm; docs,red\n'
    path = tmp_path / "bad.csv"
    path.write_text(f"{head}a,ok,2026-11-10T09:00:00Z,,,\n{bad}b,failed\n")
    assert worker_runs("load", path) == 1
    file = tmp_path / "to mend.csv"
    assert worker_runs("rejects", 1, "-o", file) == 1
    assert "2 rejected rows written to" in worker_runs.err
    assert (
        f"load '{file}'" in worker_runs.err and "1 row stands only in the last" in worker_runs.err
    )
    assert worker_runs("rejects", "-o", file) == 2
    assert "There is a file of this name already." in worker_runs.err
    text = file.read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "\n'=" not in text
    file.write_text(text.replace("soon,\"'=HYP", "2026-11-11T09:00:00Z,\"'=HYP"), encoding="utf-8")
    assert worker_runs("load", file) == 1
    assert "1 new" in worker_runs.err and "1 rejected" in worker_runs.err
    run = worker_runs.json("show", "run", "=1")
    assert run["comment_preview"] == '=HYPERLINK(1), "so"'
    assert "red" in str(run["extra"]) and "rejected" not in str(run["extra"])


def test_rejected_rows_of_json_are_mended_as_a_table(worker_runs: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(
        '{"run_id":"a","status":"ok","created_at":"2026-11-10T09:00:00Z"}\n'
        '{"run_id":"b","status":"failed","created_at":"soon","cost":1.50,'
        '"tools_called":[{"name":"crm","ok":false}],"error_message":"\'=1","mood":{"a":[1]}}\n'
    )
    assert worker_runs("load", path) == 1
    file = tmp_path / "mend.csv"
    assert worker_runs("rejects", "-o", file) == 1
    file.write_text(file.read_text("utf-8-sig").replace(",soon,", ",2026-11-11T09:00:00Z,"))
    assert worker_runs("load", file) == 0, worker_runs.err
    run = worker_runs.json("show", "run", "b")
    assert run["error_message"] == "'=1" and run["cost"] == 1.5
    assert run["tools_called"][0]["name"] == "crm" and run["tools_called"][0]["ok"] is False


def test_rejected_rows_are_of_the_format_that_they_were_of(
    worker_runs: Run, tmp_path: Path
) -> None:
    run = {"name": "w", "status": "completed", "conclusion": "failure", "workflow_id": 3,
           "run_number": 1, "run_attempt": 1, "event": "push", "head_sha": "ab",
           "updated_at": "2026-11-10T09:00:00Z"}  # fmt: skip
    times = ("2026-11-10T09:00:00Z", "soon")
    runs = [{**run, "id": n, "created_at": time} for n, time in enumerate(times)]
    path = tmp_path / "runs.json"
    path.write_text(json.dumps({"workflow_runs": runs}))
    assert worker_runs("load", path) == 1
    file = tmp_path / "mend.csv"
    assert worker_runs("rejects", "-o", file) == 1
    text = file.read_text("utf-8-sig").replace(",soon,", ",2026-11-10T09:00:00Z,")
    file.write_text(text)
    assert worker_runs("load", file) == 0, worker_runs.err
    assert {row["format"] for row in worker_runs.json("imports")} == {"GitHub Actions runs"}
    assert worker_runs.json("show", "trends")["by_status"]["failed"] == 2
    file.write_text(text.replace("GitHub Actions runs", "ours"))
    assert worker_runs("load", file) == 2 and "of the format ours" in worker_runs.err


def test_a_file_of_rejected_rows_is_of_one_import(worker_runs: Run, tmp_path: Path) -> None:
    bad = [write(tmp_path / f"{n}.csv", ROWS[n], "x,failed,soon,Ann,t,m\n") for n in (0, 1)]
    assert worker_runs("load", *bad) == 1
    assert worker_runs("rejects", "-o", tmp_path / "c.csv") == 2
    assert "rejects 1 -o FILE" in worker_runs.err and not (tmp_path / "c.csv").exists()
