"""Dumps in SQL whose rows stand in INSERT statements: each table is lines of JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written
from tests.sources.packed import zipped

AT = "2026-10-01 09:00:00+00"
NAMES = "(run_id, status, created_at, worker, error_message)"
TABLE = (
    "CREATE TABLE runs (\n  run_id text NOT NULL, -- the user's id;\n  status varchar(20),\n"
    "  created_at text /* it's UTC */, worker text DEFAULT 'x, y',\n  error_message text,\n"
    "  PRIMARY KEY (run_id), KEY k (status, worker)\n);\n"
)
MYSQL = "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\n"


def told(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    found = read(path)
    assert found.rejected == []
    return [(r["run_id"], r["status"], r["worker"], r["error_message"]) for r in found.runs]


@pytest.mark.parametrize(
    "text",
    [
        TABLE + f"INSERT INTO runs VALUES ('1','ok','{AT}','Ann',NULL),\n"
        f"('2','failed','{AT}','Bob','it''s (a), b;\nc');\n",
        f"INSERT INTO public.runs {NAMES} VALUES ('1', 'ok', '{AT}'::timestamptz, 'Ann', NULL);\n"
        f"INSERT INTO public.runs {NAMES} VALUES (2, 'failed', '{AT}', 'Bob',\n"
        "E'it\\'s (a), b;\\nc');\n",
        MYSQL + TABLE.replace("runs", "`runs`", 1)
        + f"INSERT INTO `runs` VALUES (1,'ok','{AT}','Ann',NULL),"
        f"(2,'failed','{AT}',_utf8mb4 'Bob','it\\'s (a), b;\\nc');\n",
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n" + TABLE
        + f"INSERT INTO runs VALUES('1','ok','{AT}','Ann',NULL);\n"
        f"INSERT INTO runs VALUES(2,'failed','{AT}','Bob',"
        "replace('it''s (a), b;\\nc','\\n',char(10)));\n"
        "COMMIT;\n",
        "INSERT INTO [dbo].[runs] ([run_id], [status], [created_at], [worker]) VALUES"
        f" (N'1', N'ok', CAST(N'{AT}' AS DateTime2), N'Ann');\n"
        f"INSERT INTO [dbo].[runs] {NAMES} VALUES (2, 'failed', '{AT}', 'Bob',"
        " 'it''s (a), b;\nc');\n",
    ],
)  # fmt: skip
def test_rows(tmp_path: Path, text: str) -> None:
    expected = [("1", "completed", "Ann", None), ("2", "failed", "Bob", "it's (a), b;\nc")]
    assert told(written(tmp_path, text, "dump.sql")) == expected
    assert told(written(tmp_path, zipped({"dump.sql": text}), "dump.zip")) == expected


def test_a_backslash_is_none_outside_of_mysql(tmp_path: Path) -> None:
    text = TABLE + f"INSERT INTO runs VALUES ('1','failed','{AT}','C:\\','a\\n');\n"
    assert told(written(tmp_path, text, "dump.sql")) == [("1", "failed", "C:\\", "a\\n")]


def test_a_value_that_a_database_reckons_rejects_its_row(tmp_path: Path) -> None:
    text = f"INSERT INTO runs {NAMES} VALUES ('1', 'ok', now(), 'Ann', NULL);\n"
    text += f"INSERT INTO runs {NAMES} VALUES ('2', 'ok', '{AT}', 'Ann', NULL);\n"
    text += "INSERT INTO runs (run_id, status, created_at) VALUES ('3', 'ok');\n"
    found = read(written(tmp_path, text, "dump.sql"))
    assert found.ids == ["2"]
    assert ["now()" in row.raw for row in found.rejected] == [True, False]
    assert [row.reason for row in found.rejected] == [
        "line 1 of the dump holds a value that only a database reckons",
        "line 3 of the dump holds 2 values for 3 columns",
    ]


def test_what_names_no_columns_is_said(tmp_path: Path) -> None:
    text = f"INSERT INTO runs {NAMES} VALUES ('2', 'ok', '{AT}', 'Ann', NULL);\n"
    text += "INSERT INTO other VALUES (1);\nINSERT INTO x VALUES (1);\n"
    found = read(written(tmp_path, text, "dump.sql"))
    assert found.ids == ["2"]
    assert any("what 2 INSERT statements say was left out" in one for one in found.export.notices)


def test_a_cut_dump_is_refused(tmp_path: Path) -> None:
    text = TABLE + f"INSERT INTO runs VALUES ('1','ok','{AT}','Ann',NULL),\n('2','fai"
    with pytest.raises(ExportRefused, match="ends within a statement"):
        read(written(tmp_path, text, "dump.sql"))
