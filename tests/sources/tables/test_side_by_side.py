"""Tables beside each other in one sheet: of those with columns of one name the one that fits."""

from __future__ import annotations

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


def test_columns_of_one_table_may_stand_apart(tmp_path: Path) -> None:
    found = read(written(tmp_path, beside(RUNS, ["Tokens,Model", "5,m", "6,m"])))
    assert [(run["tokens"], run["model"]) for run in found.runs] == [(5, "m"), (6, "m")]
