"""What is exported loads again as it was, in every form, whatever texts runs carry."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.analysis.headline import headline
from dashboard.errors import UserError
from dashboard.exporting import workbook
from dashboard.exporting.chosen import Chosen
from dashboard.exporting.export import WRITERS, write_file
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.records.schema import RUN_COLUMNS, TABLES, ValueKind
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.tables import RUN_NAMES
from dashboard.store.workspace.home import Home
from tests.reading import NOW

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
HOSTILE = (
    "=1+1", "+49 30", "-5", "@all", "'=1", "''@x", "\tTab", "\rReturn", "＝1",  # noqa: RUF001
    "a\nb", "a\r\nb", "a\rb", " before", "after ", '"quoted"', 'a""b', "a,b;c\td", "sep=;",
    "NULL", "\\N", "NaN", "null", "#N/A", "TRUE", "0012", "1e5", "1,5", "2026-01-02", "12:30",
    "_x000D_", "\x00nul", "a\x01b", "\x1f", "\x7f", "\u2028", "\ufeffmark",
    "Zoë", "日本語", "עברית", "👩‍👩‍👧", "e\u0301", "\U0010ffff", "[crm, docs",
    '{"a": 1', "x" * 5_000,
    "http://x.example/?a=1&b=2", "<b>&amp;</b>", "$x$", "`code`", "{{x}}", "%s", "\\n",
    "Total", "---",
)  # fmt: skip

WEEK = Filters(datetime(2026, 11, 9, tzinfo=UTC), datetime(2026, 11, 16, tzinfo=UTC))
BARE = {"run_id": "bare", "status": "failed", "created_at": "2026-11-01T00:00:00Z"}


def opened(home: Home, path: Path) -> History:
    load(home, path, mapping=None, answers=Answers(), progress=lambda rows: None, now=NOW)
    history = current(home)
    assert history
    return history


def runs_of(history: History) -> list[dict[str, Any]]:
    names = ", ".join((*RUN_NAMES, "outcome", "version", "is_latest", "cluster"))
    return history.reader.rows(f"SELECT {names} FROM history.runs ORDER BY run_id", {})


def rows_of(history: History, table: str) -> list[dict[str, Any]]:
    names = ", ".join(column.name for column in TABLES[table])
    return history.reader.rows(f"SELECT {names} FROM history.{table} ORDER BY ALL", {})


def loaded_again(folder: Path, history: History, ending: str) -> History:
    path = folder / f"out.{ending}"
    path.unlink(missing_ok=True)
    write_file(path, Chosen(history, ALL))
    again = Home(folder / f"again-{ending}-{len(list(folder.iterdir()))}")
    return opened(again, path)


def full(n: int, text: str) -> dict[str, Any]:
    """A run of which every column is filled, every text with that text."""
    made: dict[str, Any] = {}
    for column in RUN_COLUMNS:
        if column.words:
            made[column.name] = column.words[n % len(column.words)]
        else:
            made[column.name] = {
                ValueKind.TEXT: text,
                ValueKind.WORD: text,
                ValueKind.TIME: f"2026-10-{n % 28 + 1:02d}T0{n % 10}:00:00.{n:06d}+02:00",
                ValueKind.NUMBER: n / 7,
                ValueKind.INTEGER: n * 10**12,
                ValueKind.LIST: [text, f"{n}"] if n % 3 else [],
                ValueKind.TOOLS: [
                    {"name": f"t{text}", "ok": bool(n % 2), "error": text},
                    {"name": "b"},
                ],
                ValueKind.EFFECTS: [{"kind": "comment", "id": text, "customer_visible": True}],
                ValueKind.JSON: {"kept": text, "more": [1.50, None, {"a": text}]},
            }[column.kind]
    return made | {"run_id": f"{n}-{text}", "status": "completed" if n % 2 else "failed"}


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> History:
    folder = tmp_path_factory.mktemp("hostile")
    rows = [full(n, text) for n, text in enumerate(HOSTILE)]
    rows += [BARE]
    history = opened(Home(folder / "home"), written(folder / "runs.ndjson", rows))
    assert history.about.runs == len(HOSTILE) + 1
    assert all(history.about.filled[name] for name in RUN_NAMES)
    return history


@pytest.mark.parametrize("ending", WRITERS)
def test_hostile_texts_come_back_as_they_were(
    tmp_path: Path, hostile: History, ending: str
) -> None:
    again = loaded_again(tmp_path, hostile, ending)
    for was, now in zip(runs_of(hostile), runs_of(again), strict=True):
        assert now == was


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    rows = [full(n, text) for n, text in enumerate(texts)]
    history = opened(Home(folder / "home"), written(folder / "runs.ndjson", rows))
    held = not any(workbook.unheld(text) for text in texts)
    for ending in ("csv", "ndjson", *["xlsx"] * held):
        assert runs_of(loaded_again(folder, history, ending)) == runs_of(history), ending


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> History:
    return opened(Home(tmp_path_factory.mktemp("sample") / "home"), SAMPLE)


def test_a_package_says_all_that_the_export_said(tmp_path: Path, sample: History) -> None:
    again = loaded_again(tmp_path, sample, "zip")
    assert runs_of(again) == runs_of(sample)
    assert again.about.as_of == sample.about.as_of
    assert again.about.notes == sample.about.notes
    for table in ("workers", "instructions", "changes"):
        assert rows_of(again, table) == rows_of(sample, table), table


def test_a_workbook_has_what_stands_beside_the_runs(tmp_path: Path, sample: History) -> None:
    write_file(tmp_path / "out.xlsx", Chosen(sample, WEEK))
    again = opened(Home(tmp_path / "again"), tmp_path / "out.xlsx")
    assert again.about.runs == headline(sample, WEEK).runs
    for table in ("workers", "instructions"):
        ran = [row for row in rows_of(sample, table) if row["worker_id"] != "Stock check"]
        assert len(ran) < len(rows_of(sample, table)), "Stock check did not run in that week"
        assert rows_of(again, table) == ran, table


def test_a_package_is_of_the_chosen_workers_alone(tmp_path: Path, sample: History) -> None:
    write_file(tmp_path / "one.zip", Chosen(sample, ALL.of_worker("Lead triage")))
    with ZipFile(tmp_path / "one.zip") as package:
        workers = [json.loads(line) for line in package.read("workers.ndjson").splitlines()]
        texts = [json.loads(line) for line in package.read("instructions.ndjson").splitlines()]
    assert [worker["worker"] for worker in workers] == ["Lead triage"]
    assert {text["worker_id"] for text in texts} == {"Lead triage"}


def test_no_spreadsheet_runs_a_text(tmp_path: Path, hostile: History) -> None:
    write_file(tmp_path / "out.xlsx", Chosen(hostile, ALL))
    sheet = load_workbook(tmp_path / "out.xlsx")["runs"]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}  # no formula, no link, no error


def test_columns_that_nobody_fills_are_left_out(tmp_path: Path) -> None:
    history = opened(Home(tmp_path / "home"), written(tmp_path / "runs.ndjson", [BARE]))
    write_file(tmp_path / "out.csv", Chosen(history, ALL))
    head = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0]
    assert head == "run_id,status,raw_status,created_at,time_basis"


def test_what_a_sheet_cannot_hold_is_refused_and_nothing_is_written(
    tmp_path: Path, hostile: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    for odd in ("\ufffe", "_x005F_x000D_"):
        rows = [BARE | {"worker": odd}]
        history = opened(Home(tmp_path / odd[1:]), written(tmp_path / "runs.ndjson", rows))
        with pytest.raises(UserError, match="characters that a spreadsheet") as refused:
            write_file(tmp_path / "out.xlsx", Chosen(history, ALL))
        assert "bare, worker_id" in str(refused.value)
    monkeypatch.setattr(workbook, "MOST_LETTERS", 4_000)
    with pytest.raises(UserError, match="run_id: A text has 5,003 letters"):
        write_file(tmp_path / "out.xlsx", Chosen(hostile, ALL))
    monkeypatch.setattr(workbook, "MOST_ROWS", 10)
    with pytest.raises(UserError, match="A sheet holds 10 rows"):
        write_file(tmp_path / "out.xlsx", Chosen(hostile, ALL))
    assert not list(tmp_path.glob("*out.xlsx*"))
