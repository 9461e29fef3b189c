"""Tables drawn with lines in a text: of Markdown, psql, mysql, DuckDB, terminals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import read, written

T = "2026-05-04T08:00:00Z"
MARKDOWN = f"""# Runs, of "May"

| Run ID | Worker | Status | Created | Error |
|---|:---|:---:|---:|---|
| 1 | A \\| B | Completed | {T} | |
|   |   |   |   |   |
| 2 | C, "D" | Failed | {T} | no access |
"""
PSQL = f"""
 Run ID | Worker |  Status   |       Created        |   Error
--------+--------+-----------+----------------------+-----------
 1      | A \\| B | Completed | {T} |
 2      | C, "D" | Failed    | {T} | no access
(2 rows)
"""
MYSQL = f"""+--------+--------+-----------+----------------------+-----------+
| Run ID | Worker | Status    | Created              | Error     |
+--------+--------+-----------+----------------------+-----------+
| 1      | A \\| B | Completed | {T} |           |
| 2      | C, "D" | Failed    | {T} | no access |
+--------+--------+-----------+----------------------+-----------+
2 rows in set (0.00 sec)
"""
BOX = f"""┏━━━━━━━━┳━━━━━━━━┳━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━┓
┃ Run ID ┃ Worker ┃ Status    ┃ Created              ┃ Error     ┃
┡━━━━━━━━╇━━━━━━━━╇━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━┩
│ 1      │ A \\| B │ Completed │ {T} │           │
├────────┼────────┼───────────┼──────────────────────┼───────────┤
│ 2      │ C, "D" │ Failed    │ {T} │ no access │
└────────┴────────┴───────────┴──────────────────────┴───────────┘
"""


@pytest.mark.parametrize("text", [MARKDOWN, PSQL, MYSQL, BOX, MARKDOWN.replace("\n", "\r\n")])
@pytest.mark.parametrize("name", ["runs.md", "runs.txt", "runs.csv"])
def test_a_drawn_table_is_its_rows(tmp_path: Path, text: str, name: str) -> None:
    found = read(written(tmp_path, text, name))
    assert found.rejected == []
    keys = ("run_id", "worker", "status", "error_message")
    assert [tuple(run[key] for key in keys) for run in found.runs] == [
        ("1", "A | B", "completed", None),
        ("2", 'C, "D"', "failed", "no access"),
    ]


def test_a_bad_row_is_rejected_with_its_line(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"{MARKDOWN}| 3 | C | Failed |\n", "runs.md"))
    assert found.ids == ["1", "2"]
    assert [(one.line, one.reason) for one in found.rejected] == [
        (8, "it has 3 cells, the header 5")
    ]


def test_what_only_looks_like_one_is_none(tmp_path: Path) -> None:
    """A table within a cell; bars between cells without a rule below the header."""
    cell = "See:\n| a | b |\n|---|---|\n| 1 | 2 |"
    rows = f'run_id,status,created_at,comment_preview\n1,ok,{T},"{cell}"\n'
    assert read(written(tmp_path, rows)).runs[0]["comment_preview"] == cell
    bars = f"run_id|status|created_at|comment_preview\n1|ok|{T}|a \\ b\n"
    assert read(written(tmp_path, bars)).runs[0]["comment_preview"] == "a \\ b"
