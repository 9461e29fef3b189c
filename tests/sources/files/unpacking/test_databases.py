"""SQLite databases."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.reading import read
from tests.sources.files.unpacking.test_streams import refusal

RUNS = "(run_id, status, created_at, cost REAL, model)"
ROW = ("a", "ok", "2026-11-16T09:10:00Z", 1.5, "m")


def database(path: Path, *statements: str, rows: dict[str, list[tuple[object, ...]]]) -> Path:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
        for table, values in rows.items():
            places = ", ".join("?" * len(values[0]))
            connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', values)
    connection.close()
    return path


def test_a_table_is_read_and_a_rejected_row_has_its_number(tmp_path: Path) -> None:
    path = database(
        tmp_path / "r.db", f"CREATE TABLE runs {RUNS}", rows={"runs": [ROW, ("b", "ok", "?", 1, 1)]}
    )
    found = read(path)
    assert found.ids == ["a"] and found.runs[0]["cost"] == 1.5
    assert [(row.file, row.line) for row in found.rejected] == [("r.db, table runs", 2)]


@pytest.mark.parametrize("name", ["r.sqlite", "r.sqlite3", "r.db", "r", "r.csv"])
def test_its_name_makes_no_difference(tmp_path: Path, name: str) -> None:
    path = database(tmp_path / name, f"CREATE TABLE x {RUNS}", rows={"x": [ROW]})
    found = read(path)
    assert found.ids == ["a"] and bool(found.export.notices) == (name == "r.csv")


@pytest.mark.parametrize("table", ["runs", "Runs", "dag_run", 'a "b" c', "Läufe", "a/b", "x.y"])
def test_the_table_that_fits_is_found_among_others(tmp_path: Path, table: str) -> None:
    quoted = table.replace('"', '""')
    path = database(
        tmp_path / "r.db",
        f'CREATE TABLE "{quoted}" {RUNS}',
        "CREATE TABLE log (a, b)",
        "CREATE TABLE empty (a)",
        rows={quoted: [ROW], "log": [(1, 2)]},
    )
    found = read(path)
    assert found.ids == ["a"]
    assert found.export.notices == (
        "Of r.db the table of the runs is read, and another is not: log.",
    )


def test_a_view_is_read_like_a_table(tmp_path: Path) -> None:
    path = database(
        tmp_path / "r.db",
        "CREATE TABLE raw (id, s, t)",
        "CREATE VIEW runs AS SELECT id AS run_id, s AS status, t AS created_at FROM raw",
        rows={"raw": [ROW[:3]]},
    )
    assert read(path).ids == ["a"]


def test_a_view_of_a_table_that_is_gone_is_left_out_and_said(tmp_path: Path) -> None:
    """Before, it had the whole database refused, and its remedy was none."""
    path = database(
        tmp_path / "r.db",
        f"CREATE TABLE jobs {RUNS}",
        "CREATE VIEW aged AS SELECT * FROM gone",
        rows={"jobs": [ROW]},
    )
    found = read(path)
    assert found.ids == ["a"]
    said = "The view aged of r.db is left out: no such table: main.gone."
    assert said in found.export.notices


def test_where_several_fit_each_can_be_named(tmp_path: Path) -> None:
    path = database(
        tmp_path / "r.db",
        f"CREATE TABLE may {RUNS}",
        f"CREATE TABLE june {RUNS}",
        rows={"may": [ROW], "june": [("z", *ROW[1:])]},
    )
    assert "june, may" in refusal(path)
    assert (read(path / "june").ids, read(path / "may").ids) == (["z"], ["a"])


def test_tables_beside_the_runs_are_read_with_them(tmp_path: Path) -> None:
    path = database(
        tmp_path / "r.db",
        f"CREATE TABLE runs {RUNS}",
        "CREATE TABLE workers (worker, model)",
        rows={"runs": [ROW], "workers": [("Ann", "m-1")]},
    )
    assert [row["worker"] for row in read(path).tables["workers"]] == ["Ann"]


VALUES = [(123, "123"), (2**62, str(2**62)), (0.5, "0.5"), ("007", "007"), (b"x", "x"),
          (b"\xff", "ff"), (None, None), ("", None), ("a\nb", "a\nb"),
          (float("inf"), "inf")]  # fmt: skip


def test_values_keep_their_exact_form(tmp_path: Path) -> None:
    rows = {"runs": [(str(n), *ROW[1:4], value) for n, (value, _) in enumerate(VALUES)]}
    path = database(tmp_path / "r.db", f"CREATE TABLE runs {RUNS}", rows=rows)
    assert [run["model"] for run in read(path).runs] == [text for _, text in VALUES]


def test_text_that_is_not_utf_8_rejects_its_row(tmp_path: Path) -> None:
    path = database(tmp_path / "r.db", f"CREATE TABLE runs {RUNS}", rows={"runs": [ROW]})
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO runs SELECT 'b', status, created_at, 1, CAST(X'636166e9' "
                           "AS TEXT) FROM runs")  # fmt: skip
    connection.close()
    found = read(path)
    assert found.ids == ["a"]
    assert [(row.line, "UTF-8" in row.reason) for row in found.rejected] == [(2, True)]


def test_rows_that_stand_beside_the_file_refuse_it(tmp_path: Path) -> None:
    writer = sqlite3.connect(tmp_path / "r.db")
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute(f"CREATE TABLE runs {RUNS}")
    writer.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", ROW)
    writer.commit()
    said = refusal(tmp_path / "r.db")
    assert "r.db-wal" in said and "close" in said.lower()
    writer.close()
    assert read(tmp_path / "r.db").ids == ["a"]


def test_nothing_is_written_beside_or_into_the_file(tmp_path: Path) -> None:
    path = database(tmp_path / "r.db", f"CREATE TABLE runs {RUNS}", rows={"runs": [ROW]})
    before = path.read_bytes()
    read(path)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["r.db"]


def test_a_database_without_runs_says_what_it_holds(tmp_path: Path) -> None:
    path = database(tmp_path / "r.db", "CREATE TABLE log (a, b)", rows={"log": [(1, 2)]})
    assert "Found: a, b" in refusal(path)
    empty = database(tmp_path / "e.db", f"CREATE TABLE runs {RUNS}", rows={})
    assert "no rows" in refusal(empty)


@pytest.mark.parametrize("left", [50, 100, 5_000])
def test_a_damaged_database_is_refused(tmp_path: Path, left: int) -> None:
    rows = {"runs": [(str(n), *ROW[1:]) for n in range(999)]}
    path = database(tmp_path / "r.db", f"CREATE TABLE runs {RUNS}", rows=rows)
    path.write_bytes(path.read_bytes()[:left])
    assert "can’t be read" in refusal(path)
