"""Lists of values beside the names of their columns, as databases answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written

NAMES = ["run_id", "status", "created_at"]
ROWS = [["a", "ok", "2026-11-16T09:10:00Z"], ["b", "failed", "2026-11-16T09:10:00Z"]]
TYPED = [{"name": name, "type": "String"} for name in NAMES]


@pytest.mark.parametrize(
    "document",
    [
        {"meta": TYPED, "data": ROWS, "rows": 2, "statistics": {"elapsed": 0.1}},  # ClickHouse
        {"id": "q1", "columns": TYPED, "data": ROWS, "stats": {"state": "FINISHED"}},  # Trino
        {"columns": NAMES, "rows": ROWS},
        {"columns": NAMES, "index": [0, 1], "data": ROWS},
        {"range": "Runs!A1:D3", "values": [[*NAMES, "error"], *ROWS]},  # Google Sheets
        [NAMES, *ROWS],
    ],
)
def test_names_of_columns_beside_lists_of_values(tmp_path: Path, document: Any) -> None:
    found = read(written(tmp_path, json.dumps(document), "runs.json"))
    assert [(run["run_id"], run["status"]) for run in found.runs] == [
        ("a", "completed"), ("b", "failed")]  # fmt: skip


def test_a_list_of_another_length_is_no_row(tmp_path: Path) -> None:
    document = {"meta": TYPED, "data": [ROWS[0], ROWS[1][:2]]}
    found = read(written(tmp_path, json.dumps(document), "runs.json"))
    assert found.ids == ["a"]
    assert "2 values, and there are 3 columns" in found.rejected[0].reason


def test_what_follows_a_list_of_lists_is_not_left_out(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="No row can be read"):
        read(written(tmp_path, json.dumps([NAMES, *ROWS]) + " and more", "runs.json"))


def test_lists_without_names_are_no_rows(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused):
        read(written(tmp_path, json.dumps([[1, 2], *ROWS]), "runs.json"))


def test_rows_beside_lists_of_values_are_the_rows(tmp_path: Path) -> None:
    runs = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
    document = {"runs": runs, "values": [["x", "y"], ["1", "2"]]}
    assert read(written(tmp_path, json.dumps(document), "runs.json")).ids == ["a", "b"]


def test_a_single_run_beside_lists_of_values_is_the_row(tmp_path: Path) -> None:
    run = dict(zip(NAMES, ROWS[0], strict=True))
    document = {"fields": ["x", "y"], "rows": [["c", "d"]], "runs": run}
    assert read(written(tmp_path, json.dumps(document), "runs.json")).ids == ["a"]
