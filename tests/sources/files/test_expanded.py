"""Rows below each other as psql and mysql show them, and tables of MediaWiki."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written

PSQL = """-[ RECORD 1 ]-+-----------------------
run_id        | 1
status        | failed
created_at    | 2026-10-11 09:00:00+00
error_message | first | one           +
              | second: line
worker        |
-[ RECORD 2 ]-+-----------------------
run_id        | 2
status        | ok
created_at    | 2026-10-11 09:10:00+00
error_message |
worker        | Ann: B

(2 rows)
"""
MYSQL = """mysql> SELECT * FROM runs \\G
*************************** 1. row ***************************
       run_id: 1
       status: failed
   created_at: 2026-10-11 09:00:00+00
error_message: first | one
second: line
       worker: NULL
*************************** 2. row ***************************
       run_id: 2
       status: ok
   created_at: 2026-10-11 09:10:00+00
error_message: NULL
       worker: Ann: B
2 rows in set (0.00 sec)
"""


@pytest.mark.parametrize(
    "text", [PSQL, MYSQL.partition("\n")[2], PSQL.replace("\n", "\r\n"), f"\n{PSQL}"]
)
@pytest.mark.parametrize("name", ["runs.txt", "runs.log"])
def test_rows_below_each_other(tmp_path: Path, text: str, name: str) -> None:
    found = read(written(tmp_path, text, name))
    assert [(run["run_id"], run["status"], run["worker"]) for run in found.runs] == [
        ("1", "failed", None), ("2", "completed", "Ann: B"),
    ]  # fmt: skip
    assert [run["error_message"] for run in found.runs] == ["first | one\nsecond: line", None]


def test_a_row_that_cannot_be_taken_keeps_its_line(tmp_path: Path) -> None:
    found = read(written(tmp_path, PSQL.replace("2026-10-11 09:10:00+00", "soon"), "runs.txt"))
    assert found.ids == ["1"]
    assert [(one.line, one.field) for one in found.rejected] == [(8, "created_at")]


WIKI = """{| class="wikitable sortable"
|+ Runs of the week
! scope="col" | Run ID !! Status
! Created !! Task
|-
| 1 || ok || 2026-10-11T09:00:00Z || [[Mail|the mail]]
|- style="x"
| style="color: red" | 2
| failed
| 2026-10-12T09:00:00Z
| Call
back
|}
"""


@pytest.mark.parametrize("text", [WIKI, WIKI.replace("|}\n", ""), f"\n{WIKI}\nA note.\n"])
def test_a_table_of_mediawiki(tmp_path: Path, text: str) -> None:
    found = read(written(tmp_path, text, "runs.wiki"))
    assert found.rejected == []
    assert [(run["run_id"], run["status"], run["task_title"]) for run in found.runs] == [
        ("1", "completed", "the mail"), ("2", "failed", "Call\nback"),
    ]  # fmt: skip


def test_links_of_a_wiki_are_what_is_shown_of_them(tmp_path: Path) -> None:
    text = """{|
! Run ID !! [[Worker]] !! Status !! Created !! Task link !! Error
|-
| 1 || [[Ann]] || ok || 2026-10-11T09:00:00Z || https://x/1 ||
|-
| 2 || [[User:Ann|Ann]] || ok || 2026-10-11T09:00:00Z || [https://x/2 open] ||
|-
| 3 || [https://x/ann Ann] || failed || 2026-10-11T09:00:00Z || [https://x/3] || a [[b|B]], [1] c
|-
| 4 || Ann || ok || 2026-10-11T09:00:00Z || http://x/4?a=b ||
|}
"""
    found = read(written(tmp_path, text, "runs.wiki"))
    assert found.rejected == []
    assert {run["worker"] for run in found.runs} == {"Ann"}
    assert [run["task_url"] for run in found.runs] == [
        "https://x/1", "https://x/2", "https://x/3", "http://x/4?a=b",
    ]  # fmt: skip
    assert found.runs[2]["error_message"] == "a B, [1] c"


def test_cells_over_several_rows_are_refused(tmp_path: Path) -> None:
    text = WIKI.replace('style="color: red"', 'rowspan="2"')
    with pytest.raises(ExportRefused, match="over several rows or columns") as refused:
        read(written(tmp_path, text, "runs.wiki"))
    assert refused.value.where.endswith("line 8")


def test_colons_between_cells(tmp_path: Path) -> None:
    days = "run_id:status:worker:created_at\n1:ok:Ann:2026-10-11\n2:failed:Bob:2026-10-12\n"
    found = read(written(tmp_path, days), zone="UTC")
    assert [run["worker"] for run in found.runs] == ["Ann", "Bob"]
    with pytest.raises(ExportRefused) as refused:
        read(written(tmp_path, days.replace("2026-10-11", "2026-10-11 09:00")))
    assert "stand between colons, which times hold, too" in refused.value.remedy
