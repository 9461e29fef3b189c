"""Files that say more of the runs beside them: joined by the ids of these."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import HEADER, Read, read, written

RUNS = f"{HEADER},worker,model\na,ok,2026-11-16T09:10:00Z,Bot,\nb,ok,2026-11-16T09:11:00Z,Bot,m\n"
LIST = "Run ID,Status,Created\na,ok,2026-11-16T09:10:00Z\nb,ok,2026-11-16T09:11:00Z\n"


def together(folder: Path, **files: str) -> Read:
    """Files of one folder, by their names with _ for the dot."""
    for name, content in files.items():
        written(folder, content, name.replace("_", "."))
    return read(folder)


@pytest.mark.parametrize("runs", ["runs_csv", "october_csv"])
@pytest.mark.parametrize(
    "scores",
    [
        {"scores_csv": "run_id,score,quality\nb,0,bad\na,1,good\n"},
        {"scores_jsonl": '{"run_id": "a", "score": 1, "quality": "good"}\n'
                         '{"run_id": "b", "score": 0, "quality": "bad"}\n'},
        {"scores_csv": "run_id,score\na,1\nb,0\n", "judged_csv": "run_id,quality\nb,bad\na,good\n"},
    ],
)  # fmt: skip
def test_columns_of_another_file_are_those_of_the_runs(
    tmp_path: Path, runs: str, scores: dict[str, str]
) -> None:
    found = together(tmp_path, **{runs: RUNS}, **scores)
    assert [(run["run_id"], run["score"], run["quality"]) for run in found.runs] == [
        ("a", 1, "good"), ("b", 0, "bad")]  # fmt: skip
    assert {"score", "quality"} <= found.export.columns["runs"]
    assert all("says more of 2 runs: " in notice for notice in found.export.notices)


def test_several_rows_of_a_run_are_a_list_under_the_name_of_the_file(tmp_path: Path) -> None:
    scores = "run_id,name,value\na,tone,1\na,right,0\nz,tone,1\n,tone,1\n"
    found = together(tmp_path, runs_csv=LIST, scores_csv=scores)
    kept = [json.loads(run["extra"]) for run in found.runs if run["extra"]]
    assert kept == [{"scores": [{"name": "tone", "value": "1"}, {"name": "right", "value": "0"}]}]
    assert [(row.file, row.line) for row in found.rejected] == [("scores.csv", 5)]
    assert found.export.notices == (
        "scores.csv says more of 1 run: several rows for some, kept as scores.",
        "1 row of scores.csv left out, being of no run that is loaded with it.",
    )


def test_what_a_run_says_itself_goes_before(tmp_path: Path) -> None:
    more = "run_id,model,worker,note\na,x,Other,\nb,y,Bot,seen\n"
    found = together(tmp_path, runs_csv=RUNS, more_csv=more).runs
    assert [(run["worker"], run["model"]) for run in found] == [("Bot", "x"), ("Bot", "m")]
    assert [json.loads(run["extra"]) for run in found] == [
        {"more.worker": "Other"}, {"more.model": "y", "note": "seen"}]  # fmt: skip


def test_how_something_else_ended_is_no_end_of_its_run(tmp_path: Path) -> None:
    found = together(tmp_path, runs_csv=LIST, review_csv="Run ID,Result\na,Failed\nb,Passed\n")
    assert [run["status"] for run in found.runs] == ["completed", "completed"]
    assert json.loads(found.runs[0]["extra"]) == {"review.Result": "Failed"}
    (tmp_path / "review.csv").unlink()
    several = "Run ID,Result\na,Failed\na,Passed\n"
    first, _ = together(tmp_path, result_csv=several).runs
    assert first["status"] == "completed"
    assert len(json.loads(first["extra"])["result rows"]) == 2


def test_what_is_no_part_of_the_runs_is_said(tmp_path: Path) -> None:
    found = together(
        tmp_path, runs_csv=LIST, runsold_csv=LIST.replace("\na", "\nc"), legend_csv="color\nred\n",
        empty_csv="", notes_md="Nothing.",
    )  # fmt: skip
    assert found.ids == ["a", "b"]
    assert found.export.notices == (
        "empty.csv left out: The export has no rows.",
        "legend.csv, runsold.csv left out: no part of the runs in runs.csv.",
    )


def test_a_zip_and_a_workbook_are_like_a_folder(tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("e/runs.csv", RUNS)
        archive.writestr("e/scores.csv", "run_id,score\nb,1\n")
    assert [run["score"] for run in read(packed).runs] == [None, 1]


def test_scores_alone_say_how_they_can_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="Load both as one, in a folder or a zip"):
        read(written(tmp_path, "run_id,score\na,1\n", "scores.csv"))


@pytest.mark.parametrize("head", ["ID", "Id", "id", "Identifiant", "Key"])
def test_an_id_that_names_no_run_is_that_of_something_else(tmp_path: Path, head: str) -> None:
    """Customer 2 is not run 2, and how it ended with the customer is not how the run ended."""
    rows = [f"{n},ok,2026-11-16T09:1{n}:00Z" for n in range(4)]
    runs = "\n".join(["ID,Status,Created", *rows])
    customers = f"{head},Name,Result\n1,Hazel,failed\n2,Birch,failed\n"
    found = together(tmp_path, runs_csv=runs, customers_csv=customers)
    assert [run["status"] for run in found.runs] == ["completed"] * 4
    assert not any(run["extra"] for run in found.runs)
    assert found.export.notices == ("customers.csv left out: no part of the runs in runs.csv.",)


def test_an_id_of_its_own_is_not_that_of_the_run(tmp_path: Path) -> None:
    reviews = "ID,Run ID,Result\na,b,failed\n"
    found = together(tmp_path, runs_csv=LIST.replace("Run ID", "ID"), reviews_csv=reviews)
    assert [run["status"] for run in found.runs] == ["completed", "completed"]
    kept = [json.loads(run["extra"] or "{}").get("reviews.Result") for run in found.runs]
    assert kept == [None, "failed"]


@pytest.mark.parametrize(("run", "scored"), [("2", "2.0"), ("2.0", "2"), ("2.0", "2.0")])
def test_ids_that_a_data_frame_wrote_as_decimals(tmp_path: Path, run: str, scored: str) -> None:
    runs = f"{HEADER}\n{run},ok,2026-11-16T09:10:00Z\n"
    found = together(tmp_path, october_csv=runs, scores_csv=f"run_id,score\n{scored},0.5\n")
    assert [(one["run_id"], one["score"]) for one in found.runs] == [(run, 0.5)]


def test_of_two_ways_to_write_an_id_the_same_goes_before(tmp_path: Path) -> None:
    runs = f"{HEADER}\n" + "".join(f"{one},ok,2026-10-16T09:10:00Z\n" for one in ("1", "1.0", "2"))
    found = together(tmp_path, october_csv=runs, scores_csv="run_id,score\n1,0.5\n1.0,0.9\n2.0,1\n")
    assert [(one["run_id"], one["score"]) for one in found.runs] == [
        ("1", 0.5), ("1.0", 0.9), ("2", 1)]  # fmt: skip
    found = together(tmp_path, scores_csv="run_id,score\n1,0.5\n")
    assert [one["score"] for one in found.runs] == [0.5, None, None]


def test_an_id_that_only_another_file_writes_in_two_ways_is_that_of_the_run(tmp_path: Path) -> None:
    runs = f"{HEADER}\n1,ok,2026-10-16T09:10:00Z\n"
    found = together(tmp_path, october_csv=runs, scores_csv="run_id,score\n1,0.5\n1.0,0.9\n")
    assert [one["score"] for one in found.runs] == [0.5]
    assert "1 row of scores.csv left out" in " ".join(found.export.notices)
