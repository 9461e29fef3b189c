"""Tables beside each other in one sheet: of those with columns of one name the one that fits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written

RUNS = [
    "Run ID,Worker,Status,Created", "1,Ann,ok,2026-10-01T09:00:00Z", "2,Bob,ok,2026-10-02T09:00:00Z"
]  # fmt: skip
TARGETS = ["Worker,Target,Owner", "Ann,5,Kim", "Bob,6,Lee", "Cy,7,Kim"]


def beside(left: list[str], right: list[str], between: str = ",,") -> str:
    longest = max(len(left), len(right))
    tables = [
        [*table, *["," * table[0].count(",")] * (longest - len(table))] for table in (left, right)
    ]
    return "\n".join(between.join(rows) for rows in zip(*tables, strict=True))


@pytest.mark.parametrize("text", [
    beside(RUNS, TARGETS), beside(TARGETS, RUNS), beside(RUNS, TARGETS, ",,,,"),
    "Report of October\n\n" + beside(RUNS, TARGETS),
])  # fmt: skip
def test_the_table_that_fits_is_read(tmp_path: Path, text: str) -> None:
    found = read(written(tmp_path, text))
    assert [(run["run_id"], run["worker"], run["extra"]) for run in found.runs] == [
        ("1", "Ann", None), ("2", "Bob", None)]  # fmt: skip
    assert found.rejected == []
    assert (
        "read from the columns Run ID to Created, and what else is there is not: Target, Owner"
        in " ".join(found.export.notices)
    )


def test_which_of_two_that_fit_is_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="names more than once: Created, Run ID, Status"):
        read(written(tmp_path, beside(RUNS, RUNS)))


@pytest.mark.parametrize("longer", [False, True])
def test_columns_of_one_table_may_stand_apart(tmp_path: Path, longer: bool) -> None:
    """Though a name is repeated, none that a run needs is."""
    left = ["Run ID,Status,Created,Note", *(f"{n},ok,2026-10-0{n}T09:00:00Z,a" for n in (1, 2))]
    left += ["3,ok,2026-10-03T09:00:00Z,a"] if longer else []
    found = read(
        written(tmp_path, beside(left, ["Worker,Tokens,Note", "Ann,5,b", "Bob,6,b"], ",,"))
    )
    assert [(run["worker"], run["tokens"]) for run in found.runs][:2] == [("Ann", 5), ("Bob", 6)]
    assert len(found.runs) == len(left) - 1


def test_columns_beside_as_many_rows_are_theirs(tmp_path: Path) -> None:
    left = [f"{row},{note}" for row, note in zip(RUNS, ["Note", "a", "b"], strict=True)]
    found = read(written(tmp_path, beside(left, ["Floor,Note", "2,c", "3,d"])))
    assert [json.loads(str(run["extra"]))["Floor"] for run in found.runs] == ["2", "3"]


def test_long_tables_are_told_by_all_their_rows(tmp_path: Path) -> None:
    runs = [RUNS[0], *(f"{n},Ann,ok,2026-10-01T09:00:00Z" for n in range(60))]
    targets = [TARGETS[0], *(f"Ann,{n},Kim" for n in range(30))]
    found = read(written(tmp_path, beside(runs, targets)))
    assert {(run["worker"], run["extra"]) for run in found.runs} == {("Ann", None)}


def test_a_header_that_names_twice_what_a_run_needs_is_of_two(tmp_path: Path) -> None:
    found = read(written(tmp_path, beside(RUNS, ["Tokens,Status", "5,open", "6,open"])))
    assert [run["status"] for run in found.runs] == ["completed", "completed"]
