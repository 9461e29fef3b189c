"""Loading from the command line, and what was loaded."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.sources.packed import zipped

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real run histories are not beside this checkout"
)


def test_loading_again_changes_nothing(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    before = sorted(path.name for path in worker_runs.home.iterdir())
    again = worker_runs.json("load", export)
    assert again["generation"] == 1
    assert again["files"][0] | {"file": ""} == {
        "file": "", "format": "canonical export", "read": 3, "new": 0, "changed": 0, "unchanged": 3,
        "conflicting": 0, "rejected": 0, "notices": [],
    }  # fmt: skip
    assert sorted(path.name for path in worker_runs.home.iterdir()) == before


def test_a_cut_last_line_imports_all_others_and_exits_1(worker_runs: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"run_id": str(n), "status": "ok", "created_at": f"2026-11-1{n}T09:00:00Z"})
        for n in range(5)
    ]
    path = tmp_path / "runs.ndjson"
    path.write_text("\n".join(lines)[:-20])
    assert worker_runs("load", path) == 1
    assert "5 rows read: 4 new, 0 changed, 0 unchanged, 1 rejected" in worker_runs.err
    assert worker_runs("rejects", "1") == 1
    assert "runs.ndjson" in worker_runs.out and "  5  " in worker_runs.out
    assert worker_runs("load", path) == 1
    assert "4 unchanged, 1 rejected (worker-runs rejects 1)" in worker_runs.err


def test_a_missing_column_is_refused_with_what_was_found_and_what_is_needed(
    worker_runs: Run, export: Path
) -> None:
    assert worker_runs("load", export) == 0
    export.write_text(export.read_text().replace("created_at", "moment"))
    assert worker_runs("load", export) == 2
    for word in ("created_at", "moment", "run_id", "status", "runs.csv"):
        assert word in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 3, "the prior data is kept"


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        ("1,failed,soon\n2,ok,late\n", 2,
         'No row could be read. Of the first, e.csv, line 2, created_at: "soon" is not read as'),
        ("1,failed,soon\n2,ok,2026-11-16T09:00Z\n", 1, ""),
    ],
)  # fmt: skip
def test_where_no_row_is_read_the_first_says_why(
    worker_runs: Run, tmp_path: Path, rows: str, code: int, said: str
) -> None:
    path = tmp_path / "e.csv"
    path.write_text(f"run_id,status,created_at\n{rows}")
    assert worker_runs("load", path) == code
    assert said in worker_runs.err
    assert ("No row could be read" in worker_runs.err) == bool(said)


def test_runs_that_say_nothing_of_how_they_ended_are_said(worker_runs: Run, tmp_path: Path) -> None:
    trace = {"environment": "e", "public": False, "timestamp": "2026-11-16T09:00:00Z"}
    ended = [trace | {"id": "a", "level": "ERROR"}, trace | {"id": "b"}, trace | {"id": "c"}]
    path = tmp_path / "traces.json"
    path.write_text(json.dumps({"data": ended}))
    assert worker_runs("load", path) == 0
    assert "2 of 3 runs don’t say how they ended: their status is unknown" in worker_runs.err


def test_one_refused_file_does_not_stop_the_others(
    worker_runs: Run, export: Path, tmp_path: Path
) -> None:
    assert worker_runs("load", tmp_path / "nothing.csv", export) == 2
    assert "nothing.csv" in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_jobs_named_with_their_runs_are_no_runs(
    worker_runs: Run, tmp_path: Path, order: tuple[int, int]
) -> None:
    at = {"created_at": "2026-10-11T09:00:00Z", "started_at": "2026-10-11T09:00:00Z"}
    ended = at | {"status": "completed", "conclusion": "failure", "name": "CI"}
    run = ended | {"id": 7, "workflow_id": 1, "run_attempt": 1, "head_branch": "main"}
    jobs = [ended | {"id": id, "run_id": 7, "check_run_url": "u"} for id in (70, 71)]
    paths = [tmp_path / "runs.json", tmp_path / "jobs.json"]
    paths[0].write_text(json.dumps({"workflow_runs": [run]}))
    paths[1].write_text(json.dumps({"jobs": jobs}))
    assert worker_runs("load", *(paths[at] for at in order)) == 0
    assert (
        "jobs.json: It is left out: of the format GitHub Actions jobs, whose rows are parts of "
        "such runs"
    ) in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 1
    assert worker_runs("load", paths[1], tmp_path / "none.json") == 2
    assert "jobs.json: 2 rows read: 2 new" in worker_runs.err  # they stand alone


def test_an_empty_workspace_says_what_to_do(worker_runs: Run) -> None:
    for words in (("show", "trends"), ("show", "run", "1"), ("imports",), ("rejects",)):
        assert worker_runs(*words) == 2
        assert "worker-runs load FILE" in worker_runs.err


def test_the_run_list_asks_its_questions_once(worker_runs: Run) -> None:
    path = ROOT / "data" / "run-list.csv"
    assert worker_runs("load", path) == 2
    assert "--zone Europe/Berlin" in worker_runs.err and "--zone UTC" in worker_runs.err
    assert worker_runs("load", path, "--zone", "Europe/Berlin") == 0
    assert worker_runs("load", path) == 0, "the answer is remembered"
    trends = worker_runs.json("show", "trends")
    assert (trends["runs"], trends["unit"], trends["zone"]) == (400, "hour", "Europe/Berlin")


def test_the_sample_does_not_mix_with_real_runs(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    assert worker_runs("demo", "--no-browser") == 2
    assert "already holds other runs" in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 3


def test_explain_shows_how_a_file_is_read_and_imports_nothing(
    worker_runs: Run, export: Path
) -> None:
    assert worker_runs("load", "--explain", export) == 0
    for word in ("canonical", "run_id", "Ann", "2026-11-10"):
        assert word in worker_runs.out
    assert not worker_runs.home.exists()


def test_an_answer_of_an_earlier_export_is_taken_over_and_said(
    worker_runs: Run, tmp_path: Path
) -> None:
    paths = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for path in paths:
        path.write_text(f"run_id,status,created_at\n{path.stem},ok,03/04/2026 10:00\n")
    said = "times without a zone are read as of Asia/Tokyo (--zone) and dates with the day first"
    assert worker_runs("load", "--explain", paths[1]) == 0 and "answered first" in worker_runs.out
    assert worker_runs("load", paths[0], "--zone", "Asia/Tokyo", "--dates", "dmy") == 0
    assert said not in worker_runs.err
    assert worker_runs("load", "--explain", paths[1]) == 0
    assert "3 Apr 2026, 01:00:00 UTC" in worker_runs.out and "answered first" not in worker_runs.out
    assert worker_runs("load", paths[1]) == 0 and said in worker_runs.err


@shared
def test_tau_bench_gives_its_published_figures(worker_runs: Run) -> None:
    path = SHARED / "tau-bench" / "gpt-4o-airline.json"
    assert worker_runs("load", path) == 0
    trends = worker_runs.json("show", "trends")
    assert trends["runs"] == trends["by_status"]["completed"] == 200
    assert (trends["bad"], trends["success_rate"]) == (116, pytest.approx(0.42))
    low, high = trends["success_interval"]
    assert low < 0.42 < high and trends["n_eff"] < 200, "four trials of a task are not four tasks"
    again = worker_runs.json("load", path)
    assert again["generation"] == 1 and again["files"][0]["unchanged"] == 200


MATRIX = """
digit-permutation Qwen/Qwen2.5-72B-Instruct .400 .960 .480
digit-permutation Qwen/Qwen2.5-Coder-32B-Instruct .000 .780 .660
digit-permutation Qwen/Qwen3-Coder-Next:novita .060 .980 .720
game24 Qwen/Qwen2.5-72B-Instruct .160 .040 .660
game24 Qwen/Qwen2.5-Coder-32B-Instruct .200 .060 .680
game24 Qwen/Qwen3-Coder-Next:novita .060 .400 .880
linear2 Qwen/Qwen2.5-72B-Instruct .360 1.000 .380
linear2 Qwen/Qwen2.5-Coder-32B-Instruct .140 .860 .320
linear2 Qwen/Qwen3-Coder-Next:novita .020 .940 .340
subset-sum Qwen/Qwen2.5-72B-Instruct .460 .400 .720
subset-sum Qwen/Qwen2.5-Coder-32B-Instruct .360 .800 .640
subset-sum Qwen/Qwen3-Coder-Next:novita .520 .940 .860
"""


@shared
def test_strategies_give_every_cell_of_the_published_matrix(worker_runs: Run) -> None:
    mapping = ROOT / "dashboard/sources/formats/strategies.toml"
    path = SHARED / "strategies" / "runs.jsonl"
    assert worker_runs("load", "--map", mapping, path) == 0
    trends = worker_runs.json("show", "trends")
    assert (trends["runs"], trends["succeeded"], trends["failed"]) == (1929, 986, 943)
    cells = 0
    for line in MATRIX.strip().splitlines():
        task, model, *published = line.split()
        rows = worker_runs.json(
            "show", "workers", "--latest-only", "--model", model, "--record-type", f"{task}-demo"
        )
        found = {row["worker"]: (row["runs"], row["success_rate"]) for row in rows}
        names = ("baseline-single-path", "baseline-react", "tot-prototype")
        for name, rate in zip(names, published, strict=True):
            assert found[name] == (50, pytest.approx(float(rate)))
            cells += 1
    assert cells == 36
    assert worker_runs.json("load", "--map", mapping, path)["files"][0]["unchanged"] == 1929


def test_rows_rejected_beside_the_runs_are_counted_apart(worker_runs: Run, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "runs.csv").write_text("run_id,status,created_at\na,ok,2026-11-16T09:00:00Z\n")
    (folder / "changes.csv").write_text(
        "worker,changed_at,what\nAnn,2026-11-16T09:00:00Z,model\nAnn,,model\nAnn,soon,shoes\n"
    )
    assert worker_runs("load", folder) == 1
    counts = "1 row read: 1 new, 0 changed, 0 unchanged, 2 rejected, 2 of them beside the runs"
    assert counts in worker_runs.err


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Ann,,model", "Ann,soon,shoes"], "Of changes, all 2 rows were rejected, so that nothing"),
        (["Ann,,model"], "Of changes, the only row was rejected, so that nothing"),
        (["Ann,,model", "Ann,2026-11-16T09:00:00Z,model"], ""),
    ],
)
def test_a_list_beside_the_runs_that_was_rejected_as_a_whole_is_said(
    worker_runs: Run, tmp_path: Path, rows: list[str], said: str
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "runs.csv").write_text("run_id,status,created_at\na,ok,2026-11-16T09:00:00Z\n")
    (folder / "changes.csv").write_text("\n".join(["worker,changed_at,what", *rows]))
    assert worker_runs("load", folder, "--json") == 1
    (loaded,) = json.loads(worker_runs.out)["files"]
    assert [notice.partition(" of it")[0] for notice in loaded["notices"]] == [said][: bool(said)]


# fmt: off
ROUNDED = {
    "exponents": (["1.35E+17", "1,35E+17", "2E17"], 3),
    "zeros": (["123456789012345000", "123456789012346000", "123456789012347000"], 3),
    "whole numbers": (["123456789012345678", "123456789012346000", "1234567890123456789"], 0),
    "one by chance": (["1234567890123450", "b"], 0),
    "one of 20 digits": (["13512345678901200000"], 1),
    "one of 18 digits": (["123456789012345000", "b"], 1),
    "one round number": (["1000000000000000000", "b"], 0),
    "five of many": ([*(f"{n}2345678901234567" for n in range(101, 150)),
                      *(f"{n}234567890120000000" for n in range(101, 106))], 5),
    "two of many by chance": ([*(f"{n}3456789012345" for n in range(101, 150)),
                               *(f"{n}3456789012340" for n in range(101, 106))], 0),
    "nanoseconds": ([f"{1759651200123 + n}000000" for n in range(5)], 0),
    "zeros before": (["000123456789012000", "000123456789013000"], 0),
    "short numbers": (["100000", "200000", "300000"], 0),
    "words": (["1E", "E+17", "1.2.3E4", "a1e5"], 0),
    "small letters": (["1.35e+17", "1e+17", "1.5e17"], 3),
    "as text": (["'1.35E+17", "'1,35E+17", " '2E17", "’1.5E+17", '=""1.7E+17""'], 5),
    "zeros as text": (["'123456789012345000", "'123456789012346000"], 2),
    "words as text": (["'1E", "'b", "''1.35E+17'", "E'1.35E+17", "x1.35E+17"], 0),
    "hashes": (["1e10553", "4e140882", "0e14", "3e12", "9e1"], 0),
}
# fmt: on


@pytest.mark.parametrize(("ids", "rounded"), ROUNDED.values(), ids=ROUNDED.keys())
def test_ids_that_a_spreadsheet_rounded_are_said(
    worker_runs: Run, tmp_path: Path, ids: list[str], rounded: int
) -> None:
    path = tmp_path / "runs.csv"
    rows = [f'"{name}",completed,2026-11-10T09:00:00Z' for name in ids]
    path.write_text("\n".join(["run_id,status,created_at", *rows]))
    found = worker_runs.json("load", path)["files"][0]["notices"]
    many = "1 run id looks" if rounded == 1 else f"{rounded} run ids look"
    assert [notice.split(" rounded ")[0] for notice in found] == [many][: bool(rounded)]
    assert all(notice in worker_runs.err for notice in found)


def test_rounded_ids_are_gone_in_another_folder(
    worker_runs: Run, export: Path, tmp_path: Path
) -> None:
    def written(*ids: str) -> Path:
        path = tmp_path / f"{ids[0]}.csv"
        rows = [f'"{name}",completed,2026-11-10T09:00:00Z' for name in ids]
        path.write_text("\n".join(["run_id,status,created_at", *rows]))
        return path

    rounded = written("1.35E+17", "1.35E+17")
    (said,) = worker_runs.json("load", rounded)["files"][0]["notices"]
    assert "into another folder (--home FOLDER)" in said
    right = written("135000000000000001", "135000000000000002")
    worker_runs.home = tmp_path / "other"
    assert worker_runs("load", export, right) == 0
    assert worker_runs.json("show", "trends")["runs"] == 3 + 2


def test_a_text_of_many_lines_without_quotes_is_said_once(worker_runs: Run, tmp_path: Path) -> None:
    head, row = "run_id,status,created_at\n", "1,ok,2026-11-16T09:00:00Z\n"
    path = tmp_path / "runs.csv"
    path.write_text(head + row + "a line, of it\n" * 300 + row.replace("1", "2", 1) + "short\n")
    assert worker_runs("load", path) == 1
    assert "303 rows read: 2 new" in worker_runs.err and "301 rejected" in worker_runs.err
    assert "300 rejected rows follow each other in runs.csv (lines 3 to 302)" in worker_runs.err
    assert worker_runs.err.count("follow each other") == 1
    assert worker_runs("rejects") == 1
    assert len(worker_runs.out.splitlines()) == 3


def test_a_pattern_in_quotes_names_what_it_matches(
    worker_runs: Run, export: Path, tmp_path: Path
) -> None:
    lines = export.read_text().splitlines()
    folder = tmp_path / "2026" / "11"
    folder.mkdir(parents=True)
    for number, line in enumerate(lines[1:]):
        (folder / f"part {number}.csv").write_text(f"{lines[0]}\n{line}\n")
    found = worker_runs.json("load", tmp_path / "20*" / "**" / "part ?.csv")["files"]
    assert [Path(file["file"]).name for file in found] == ["part 0.csv", "part 1.csv", "part 2.csv"]
    assert worker_runs("load", tmp_path / "*.xlsx") == 2
    assert "*.xlsx: No file or folder matches this" in worker_runs.err
    odd = tmp_path / "runs [1].csv"
    odd.write_text(export.read_text())
    assert worker_runs("load", odd) == 0


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: zipped({"runs.csv": data})])
def test_standard_input_is_an_export(
    worker_runs: Run, export: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    content = export.read_bytes() + b"4,completed,soon,Ann,t,m\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pack(content))))
    assert worker_runs("load", "-") == 1
    assert "standard input: 4 rows read: 3 new" in worker_runs.err
    assert worker_runs("rejects") == 1 and "standard input" in worker_runs.out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert worker_runs("load", "-") == 2
    assert "standard input: The export has no rows" in worker_runs.err


def test_a_terminal_is_no_export(worker_runs: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(b""))
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", terminal)
    assert worker_runs("load", "-") == 2
    assert "Nothing is piped into it" in worker_runs.err


def test_what_was_left_out_and_what_a_file_is_are_said(
    worker_runs: Run, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = tmp_path / "rooms"  # those of other tests are their own affair
    rooms.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))
    text = f"Runs of November\n\n{export.read_text()}Total,,,,,3\n"
    path = tmp_path / "november.csv"
    path.write_bytes(gzip.compress(text.encode()))
    said = worker_runs.json("load", path)["files"][0]["notices"]
    assert [any(word in notice for notice in said) for word in ("gzip", "header", "total")] == [
        True, True, True]  # fmt: skip
    assert all(notice in worker_runs.err for notice in said)
    assert worker_runs("load", "--explain", path) == 0
    assert not list(rooms.iterdir())


def test_what_cannot_be_unpacked_changes_nothing(
    worker_runs: Run, export: Path, tmp_path: Path
) -> None:
    path = tmp_path / "runs.csv.gz"
    path.write_bytes(gzip.compress(export.read_bytes()))
    assert worker_runs("load", path) == 0
    path.write_bytes(path.read_bytes()[:-20])
    assert worker_runs("load", path) == 2
    assert "breaks off" in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 3
