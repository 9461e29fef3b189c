"""Tables drawn with lines in a text: of Markdown, psql, mysql, DuckDB, terminals."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.sources.files import drawn
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


SAP = f"""01.04.2026                      Dynamische Listenausgabe                              1

------------------------------------------------------------------------
| Run ID | Worker | Status    | Created              | Error     |
------------------------------------------------------------------------
| 1      | A \\| B | Completed | {T} |           |
| 2      | C, "D" | Failed    | {T} | no access |
------------------------------------------------------------------------
"""
FRAMED = f"""|Run ID|Worker|Status|Created|Error|
|1|A \\| B|Completed|{T}||
|2|C, "D"|Failed|{T}|no access|
"""
BELOW_BARS = f"""Choose a | b, as it says.

{MARKDOWN}"""
LOGGED = f"[2026-05-04T08:00:00.000+0000] {{dagbag.py:545}} INFO - Filling\n{PSQL.lstrip()}"


@pytest.mark.parametrize(
    "text",
    [
        MARKDOWN,
        PSQL,
        MYSQL,
        BOX,
        LOGGED,
        SAP,
        FRAMED,
        BELOW_BARS,
        MARKDOWN.replace("\n", "\r\n"),
    ],
)
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


@pytest.mark.parametrize(("bar", "rule", "lines"), [("|", "+", "-"), ("│", "┼", "─")])
def test_what_stands_in_cells_stays_as_it_is(
    tmp_path: Path, bar: str, rule: str, lines: str
) -> None:
    """Lines in a text are none of the drawing, and a cell without a value keeps its place."""
    other = "│ ─ ┼" if bar == "|" else "─ ┼ + -"
    rows = [["run_id", "status", "created_at", "worker"], [lines * 3] * 4,
            ["a", "ok", T, other], ["", "ok", T, "B"], ["b", "ok", T, ""]]  # fmt: skip
    text = "\n".join(
        "".join((rule if row[0].startswith(lines) else bar).join(f" {one} " for one in row))
        for row in rows
    ).replace(f" {lines * 3} ", lines * 5)
    found = read(written(tmp_path, text, "runs.txt"))
    assert [(run["run_id"], run["worker"]) for run in found.runs] == [("a", other), ("b", None)]
    assert [(one.line, one.field) for one in found.rejected] == [(4, "run_id")]


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(drawn, "_as_csv", full)
    with pytest.raises(ExportRefused, match="No space left on device"):
        read(written(tmp_path, PSQL, "runs.txt"))


def test_what_only_looks_like_one_is_none(tmp_path: Path) -> None:
    """A table within a cell; bars between cells without a rule below the header."""
    cell = "See:\n| a | b |\n|---|---|\n| 1 | 2 |"
    rows = f'run_id,status,created_at,comment_preview\n1,ok,{T},"{cell}"\n'
    assert read(written(tmp_path, rows)).runs[0]["comment_preview"] == cell
    bars = f"run_id|status|created_at|comment_preview\n1|ok|{T}|a \\ b\n"
    assert read(written(tmp_path, bars)).runs[0]["comment_preview"] == "a \\ b"


WIKI = f"""h1. Runs

||Run ID||Worker||Status||Created||Error||
|1|[A|https://app.example.com/a]|Completed|{T}||
|2|C, "D"|Failed|{T}|no \\| access|
"""


@pytest.mark.parametrize(
    "text", [WIKI, WIKI.replace("\n", "\r\n"), WIKI.replace("||\n|2", "| |\n|2")]
)
@pytest.mark.parametrize("name", ["runs.txt", "runs.csv"])
def test_a_table_of_a_wiki(tmp_path: Path, text: str, name: str) -> None:
    found = read(written(tmp_path, text, name))
    assert found.rejected == []
    keys = ("run_id", "worker", "status", "error_message")
    assert [tuple(run[key] for key in keys) for run in found.runs] == [
        ("1", "[A|https://app.example.com/a]", "completed", None),
        ("2", 'C, "D"', "failed", "no | access"),
    ]


def test_markdown_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """Before, the id of a run was its link, and **Ann** another worker than Ann."""
    text = f"""| Run ID | Worker | Status | Created | Task link | Comment |
|---|---|---|---|---|---|
| [7](/r/7) | **Ann** | `Success` | {T} | [Open](https://t.example/1 "A") | [a] (b) |
| 8 | Ann | ok | {T} | [Open](<https://t.example/2>) | see [this](x), **so** |
| [9](#9) | __Ann__ | ok | {T} | Open | 2 * 3 ** 4 |
"""
    found = read(written(tmp_path, text, "runs.md"))
    assert found.ids == ["7", "8", "9"] and not found.rejected
    assert {run["worker"] for run in found.runs} == {"Ann"}
    tasks = ["https://t.example/1", "https://t.example/2", None]
    assert [run["task_id"] for run in found.runs] == tasks
    comments = [run["comment_preview"] for run in found.runs]
    assert comments == ["[a] (b)", "see this, **so**", "2 * 3 ** 4"]
    psql = PSQL.replace("no access", "**no** [x](y)")
    assert read(written(tmp_path, psql)).runs[1]["error_message"] == "**no** [x](y)"
