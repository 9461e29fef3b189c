"""Whole exports: the formats we know, the real ones that are published, and what explain says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused, QuestionOpen
from dashboard.records.reading import Answers, Formats, explain, located, open_export
from tests.reading import HEADER, NOW, ROW, read, shared, written

ROOT = Path(__file__).resolve().parents[2]
STRATEGIES = ROOT / "dashboard/sources/formats/strategies.toml"


def test_the_templates_load() -> None:
    result = read(ROOT / "data/templates")
    assert result.rejected == []
    assert result.ids == ["run-0001", "run-0002"]
    assert result.runs[0]["tools_called"][1]["wrote"] is True
    assert set(result.tables) == {"runs", "workers", "changes", "instructions"}
    known = {row["instructions_id"] for row in result.tables["instructions"]}
    assert result.runs[0]["instructions_id"] in known


@pytest.mark.parametrize(
    "header",
    [
        "Run ID,Worker,Status,Created,Task,Task link,Comment preview,Error",
        "run_id,worker_name,STATE,Created at,task title,Task URL,Preview,Error message",
        "Id,AGENT,run-status,created time,Linked Task,link,Output preview,error_message",
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_run_lists_in_common_spellings(tmp_path: Path, header: str, delimiter: str) -> None:
    text = f"{header}\nr1,W,Failed,2026-11-16 10:10,T,https://t/1,Hello,Boom\n"
    path = written(tmp_path, text.replace(",", delimiter))
    result = read(path, zone="Europe/Berlin")
    run = {key: value for key, value in result.runs[0].items() if value is not None}
    assert result.export.format == "run list"
    assert run.pop("created_at").isoformat() == "2026-11-16T09:10:00+00:00"
    assert run == {
        "run_id": "r1", "worker_id": "W", "worker": "W", "status": "failed",
        "raw_status": "Failed", "task_title": "T", "task_url": "https://t/1",
        "task_id": "https://t/1", "comment_preview": "Hello", "error_message": "Boom",
        "time_basis": "export",
    }  # fmt: skip


T = "2026-11-16T09:10:00Z"


def test_names_that_leave_no_doubt_stand_in_for_ours(tmp_path: Path) -> None:
    text = (
        "run_id,agent,status,created_at,ended_at,task,task_link,comment,error,tier\n"
        f"a,Ann,failed,{T},2026-11-16T09:11:00Z,Pay,https://x.example/1,Hello,boom,gold\n"
    )
    [run] = read(written(tmp_path, text)).runs
    names = ("worker", "task_title", "task_url", "comment_preview", "error_message")
    assert [run[name] for name in names] == ["Ann", "Pay", "https://x.example/1", "Hello", "boom"]
    assert run["finished_at"].isoformat() == "2026-11-16T09:11:00+00:00"
    assert json.loads(run["extra"])["tier"] == "gold"


def test_ours_comes_before_what_stands_in_for_it(tmp_path: Path) -> None:
    row = {"run_id": "a", "status": "ok", "created_at": T, "error": "x", "error_message": "y",
           "task": {"id": 1}, "comment": ["x"]}  # fmt: skip
    [run] = read(written(tmp_path, json.dumps([row]), "e.json")).runs
    assert (run["error_message"], run["task_title"], run["comment_preview"]) == ("y", None, None)
    assert json.loads(run["extra"]) == {"error": "x", "task": {"id": 1}, "comment": ["x"]}


@pytest.mark.parametrize("named", ["run_id", "id"])
@pytest.mark.parametrize(
    ("header", "cells", "field", "value"),
    [
        ("duration_s", "4.2", "duration_ms", 4200), ("elapsed_ms", "70", "duration_ms", 70),
        ("duration_seconds", "60", "duration_ms", 60_000),
        ("cost_usd", "0.03", "cost", 0.03), ("total_cost_usd", ".5", "cost", 0.5),
        ("total_tokens", "120", "tokens", 120),
        ("input_tokens,output_tokens", "10,5", "tokens", 15),
        ("tokens_in,tokens_out", "10,", "tokens", None),
        ("model_name", "m-1", "model", "m-1"), ("trigger", "cron", "trigger", "cron"),
        ("error_type", "TimeoutError", "error_type", "TimeoutError"),
        ("cost_usd", "about 3", "cost", None), ("duration_s", "slow", "duration_ms", None),
        ("start_time", "soon", "started_at", None),
    ],
)  # fmt: skip
def test_plain_names_are_read_whatever_the_id_is_called(
    tmp_path: Path, named: str, header: str, cells: str, field: str, value: object
) -> None:
    text = f"{named},status,created_at,{header}\na,failed,{T},{cells}\n"
    found = read(written(tmp_path, text))
    assert ([run[field] for run in found.runs], found.rejected) == ([value], [])


def test_start_and_end_time_say_how_long_a_run_took(tmp_path: Path) -> None:
    text = f"{HEADER},start_time,end_time\n{ROW},2026-11-16T09:11:00Z,2026-11-16T09:12:00Z\n"
    [run] = read(written(tmp_path, text)).runs
    assert (run["started_at"].minute, run["finished_at"].minute, run["duration_ms"]) == (
        11, 12, 60_000,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["steps", "tokens", "cost", "max_iterations"])
@pytest.mark.parametrize("value", [[{"tool": "crm"}], {"in": 3, "out": 4}, [], '[{"tool": "crm"}]'])
def test_a_list_under_the_name_of_a_number_stays_beside_its_run(
    tmp_path: Path, name: str, value: object
) -> None:
    rows = [{"run_id": one, "status": "ok", "created_at": T, name: value} for one in "ab"]
    found = read(written(tmp_path, json.dumps(rows), "e.json"))
    assert found.rejected == []
    assert [run[name] for run in found.runs] == [None, None]
    assert {run["extra"] for run in found.runs} == {json.dumps({name: value})}


def test_a_mapping_that_names_a_list_as_a_number_is_told_so(tmp_path: Path) -> None:
    mapping = written(tmp_path, 'name = "m"\n[fields]\nrun_id = "run_id"\nstatus = "status"\n'
                      'created_at = "created_at"\ncost = "cost"\n', "m.toml")  # fmt: skip
    row = {"run_id": "a", "status": "ok", "created_at": T, "cost": {"usd": 3}}
    [bad] = read(written(tmp_path, json.dumps([row]), "e.json"), mapping).rejected
    assert bad.field == "cost"


def test_a_run_list_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    text = "Error,ID,Status,Created,Team,Comment,Preview\nx,1,Done,2026-11-16T09:10Z,Red,b,a\n"
    [run] = read(written(tmp_path, text)).runs
    assert (run["comment_preview"], json.loads(run["extra"])) == (
        "a",
        {"Team": "Red", "Comment": "b"},
    )


@pytest.mark.parametrize(
    ("header", "near", "missing"),
    [
        ("run_id,status,worker", "canonical export", "created_at"),
        ("Run ID,Created,Worker", "run list", "Status"),
    ],
)
def test_what_lacks_a_needed_column_is_refused(
    tmp_path: Path, header: str, near: str, missing: str
) -> None:
    with pytest.raises(ExportRefused) as refused:
        read(written(tmp_path, f"{header}\n1,2,3\n"))
    text = str(refused.value)
    found = ", ".join(header.split(","))
    assert near in text
    assert f"{missing} is missing" in text
    assert f"Found: {found}" in text
    assert "--map" in text


def test_conversations_of_tau_bench_match_their_published_figures() -> None:
    result = read(shared("tau-bench/gpt-4o-airline.json"))
    assert (result.read, result.rejected, result.export.format) == (200, [], "tau-bench")
    assert Counter(run["status"] for run in result.runs) == {"completed": 200}
    assert Counter(run["quality"] for run in result.runs) == {"bad": 116, "good": 84}
    failed = Counter(
        run["quality"]
        for run in result.runs
        if any(call["ok"] is False for call in run["tools_called"])
    )
    assert failed == {"bad": 27, "good": 9}
    transferred = Counter(
        run["quality"]
        for run in result.runs
        if any(call["name"] == "transfer_to_human_agents" for call in run["tools_called"])
    )
    assert transferred == {"bad": 13, "good": 35}
    assert len({run["run_id"] for run in result.runs}) == 200
    assert len({run["task_id"] for run in result.runs}) == 50
    assert {run["time_basis"] for run in result.runs} == {"import"}
    assert [run["created_at"] for run in result.runs] == sorted(
        r["created_at"] for r in result.runs
    )
    assert result.runs[0]["created_at"] == NOW
    [text] = result.tables["instructions"]
    assert {run["instructions_id"] for run in result.runs} == {text["instructions_id"]}
    assert text["instructions_text"].startswith("# Airline Agent Policy")
    assert all(run["comment_preview"] and run["task_text"] for run in result.runs)


def test_the_strategies_match_their_published_figures() -> None:
    result = read(shared("strategies/runs.jsonl"), STRATEGIES)
    assert (result.read, result.rejected) == (1_929, [])
    assert Counter(run["status"] for run in result.runs) == {"completed": 986, "failed": 943}
    assert Counter(run["error_type"] for run in result.runs) == {
        None: 1_591, "depth_limit": 230, "max_steps_exceeded": 91, "empty_frontier": 17,
    }  # fmt: skip
    assert all((run["status"] == "completed") == (run["quality"] == "good") for run in result.runs)
    latest = {(r["worker"], r["task_id"]): r for r in sorted(
        result.runs, key=lambda r: (r["created_at"], r["run_id"]))}  # fmt: skip
    react = [r for r in latest.values() if (r["worker"], r["record_type"], r["model"]) == (
        "baseline-react", "linear2-demo", "Qwen/Qwen2.5-72B-Instruct")]  # fmt: skip
    assert Counter(r["status"] for r in react) == {"completed": 50}
    assert len(latest) == 1_800


def test_explain_says_what_becomes_of_the_first_rows(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        'name = "mine"\n'
        '[fields]\nrun_id = "id"\nstatus = "st"\ncreated_at = "at"\nmodel = "modl"\n',
        "mine.toml",
    )
    path = written(tmp_path, "id,st,at,model\n1,ok,2026-11-16T09:10Z,m\n2,ok,never,m\n3,ok\n")
    with located(path) as export:
        found = explain(export, formats=Formats(mapping), answers=Answers(), now=NOW)
    assert (found.format, found.mapping_file, found.rows) == ("mine", "mine.toml", 3)
    assert "mine.toml was given" in found.why
    assert 'run_id = "id"' in found.mapping_text
    assert found.columns["status"] == "st"
    assert (found.unused, found.silent) == (["model"], ["model"])
    assert found.before[0] == {"id": "1", "st": "ok", "at": "2026-11-16T09:10Z", "model": "m"}
    assert found.after[0] is not None
    assert found.after[0]["status"] == "completed"
    assert found.after[1:] == [None, None]
    assert [rejected.line for rejected in found.rejected] == [3, 4]


def test_explain_shows_an_open_question(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADER}\na,ok,2026-11-16 09:10\n")
    with located(path) as export:
        found = explain(export, formats=Formats(), answers=Answers(), now=NOW)
    assert "--zone" in (found.question or "")
    assert found.after == []
    assert "run_id" in found.why


def test_questions_cover_the_files_beside_the_runs(tmp_path: Path) -> None:
    written(tmp_path, f"{HEADER}\n{ROW}\n", "runs.csv")
    written(tmp_path, "worker,changed_at,what\nW,2026-11-10 08:00,tools\n", "changes.csv")
    with pytest.raises(QuestionOpen, match=r"changes\.csv, line 2, changed_at"):
        read(tmp_path)
    [change] = read(tmp_path, zone="Europe/Berlin").tables["changes"]
    assert change["changed_at"].isoformat() == "2026-11-10T07:00:00+00:00"


def test_side_files_reject_their_own_rows(tmp_path: Path) -> None:
    written(tmp_path, f"{HEADER}\n{ROW}\n", "runs.csv")
    written(tmp_path, "worker,changed_at,what\nW,2026-11-10T08:00Z,colour\n", "changes.csv")
    result = read(tmp_path)
    assert [(r.file, r.field) for r in result.rejected] == [("changes.csv", "what")]
    assert result.read == 1
    written(tmp_path, "name,model\nW,m\n", "workers.csv")
    with pytest.raises(ExportRefused, match="worker"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("began", "ended", "duration", "took"),
    [
        ("2026-11-16T09:00:00Z", "2026-11-16T09:00:01.5Z", "", 1500.0),
        ("2026-11-16T09:00:00Z", "2026-11-16T09:00:01.5Z", "700", 700.0),
        ("2026-11-16T09:00:01Z", "2026-11-16T09:00:00Z", "", None),
        ("2026-11-16T09:00:01Z", "", "", None),
    ],
)
def test_a_duration_is_the_time_between_where_it_is_absent(
    tmp_path: Path, began: str, ended: str, duration: str, took: float | None
) -> None:
    head = f"{HEADER},started_at,finished_at"
    if duration:
        head, ended = f"{head},duration_ms", f"{ended},{duration}"
    result = read(written(tmp_path, f"{head}\n{ROW},{began},{ended}\n"))
    assert result.runs[0]["duration_ms"] == took
    assert "duration_ms" in result.export.columns["runs"]


def test_batches_can_be_read_again_and_stay_small(tmp_path: Path) -> None:
    rows = "".join(f"r{n},ok,2026-11-16T09:10:00Z\n" for n in range(25_000))
    path = written(tmp_path, f"{HEADER}\n{rows}")
    with located(path) as found:
        export = open_export(found, formats=Formats(), answers=Answers(), now=NOW)
    sizes = [len(batch.rows) for batch in export.batches()]
    assert sum(sizes) == 25_000
    assert max(sizes) <= 10_000
    assert [len(batch.rows) for batch in export.batches()] == sizes


@pytest.mark.parametrize(("rows", "full"), [(1, False), (2, True), (3, False)])
def test_as_many_rows_as_a_sheet_holds_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, full: bool
) -> None:
    monkeypatch.setattr("dashboard.records.export.FULL_SHEETS", (3,))
    lines = [f"r{at},ok,2026-10-11T09:00:00Z" for at in range(rows)]
    found = read(written(tmp_path, "\n".join(["run_id,status,created_at", *lines])))
    assert any("as a sheet of a spreadsheet holds" in one for one in found.export.notices) is full
