"""Headers over two rows, as people merge cells: a column is called by both, and that is said; a row
below a header of one is a run or is rejected, as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.sources.tables.two_rows import joined
from tests.reading import read, written

AT, END = "2026-10-11T09:00:00Z", "2026-10-11T09:05:00Z"


def run_of(tmp_path: Path, head: str, row: str) -> tuple[dict[str, Any], str]:
    found = read(written(tmp_path, f"{head}\n{row}\n"))
    assert found.rejected == []
    (run,) = found.runs
    return run, " ".join(found.export.notices)


def test_parts_of_one_title(tmp_path: Path) -> None:
    for title in ("Tokens,Tokens", "Tokens,"):
        for parts in ("in,out", "Input,Output", "prompt,completion"):
            head = f"Run ID,Worker,Status,Created,{title}\n,,,,{parts}"
            run, said = run_of(tmp_path, head, f"1,Ann,ok,{AT},5,7")
            assert (run["tokens"], run["worker"]) == (12, "Ann")
            assert (
                f"the header is over two lines, and names columns by both: Tokens {parts[:2]}"
                in said
            )


def test_what_is_only_planned_is_not_what_was(tmp_path: Path) -> None:
    """Before, the first column below the title was read as if it had that name."""
    head = "Run ID,Status,Created,Duration,\n,,,plan,actual"
    run, _ = run_of(tmp_path, head, f"1,ok,{AT},1m,2m")
    assert run["duration_ms"] is None and '"actual": "2m"' in run["extra"]


@pytest.mark.parametrize("group", ["Usage", "LLM", "Consumption"])
def test_tokens_below_a_title_are_tokens(tmp_path: Path, group: str) -> None:
    """Before, they were called “Usage Tokens”, and the runs had none."""
    head = f"Run,,,State,{group},\nID,Worker,Created,Status,Tokens,Cost"
    run, _ = run_of(tmp_path, head, f"1,Ann,{AT},ok,70,.5")
    assert (run["tokens"], run["cost"]) == (70, 0.5)


@pytest.mark.parametrize("group", ["Planned", "Input", "Budget"])
def test_what_a_title_makes_another_thing_keeps_it(tmp_path: Path, group: str) -> None:
    head = f"Run,,,State,{group},\nID,Worker,Created,Status,Tokens,Cost"
    run, _ = run_of(tmp_path, head, f"1,Ann,{AT},ok,70,.5")
    assert (run["tokens"], run["cost"]) == (None, None)


def test_the_title_of_all_columns_is_no_part_of_their_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Runs of March"])
    sheet.append(["Run ID", "Status", "Created", "Tokens"])
    sheet.append([1, "ok", AT, 5])
    sheet.merge_cells("A1:D1")
    book.save(tmp_path / "runs.xlsx")
    assert read(tmp_path / "runs.xlsx").runs[0]["tokens"] == 5


def test_equal_parts_have_the_name_of_their_title(tmp_path: Path) -> None:
    head = "Run ID,Status,Created,Planned,,Actual,\n,,,Start,End,Start,End"
    run, said = run_of(tmp_path, head, f"1,ok,{AT},{AT},{AT},{AT},{END}")
    assert "Planned Start, Planned End, Actual Start, Actual End" in said
    assert run["finished_at"] is None and f'"Actual End": "{END}"' in run["extra"]


def test_parts_that_are_names_of_their_own(tmp_path: Path) -> None:
    head = "Run ID,Status,Created,Time,\n,,,Start,End"
    run, _ = run_of(tmp_path, head, f"1,ok,{AT},{AT},{END}")
    assert run["duration_ms"] == 300_000


def test_titles_over_all_columns_are_left_out_and_said(tmp_path: Path) -> None:
    names = "ID,Worker,Created,Started,Finished,Status"
    for titles in ("Run,Run,When,When,When,Result", "Run,,When,,,Result"):
        run, said = run_of(tmp_path, f"{titles}\n{names}", f"1,Ann,{AT},{AT},{END},ok")
        assert (run["worker"], run["duration_ms"], run["status"]) == ("Ann", 300_000, "completed")
        assert "1 line before the header (line 2) was left out: Run" in said


def test_a_unit_below_a_title_of_one_column_is_part_of_its_name(tmp_path: Path) -> None:
    head = "Run,Run,Created,Status,Duration\nID,Worker,(UTC),,(s)"
    run, _ = run_of(tmp_path, head, "1,Ann,2026-10-11 09:00,ok,90")
    assert (run["duration_ms"], str(run["created_at"])) == (90_000, "2026-10-11 09:00:00+00:00")


def test_merged_cells_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Run ID", "Status", "Created", "Input", None, "Output", None])
    sheet.append([None, None, None, "Tokens", "Cost", "Tokens", "Cost"])
    sheet.append([1, "ok", AT, 5, 1, 7, 2])
    for place in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"):
        sheet.merge_cells(place)
    book.save(tmp_path / "runs.xlsx")
    found = read(tmp_path / "runs.xlsx")
    assert [(run["run_id"], run["tokens"]) for run in found.runs] == [("1", 12)]
    assert "names columns by both: Input Tokens, Input Cost" in " ".join(found.export.notices)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Run ID,Status,Created,", "abc,ok,yesterday,note"),  # a row whose time can't be read
        ("Run ID,Status,Created,", "abc,ok,,note"),
        ("Run ID,Status,Created,Comment,Comment", "abc,ok,,good,bad"),
        ("Run ID,Status,Created,Tokens,", f"1,ok,{AT},5,7"),
        ("Run ID,Status,Created", "a,b,c"),
        (",run_id,status", "x,y,z"),
        ("a,,b", ",1,"),
        ("a,b", "a,b,c"),
    ],
)
def test_what_is_no_part_of_a_header(above: str, below: str) -> None:
    assert joined(above.split(","), below.split(",")) is None


def test_a_row_of_units_alone(tmp_path: Path) -> None:
    head = "Run ID,Status,Created,Duration,Tokens\n,,UTC,s,count"
    run, said = run_of(tmp_path, head, f"1,ok,{AT},1m,5")
    assert run["tokens"] == 5 and "because it tells units: UTC, s, count." in said
