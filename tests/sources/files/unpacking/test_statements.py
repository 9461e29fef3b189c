"""Statements of dumps in SQL: where each begins and ends, and that nothing is lost unsaid."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.sources.files.unpacking import limits
from dashboard.sources.files.unpacking.limits import Budget, Limits, Refused
from dashboard.sources.files.unpacking.parts import Part
from tests.reading import read, written

AT = "2026-10-01 09:00:00+00"
INTO = "INSERT INTO runs (run_id, status, created_at, worker) VALUES"
TABLE = "CREATE TABLE runs (run_id text, status text, created_at text, worker text);\n"


def row(run: str, worker: str = "'Ann'") -> str:
    return f"('{run}','ok','{AT}',{worker})"


def inserts(*workers: str) -> str:
    """A statement with a run for each worker, as these are written."""
    return f"{INTO} {','.join(row(str(len(worker)), worker) for worker in workers)};\n"


def workers(folder: Path, text: str) -> list[str]:
    found = read(written(folder, text, "dump.sql"))
    assert found.rejected == []
    assert found.export.notices == ()
    return [run["worker"] for run in found.runs]


@pytest.mark.parametrize(
    "text",
    [
        f"{INTO} {row('1')}; {INTO} {row('2')};\n{INTO} {row('3')};\n",
        f"{INTO} {row('1')}; -- one\n{INTO} {row('2')}; /* two;\n */\n{INTO} {row('3')};\n",
        f"{INTO} {row('1')}\n{INTO} {row('2')}\n{INTO} {row('3')}\n",
        f"{INTO} {row('1')} {INTO} {row('2')}\n{INTO} {row('3')};\n",
        f"{INTO} {row('1')}\nGO\n{INTO} {row('2')}\nGO\n{INTO} {row('3')}\nGO\n",
        f"{INTO} {row('1')}, -- first; it's\n/* x */ {row('2')}\n,{row('3')} -- last\n;\n",
        f"BEGIN; {INTO} {row('1')}; SELECT 1; {INTO} {row('2')};\n{INTO} {row('3')};\nCOMMIT;\n",
        f"SET x = 1;\n{INTO.replace('INTO ', '')} {row('1')},{row('2')},{row('3')};\n",
        f"{INTO} {row('1')}\nON CONFLICT DO NOTHING;\n{INTO} {row('2')},{row('3')} RETURNING 1;\n",
        TABLE + "CREATE TRIGGER t AFTER INSERT ON runs BEGIN\n INSERT INTO log VALUES (NEW.x);\n"
        f" INSERT INTO runs VALUES ('9');\nEND;\nINSERT INTO runs VALUES {row('1')},{row('2')};\n"
        f"{INTO} {row('3')};\n",
        "SET x = 1;\nCREATE FUNCTION f() RETURNS trigger AS $_$\nBEGIN\n"
        " INSERT INTO log VALUES ('it''s;');\n"
        f"-- it's\nEND;\n$_$ LANGUAGE plpgsql;\n{INTO} {row('1')},{row('2')},{row('3')};\n",
    ],
)  # fmt: skip
def test_each_statement_is_read_to_its_end(tmp_path: Path, text: str) -> None:
    found = read(written(tmp_path, text, "dump.sql"))
    assert (found.ids, found.rejected, found.export.notices) == (["1", "2", "3"], [], ())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (f"{INTO} {row('2')} UNION SELECT 1;\n", "what can’t be read (line 2)"),
        (f"{INTO} {row('2')}{row('3')};\n", "what can’t be read (line 2)"),
        ("INSERT INTO runs SET run_id='2';\n", "a query or SET"),
        ("INSERT INTO runs (run_id) SELECT '2';\n", "a query or SET"),
        ("WITH x AS (SELECT 1)\nINSERT INTO runs SELECT * FROM x;\n", "a query or SET"),
        ("DELETE FROM runs;\n", "changes or deletes rows"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said(tmp_path: Path, more: str, says: str) -> None:
    found = read(written(tmp_path, f"{INTO} {row('1')};\n{more}", "dump.sql"))
    assert found.ids[0] == "1"
    assert any(says in notice for notice in found.export.notices)


@pytest.mark.parametrize("end", [f"{INTO} {row('2')},\n", f"{INTO} {row('2')}", f"{INTO} ('2',\n;"])
def test_a_cut_dump_is_refused(tmp_path: Path, end: str) -> None:
    with pytest.raises(ExportRefused, match="ends within a statement"):
        read(written(tmp_path, f"{INTO} {row('1')};\n{end}", "dump.sql"))


@pytest.mark.parametrize(
    ("text", "worker"),
    [
        (TABLE + inserts("'a `b`'") + inserts(r"'C:\temp\new'"), r"C:\temp\new"),
        ("SET x = 1;\n" + inserts("'b'") + inserts("'C:\\temp\\'"), "C:\\temp\\"),
        ("SET x = 1;\n" + inserts("'b'") + inserts(r"'it\'s'"), "it's"),
        (TABLE.replace("runs", "`runs`") + inserts("'b'", r"'a\tb'"), "a\tb"),
        ("PRAGMA foreign_keys=OFF;\n" + TABLE.replace("runs", "`runs`")
         + inserts("'b'", r"'a\tb'"), r"a\tb"),
    ],
)  # fmt: skip
def test_the_head_of_a_dump_tells_what_a_backslash_is(
    tmp_path: Path, text: str, worker: str
) -> None:
    assert workers(tmp_path, text)[-1] == worker


def unpacked(folder: Path, text: str, most: Limits = limits.LIMITS) -> dict[str, int]:
    """How many rows each table of a dump has."""
    from dashboard.sources.files.unpacking.dumps import unpack_dump

    path = written(folder, text, "dump.sql")
    place = folder / "out"
    place.mkdir()
    budget = Budget(most, path.stat().st_size, place)
    found = unpack_dump(path, Part("", "dump.sql", ""), place, folder, budget)
    return {part.title: (folder / part.path).read_text().count("\n") for part in found.parts}


def test_tables_of_other_schemas_and_databases_are_others(tmp_path: Path) -> None:
    text = (
        "CREATE TABLE public.runs (run_id text, status text);\n"
        "CREATE TABLE archive.runs (status text, run_id text);\n"
        "INSERT INTO public.runs VALUES ('1','ok');\nINSERT INTO archive.runs VALUES ('ok','2');\n"
        "INSERT INTO staging.runs (run_id) VALUES ('3');\n"
    )
    assert unpacked(tmp_path, text) == {"runs": 1, "archive.runs": 1, "staging.runs": 1}
    assert '{"status": "ok", "run_id": "2"}' in (tmp_path / "out/inserted 1.ndjson").read_text()


def test_each_database_and_each_definition_is_a_table_of_its_own(tmp_path: Path) -> None:
    insert = "INSERT INTO runs VALUES ('1');\n"
    text = f"USE `a`;\nCREATE TABLE `runs` (x text);\n{insert}CREATE TABLE runs (y text);\n{insert}"
    text += f"USE `b`;\nCREATE TABLE `runs` (x text);\n{insert}{insert}"
    assert unpacked(tmp_path, text) == {"a.runs": 1, "a.runs 2": 1, "b.runs": 2}


def test_a_dump_takes_time_as_it_is_long(tmp_path: Path) -> None:
    rows = ",\n".join(row(str(number)) for number in range(20_000))
    code = "if (x) { y(); }\n  return 5;\n" * 4_000
    start = time.process_time()
    text = f"{TABLE}INSERT INTO runs VALUES\n{rows};\n" + inserts(f"'{code}'")
    assert unpacked(tmp_path, text) == {"runs": 20_001}
    assert time.process_time() - start < 4


def test_a_statement_that_is_too_large_is_refused(tmp_path: Path) -> None:
    text = f"{TABLE}INSERT INTO runs VALUES\n" + ",\n".join([row("1")] * 100) + ";\n"
    with pytest.raises(Refused, match="from line 2 on, is larger than 1 KB"):
        unpacked(tmp_path, text, Limits(statement=1_000))


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_many_tables_need_few_open_files(tmp_path: Path) -> None:
    text = "".join(f"INSERT INTO t{n} (a) VALUES (1);\n" for n in [*range(400), *range(400)])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        assert set(unpacked(tmp_path, text).values()) == {2}
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize(
    ("value", "means"),
    [
        (r"replace(replace('a\r\nb','\r',char(13)),'\n',char(10))", "a\r\nb"),
        (r"unistr('a\u000ab')", "a\nb"),
        ('"it said, no"', "it said, no"),
        ("'a' /* it's */", "a"),
        ("CAST('a' AS varchar(9))", "a"),
    ],
)
def test_values(tmp_path: Path, value: str, means: str) -> None:
    assert workers(tmp_path, f"{TABLE}INSERT INTO runs VALUES {row('1', value)};\n") == [means]


@pytest.mark.parametrize(
    "head",
    [
        TABLE.replace("TABLE", "UNLOGGED TABLE"),
        TABLE.replace("runs", "Runs"),
        TABLE.replace(", worker text", "") + "ALTER TABLE ONLY runs ADD COLUMN worker text;\n"
        "ALTER TABLE runs ADD CONSTRAINT k PRIMARY KEY (run_id);\n",
        "# MySQL dump; it's ours\n" + TABLE.replace("text,", "text, # user's id\n", 1),
        "-- ours\nUSE `x`;\n" + TABLE,
        "START TRANSACTION;\n" + TABLE,
        TABLE.replace("worker text", "worker text, KEY k (status), CHECK (x <> ','), UNIQUE (x)"),
    ],
)  # fmt: skip
def test_definitions(tmp_path: Path, head: str) -> None:
    assert workers(tmp_path, f"{head}INSERT INTO runs VALUES {row('1')};\n") == ["Ann"]


@pytest.mark.parametrize(
    "name", ["key", "index", "period", "check", "like", "key varchar(9)", '"user\'s"', "[user's]"]
)
def test_columns_that_are_called_like_constraints(tmp_path: Path, name: str) -> None:
    text = TABLE.replace("worker", f"{name if '(' in name else f'{name} text'}, worker")
    text += f"INSERT INTO runs VALUES ('1','ok','{AT}','k','Ann');\n"
    assert workers(tmp_path, text) == ["Ann"]


@pytest.mark.parametrize("first", ["INSERT IGNORE INTO", "REPLACE INTO", "INSERT"])
def test_the_first_word_of_a_dump(tmp_path: Path, first: str) -> None:
    text = INTO.replace("INSERT INTO", first)
    assert workers(tmp_path, f"{text} {row('1')};\n") == ["Ann"]


@pytest.mark.parametrize("first", ["Insert the runs", "Replace with,what", "Use of runs", "# Runs"])
def test_titles_that_begin_like_statements(tmp_path: Path, first: str) -> None:
    text = f"{first}\nrun_id,status,created_at,worker\na,ok,{AT},Ann\n"
    assert read(written(tmp_path, text)).ids == ["a"]


def test_a_file_of_microsofts_studio(tmp_path: Path) -> None:
    one = "INSERT [dbo].[runs] ([run_id], [status], [created_at], [worker]) VALUES (N'{}', N'ok', "
    one += f"N'{AT}', N'Ann')\n"
    text = "USE [ops]\nGO\nSET IDENTITY_INSERT [dbo].[runs] ON\n" + one.format(1) + one.format(2)
    text += "SET IDENTITY_INSERT [dbo].[runs] OFF\nGO\n"
    assert workers(tmp_path, text) == ["Ann", "Ann"]
