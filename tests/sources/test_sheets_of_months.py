"""A workbook with a sheet for every month is one export; what may be copies is asked about."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import ExportRefused
from tests.reading import read

COLUMNS = ["Run ID", "Worker", "Status", "Created"]


def book(folder: Path, **sheets: pd.DataFrame) -> Path:
    path = folder / "runs.xlsx"
    with pd.ExcelWriter(path) as writer:
        for name, sheet in sheets.items():
            sheet.to_excel(writer, sheet_name=name, index=False)
    return path


def month(number: int, columns: list[str] = COLUMNS) -> pd.DataFrame:
    row = [f"r{number}", "Ann", "Completed", f"2026-{number:02}-10T09:00:00Z"]
    return pd.DataFrame([row], columns=columns)


def test_sheets_with_the_same_columns_are_one_export(tmp_path: Path) -> None:
    pivot = pd.DataFrame({"Worker": ["Ann"], "Runs": [2]})
    found = read(book(tmp_path, September=month(9), Pivot=pivot, October=month(10)))
    assert found.ids == ["r9", "r10"]
    said = " ".join(found.export.notices)
    assert "one export: runs.xlsx, sheet September, runs.xlsx, sheet October." in said
    assert "sheet Pivot left out" in said


def test_sheets_with_other_columns_are_not_guessed_to_be_one(tmp_path: Path) -> None:
    other = month(10, ["Run ID", "Agent", "Status", "Created"])
    with pytest.raises(ExportRefused, match="Several of what it holds could be the runs"):
        read(book(tmp_path, September=month(9), October=other))


def test_a_month_may_have_a_column_more(tmp_path: Path) -> None:
    october = month(10).assign(Note="n")
    for sheets in ({"September": month(9), "October": october}, {"O": october, "S": month(9)}):
        found = read(book(tmp_path, **sheets))
        assert sorted(found.ids) == ["r10", "r9"] and not found.rejected


def test_sheets_whose_columns_differ_in_case_are_one_export(tmp_path: Path) -> None:
    other = month(10, ["Run Id", "worker", "STATUS", "created"])
    assert read(book(tmp_path, September=month(9), October=other)).ids == ["r9", "r10"]
