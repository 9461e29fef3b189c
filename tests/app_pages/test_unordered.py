"""Runs without times have no order: no page calls one of them the newest."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.analysis.bad_runs import bad_runs
from dashboard.cli.show.bad import document_of, text_of
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.app_pages.opening import as_read, open_page, table_with, tables, texts
from tests.store.conftest import NOW, export

ROWS = [
    {"worker": "Ann", "status": "failed", "error_message": "Disk full"},
    {"worker": "Ann", "quality": "bad", "quality_reason": "Too long", "output_text": "Dear Eve"},
    {"worker": "Ben", "quality": "good", "output_text": "Dear Eve"},
    {"worker": "Ben", "status": "failed", "error_message": "Disk full"},
] * 9


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    rows = [
        {"run_id": f"r{n}", "worker_id": row["worker"], "task_id": f"t{n % 3}",
         "time_basis": "import", **row}
        for n, row in enumerate(ROWS)
    ]  # fmt: skip
    import_export(Home(home), export(*rows), NOW)
    return home


@pytest.mark.parametrize(
    ("page", "own"),
    [("trends", {}), ("failures", {}), ("worker", {"id": "Ann"}), ("review", {}), ("worker", {})],
)
def test_no_page_calls_a_run_the_newest(home: Path, page: str, own: dict[str, str]) -> None:
    app = open_page(home, page, **own)
    said = [*texts(app), *(table.alt for table in tables(app))]
    assert any("Disk full" in told or "36 runs" in told or "of 36" in told for told in said)
    of_runs = [told for told in said if "newest import" not in told.lower()]
    assert not [told for told in of_runs if re.search(r"newest|newer|times (in|of) UTC", told)]


def test_a_task_names_one_of_its_runs_and_leads_to_its_workers(home: Path) -> None:
    table = table_with(open_page(home, "failures"), "Task", "One of the runs")
    [both] = set(table.column("Workers"))
    there = urlsplit(table.links[both])
    assert (both, there.path) == ("Ann, Ben", "/worker") and "task" in parse_qs(there.query)


def test_a_command_names_no_newest_run_either(home: Path) -> None:
    history = current(Home(home))
    assert history
    found = bad_runs(history, ALL)
    assert "newest" not in text_of(found, history.about)
    assert [reason["newest_run"] for reason in document_of(found)["reasons"]] == [None]


def test_why_it_cant_be_told_is_not_joined_to_what_else_is_said_of_tasks(home: Path) -> None:
    told = " ".join(texts(open_page(home, "review")))
    assert re.search(
        r"runs have no time in the export; \d pairs of worker and task ran more than once\.", told
    )


def test_of_how_many_tasks_it_cant_be_told_stands_once_and_times_are_what_lacks(home: Path) -> None:
    cards = as_read(" ".join(texts(open_page(home, "trends"))))
    assert cards.count("of 6 pairs of worker and task") == 1
    told = as_read(" ".join(texts(open_page(home, "data"))))
    assert "✕ Which tasks are still failed? Add a column: created_at" in told
    assert "doesn’t link runs to tasks" not in cards


def test_tasks_that_have_no_title_are_called_by_their_id_once(home: Path) -> None:
    assert "Task id" not in table_with(open_page(home, "failures"), "Solved").rows[0]
    heading = as_read(open_page(home, "run", run="r1").title[0].value)
    assert heading.startswith("Task t1: ")


def test_what_is_usual_is_not_looked_for_before_runs_that_have_no_time(home: Path) -> None:
    rows = [
        {"run_id": f"a{n}", "worker_id": "Eve", "time_basis": "import"}
        for n in range(2 * len(ROWS))
    ]
    import_export(Home(home), export(*rows), NOW)
    told = " ".join(texts(open_page(home, "review", worker="Eve")))
    assert "No run has a time to say what is usual." in told
    assert "No run has a time to say what is new or worse" in told and "too short" not in told
