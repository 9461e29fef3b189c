"""A row of units below a header is no run, and what is left out is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import read, written

HEADER = "Run ID,Status,Created,Duration,Tokens,Note"
ROWS = "a,ok,2026-05-04T08:00:00Z,1 s,5,\nb,failed,2026-05-04T09:00:00Z,2 s,6,\n"


@pytest.mark.parametrize("units", [",,,s,tokens,", ",,UTC,ms,,", ",,,[s],(count),", ",,,%,words,"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_of_units_is_left_out(tmp_path: Path, units: str, sign: str) -> None:
    text = f"{HEADER}\n{units}\n{ROWS}".replace(",", sign)
    found = read(written(tmp_path, text))
    assert (found.ids, found.rejected, found.read) == (["a", "b"], [], 2)
    said = ", ".join(cell for cell in units.split(",") if cell)
    assert found.export.notices == (
        f"Of export.csv, the line below the header was left out, because it tells units: {said}.",
    )


@pytest.mark.parametrize(
    "row",
    [
        ",failed,,,,",
        ",,,,,see below",
        ",,2026-05-04T07:00:00Z,s,,",
        ",failed,yesterday,s,5,",
        "c,,,s,,",
        ",done,,,EUR,see below",
    ],
)
def test_a_row_that_may_be_a_run_is_rejected(tmp_path: Path, row: str) -> None:
    found = read(written(tmp_path, f"{HEADER}\n{row}\n{ROWS}"))
    assert (found.ids, [one.line for one in found.rejected]) == (["a", "b"], [2])


def test_units_further_below_are_rejected(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"{HEADER}\n{ROWS},,,s,tokens,\n{ROWS.replace('a,', 'c,')}"))
    assert [one.line for one in found.rejected] == [4]
