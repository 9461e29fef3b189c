"""JSON nested without end: its row is rejected, and looking for where it ends takes no time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written

DEEP = 100_000
ROW = '{"run_id": "a", "status": "ok", "created_at": "2026-05-04T09:00:00Z"}'
LISTS, OBJECTS = "[" * DEEP + "]" * DEEP, '[{"x":' * DEEP + "1" + "}]" * DEEP


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"[{LISTS},\n{ROW}]", 1),
        (f"[{ROW},\n{OBJECTS}]", 2),
        (f'{{"runs": [{ROW},\n\n{LISTS}]}}', 3),
        (f'[{ROW},\n{{"run_id": "b", "x": {LISTS}, "y": "]}}"}}]', 2),
        (f'[{ROW},\n{{"x": {LISTS}}}, {ROW.replace("a", "b", 1)}]', 2),
    ],
)
def test_only_the_deep_row_is_rejected(tmp_path: Path, text: str, line: int) -> None:
    before = time.process_time()
    found = read(written(tmp_path, text, "runs.json"))
    assert time.process_time() - before < 5  # before, it was 14 s
    assert found.ids[0] == "a"
    assert [(one.line, one.reason) for one in found.rejected] == [(line, "it is nested too deeply")]


@pytest.mark.parametrize("text", [LISTS, OBJECTS, "[" * DEEP, LISTS[:-9], f"{LISTS}]]]"])
def test_what_is_nothing_else_is_refused(tmp_path: Path, text: str) -> None:
    before = time.process_time()
    with pytest.raises(ExportRefused, match="nested too deeply"):
        read(written(tmp_path, text, "runs.json"))
    assert time.process_time() - before < 5
