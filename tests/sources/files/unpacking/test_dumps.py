"""Dumps in SQL whose rows stand in the form of COPY: each is a table, on its own lines."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written
from tests.sources.packed import zipped

AT = "2026-11-16T09:10:00Z"
HEAD = "--\n-- PostgreSQL database dump\n--\n\n\\restrict x\n\nSET statement_timeout = 0;\n"
COLUMNS = "(run_id, status, created_at, worker)"
ROWS = f"a\tok\t{AT}\t\\N\nb\tok\tsoon\tBob\nc\tok\t{AT}\tC\\ty\nd\tok\n"
END = "\\.\n\n--\n-- PostgreSQL database dump complete\n--\n"


def dump(copy: str = f"COPY public.runs {COLUMNS} FROM stdin;", head: str = HEAD) -> str:
    return f"{head}{copy}\n{ROWS}{END}"


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (dump(), "runs"),
        (dump(head=""), "runs"),
        (dump(head="\n\n/* of Monday */\n"), "runs"),
        (dump(head="\ufeff-- ours\n\n"), "runs"),
        (dump(head="BEGIN;\n"), "runs"),
        (dump(f"COPY runs {COLUMNS} FROM stdin;"), "runs"),
        (dump(f"copy runs {COLUMNS} from STDIN;"), "runs"),
        (dump(f'COPY "public"."My Runs" {COLUMNS} FROM stdin;'), "My Runs"),
        (dump(f"COPY audit.runs {COLUMNS} FROM stdin;"), "audit.runs"),
        (dump('COPY runs ("run_id", status, "created_at", worker) FROM stdin;'), "runs"),
        (dump(f"COPY users (id, name) FROM stdin;\n1\tx\n\\.\n\nCOPY runs {COLUMNS} FROM stdin;"),
         "runs"),
        (dump(f"COPY workers (worker) FROM stdin;\nAnn\n\\.\nCOPY runs {COLUMNS} FROM stdin;"),
         "runs"),
        (dump(f"COPY empty (id) FROM stdin;\n\\.\nCOPY jobs {COLUMNS} FROM stdin;"), "jobs"),
        (dump().replace("\n", "\r\n"), "runs"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", ["", ".gz", ".zip"])
def test_the_rows_of_a_table_are_read_and_told_by_the_lines_of_the_dump(
    tmp_path: Path, text: str, table: str, packed: str
) -> None:
    content = text.encode()
    if packed:
        content = gzip.compress(content) if packed == ".gz" else zipped({"dump.sql": content})
    found = read(written(tmp_path, content, f"dump.sql{packed}"))
    assert [(run["run_id"], run["worker"]) for run in found.runs] == [("a", None), ("c", "C\ty")]
    lines = text.splitlines()
    expected = [lines.index("b\tok\tsoon\tBob") + 1, lines.index("d\tok") + 1]
    assert [row.line for row in found.rejected] == expected
    assert all(row.file.endswith(f"table {table}") for row in found.rejected)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (dump().replace("\\.\n", ""), "ends within the table runs"),
        (HEAD + f"COPY runs {COLUMNS} FROM stdin;\n\\.\n", "in which no rows stand"),
        (HEAD + "CREATE TABLE runs (id text);\n", "in which no rows stand"),
        ("CREATE TABLE runs (id text);\nINSERT INTO runs VALUES ('a');\n", "Found: id"),
        ("-- MySQL dump 10.13\n\nINSERT INTO `runs` VALUES (1),(2);\n", "--complete-insert"),
        ("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n", "in which no rows stand"),
        ("/*!40101 SET NAMES utf8 */;\n", "in which no rows stand"),
        (dump("COPY runs FROM stdin;"), "in which no rows stand"),
        (dump(f"COPY runs {COLUMNS} FROM stdin;\n{ROWS}\\.\nCOPY old {COLUMNS} FROM stdin;"),
         "Several|runs"),
        (dump("COPY users (id, b, c, d) FROM stdin;"), "Found: id, b, c, d"),
    ],
)  # fmt: skip
def test_a_dump_without_such_rows_is_refused(tmp_path: Path, text: str, says: str) -> None:
    if "COPY old" in text:
        found = read(written(tmp_path, text, "dump.sql"))  # the one that is called so
        assert found.ids == ["a", "c"]
        return
    with pytest.raises(ExportRefused, match=says):
        read(written(tmp_path, text, "dump.sql"))


def test_statements_beside_such_rows_are_left_out_and_said(tmp_path: Path) -> None:
    text = dump() + "INSERT INTO runs VALUES ('z');\n"
    found = read(written(tmp_path, text, "dump.sql"))
    assert "z" not in found.ids
    assert any("what 1 INSERT statement says was left out" in one for one in found.export.notices)


def test_several_tables_that_could_be_the_runs(tmp_path: Path) -> None:
    two = dump(f"COPY new {COLUMNS} FROM stdin;\n{ROWS}\\.\nCOPY old {COLUMNS} FROM stdin;")
    path = written(tmp_path, two, "dump.sql")
    with pytest.raises(
        ExportRefused, match=r"Several of what it holds could be the runs: new, old"
    ):
        read(path)
    assert read(path / "old").rejected[0].file == "dump.sql, table old"


def test_a_table_without_names_is_told(tmp_path: Path) -> None:
    text = dump(f"COPY plain FROM stdin;\n1\n\\.\nCOPY runs {COLUMNS} FROM stdin;")
    found = read(written(tmp_path, text, "dump.sql"))
    assert found.ids == ["a", "c"]
    assert any("line 8 copies was left out" in notice for notice in found.export.notices)


def test_a_dump_beside_other_files_of_an_archive_is_no_hindrance(tmp_path: Path) -> None:
    files = {
        "schema.sql": "CREATE TABLE x (id text);\n",
        "runs.csv": f"run_id,status,created_at\na,ok,{AT}\n",
    }
    assert read(written(tmp_path, zipped(files), "e.zip")).ids == ["a"]


@pytest.mark.parametrize("first", ["-- Report of September --", "--", "Set,of,runs", "Begin,End"])
def test_a_title_that_looks_a_little_like_sql_makes_no_dump(tmp_path: Path, first: str) -> None:
    text = f"{first}\nrun_id,status,created_at,worker\na,ok,{AT},Ann\n"
    assert read(written(tmp_path, text)).ids == ["a"]
