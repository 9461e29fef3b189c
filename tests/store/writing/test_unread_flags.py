"""Runs that ended well by their status and not by a column that nothing reads are said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.reading import written

AT = "2026-03-02T09:00:00Z"


def said(tmp_path: Path, text: str, name: str = "export.csv", mapping: Path | None = None) -> str:
    home = Home(tmp_path / "home")
    file = written(tmp_path, text, name)
    done = load(home, file, mapping=mapping, answers=Answers(), progress=lambda rows: None)
    return "\n".join(done.notices)


@pytest.mark.parametrize(("column", "no"), [("Success", "No"), ("Passed", "FALSE"), ("ok", "0")])
def test_a_list_says_of_how_many_it_does_not_hold(tmp_path: Path, column: str, no: str) -> None:
    text = (
        f"Run ID,Status,{column},Created\n1,Done,{no},{AT}\n2,Done,Yes,{AT}\n3,Failed,{no},{AT}\n"
    )
    assert (
        f"1 of 3 runs is completed by the status and “{no.lower()}” by {column}, which is not read."
    ) in said(tmp_path, text)


def test_our_own_format_too(tmp_path: Path) -> None:
    run = {"run_id": "a", "status": "completed", "created_at": AT, "success": False}
    assert "1 of 1 run is completed" in said(tmp_path, json.dumps(run), "export.ndjson")


def test_not_where_both_say_the_same_or_a_mapping_reads_it(tmp_path: Path) -> None:
    text = f"Run ID,Status,Success,Created\n1,Done,Yes,{AT}\n2,Failed,No,{AT}\n3,Done,,{AT}\n"
    assert said(tmp_path, text) == ""
    mapping = written(
        tmp_path,
        '[fields]\nrun_id = "Run ID"\nstatus = "Status"\ncreated_at = "Created"\n'
        'quality = { path = "Success", values = { yes = "good", no = "bad" } }\n',
        "m.toml",
    )
    assert (
        said(tmp_path, f"Run ID,Status,Success,Created\n4,Done,No,{AT}\n", "n.csv", mapping) == ""
    )


@pytest.mark.parametrize(
    ("column", "bad", "good"),
    [
        ("NumberOfErrors", "3", "0"), ("error_count", "1.0", "0.0"), ("Failure count", "12", ""),
        ("is_failed", "true", "false"), ("Has errors", "Ja", "Nein"), ("timed_out", "1", "0"),
        ("call_successful", "failure", "success"), ("exit_code", "137", "0"),
        ("Return code", "-9", "0"),
    ],
)  # fmt: skip
def test_counts_of_errors_and_what_asks_whether_it_failed(
    tmp_path: Path, column: str, bad: str, good: str
) -> None:
    text = f"Run ID,Status,{column},Created\n1,Done,{bad},{AT}\n2,Done,{good},{AT}\n"
    told = f"1 of 2 runs is completed by the status and “{bad.lower()}” by {column}, which is not"
    assert told in said(tmp_path, text)


def test_where_a_mapping_does_not_read_it(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        '[fields]\nrun_id = "Id"\nstatus = "State"\ncreated_at = "Created"\n',
        "m.toml",
    )
    text = f"Id,State,Success,Created\n1,Done,No,{AT}\n2,Done,Yes,{AT}\n"
    assert "1 of 2 runs is completed by the status and “no” by Success" in (
        said(tmp_path, text, mapping=mapping)
    )


def test_runs_that_are_completed_and_have_an_error(tmp_path: Path) -> None:
    rows = [f"1,Done,boom at  line 5,{AT}", f"2,Failed,boom,{AT}", f"3,Done,no error,{AT}"]
    text = "\n".join(["Run ID,Status,Error,Created", *rows])
    assert said(tmp_path, text) == (
        "1 of 3 runs is completed by the status and has an error, like “boom at line 5”: it counts "
        "as succeeded."
    )
    assert said(tmp_path, "\n".join([*text.split("\n")[:1], *rows[1:]]), "n.csv") == ""


def test_a_status_that_stands_in_two_columns(tmp_path: Path) -> None:
    text = f"Run ID,State,Status,Created\n1,Failed,Done,{AT}\n2,Succeeded,Done,{AT}\n"
    assert (
        "1 of 2 runs is completed by the status and “Failed” by State, which is not read."
        in said(tmp_path, text)
    )
    text = text.replace("1,Failed,Done", "3,Failed,Error")
    assert "State" not in said(tmp_path, text, "other.csv")
