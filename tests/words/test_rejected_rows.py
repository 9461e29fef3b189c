"""Rejected rows as a file: what a spreadsheet makes of it, and what is missing is said."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from dashboard.words.rejected_rows import mendable
from dashboard.words.safe_csv import csv_of


def row(cells: dict[str, str] | None, raw: str = "as it stands") -> dict[str, Any]:
    held = None if cells is None else json.dumps(cells)
    place = {"file": "a.csv", "line": 3, "field": "status", "reason": "it is empty"}
    return {**place, "raw": raw, "cells": held}


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd", "@SUM(1)", "\tx", "\rx", "＝1", "'=1"])  # noqa: RUF001
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    (cells,) = csv.reader(io.StringIO(csv_of([text], []), newline=""))
    assert cells == [f"'{text}"]


@pytest.mark.parametrize("text", ["-5.0", "+3", "1,5", "-1.5e-3", "", "'tis", "a=b", "88001"])
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    assert next(csv.reader(io.StringIO(csv_of([text], [])))) == [text]


def test_why_stands_before_the_cells_and_what_has_none_behind() -> None:
    made = mendable([row({"run_id": "1", "b": "x"}), row(None), row({"c": "ü"})], of=3, format="f")
    read = list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert list(read[0]) == [
        "rejected: why", "rejected: field", "rejected: file", "rejected: line",
        "run_id", "b", "c", "rejected: row", "rejected: of the format f",
    ]  # fmt: skip
    assert [one["rejected: row"] for one in read] == ["", "as it stands", ""]
    assert [one["c"] for one in read] == ["", "", "ü"] and read[0]["rejected: line"] == "3"
    assert "Of 3 rows, 1 row stands only in the last column" in made.notice


def test_a_file_of_some_rows_says_of_how_many() -> None:
    assert "These are the first 1 of 12." in mendable([row({"a": "1"})], of=12, format="f").notice
    assert "only in the last" not in mendable([row({"a": "1"})], of=1, format="f").notice


def test_a_file_without_cells_is_not_said_to_be_mendable() -> None:
    made = mendable([row(None)], of=1, format="f")
    assert made.notice.startswith("To read, not to mend") and not made.loads
