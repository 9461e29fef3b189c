"""Outputs to look at, runs like one, the list to clean up by, tasks that ran again and again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboard.exporting.clean_up import COLUMNS, write_clean_up
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.app_pages.opening import links, open_link, open_page, table_with, texts
from tests.workspaces import import_run_list, import_runs

TEXT = "Reminder for invoice 2041 of Alder Works is written, the customer pays on Monday."


def run(name: str, minute: int = 0, **fields: Any) -> dict[str, Any]:
    at = f"2026-11-16T09:{minute:02}:00Z"
    return {"run_id": name, "worker": "Ann", "created_at": at} | fields


def twice(worker: str, tasks: int) -> list[dict[str, Any]]:
    """Tasks of a worker, on each of which it wrote the same twice."""
    return [
        run(f"{worker}{task}{n}", n, worker=worker, task_id=f"{worker}{task}", comment_preview=TEXT)
        for task in range(tasks)
        for n in range(2)
    ]


def history_of(home: Path) -> Any:
    found = current(Home(home))
    assert found
    return found


def test_outputs_to_look_at_stand_by_check_and_worker_and_lead_to_their_runs(home: Path) -> None:
    import_runs(home, *twice("Ann", 3), *twice("Bob", 1), run("none", worker="Bob"))
    app = open_page(home, "failures", period="all")
    table = table_with(app, "Found")
    assert [row[:3] for row in table.rows[1:]] == [
        ["Not visible in the export", "1", "Bob"],
        ["Repeated comment", "3", "Ann"],
        ["Repeated comment", "1", "Bob"],
    ]
    assert "Of 9 finished runs: not visible in the export (1); repeated comment (4)." in " ".join(
        texts(app)
    )
    assert "check=duplicate" in table.links["Repeated comment"]
    assert "worker=Bob" in table.links["Repeated comment"], "the last row of that name"
    listed = open_link(home, "trends", worker="Ann", check="duplicate", period="all")
    assert sorted(table_with(listed, "Outcome").column("Run")) == ["Ann01", "Ann11", "Ann21"]


def test_that_nothing_was_found_is_good_news(home: Path) -> None:
    import_runs(home, run("a", comment_preview=TEXT), run("b", comment_preview="Another one."))
    told = " ".join(texts(open_page(home, "failures")))
    assert "The checks found nothing in 2 finished runs." in told


def test_where_no_output_is_shown_nothing_is_said_of_outputs(home: Path) -> None:
    import_runs(home, run("a"))
    assert "outputs should someone look at" not in " ".join(texts(open_page(home, "failures")))


@pytest.mark.parametrize("name", ["<b>Ann</b>", "![x](http://127.0.0.1/p.png)", "\u202eAnn"])
def test_names_stay_literal_where_a_check_says_nothing(home: Path, name: str) -> None:
    never = [run(f"r{n}", worker=name) for n in range(20)]
    import_runs(home, *never, run("shown", comment_preview=TEXT))
    (told,) = [text for text in texts(open_page(home, "failures")) if "shows no output" in text]
    assert "\u202e" not in told and told.endswith("Nothing is said of single runs there.")


def test_runs_like_one_are_of_its_worker_and_cause(home: Path) -> None:
    failed = {"status": "failed", "error_message": "HTTP 504"}
    import_runs(
        home,
        run("a", **failed),
        run("b", 1, **failed),
        run("c", 2, status="failed", error_message="HTTP 404"),
        run("d", 3, **failed, worker="Bob"),
    )
    address = next(link for link in links(open_page(home, "run", run="a")) if "like=cause" in link)
    assert "run=a" in address
    app = open_page(home, "run", run="a", like="cause")
    assert any(text.startswith("2 runs of Ann: ") for text in texts(app))
    assert sorted(table_with(app, "Outcome").column("Run")) == ["a", "b"]
    (drawn,) = [node.proto.body for node in app.get("html") if "clean-up.csv" in node.proto.body]
    assert "worker=Ann" in drawn and "cause=" in drawn and "clean-up.xlsx" in drawn


def test_runs_like_one_have_the_same_check(home: Path) -> None:
    import_runs(home, *twice("Ann", 2), *twice("Bob", 1))
    app = open_page(home, "run", run="Ann01", like="duplicate")
    assert "2 runs of Ann: repeated comment" in texts(app)
    assert sorted(table_with(app, "Outcome").column("Run")) == ["Ann01", "Ann11"]


def test_nothing_in_common_is_said(home: Path) -> None:
    import_runs(home, run("a", comment_preview=TEXT))
    told = " ".join(texts(open_page(home, "run", run="a", like="nonsense")))
    assert "This run has nothing of the kind in common with others." in told


def test_the_list_has_a_row_a_run_and_two_columns_to_fill(tmp_path: Path) -> None:
    effect = {"kind": "comment", "customer_visible": True}
    task = {"task_id": "t", "task_title": "=Remind", "task_url": "https://tasks.example/t"}
    home = import_runs(
        tmp_path / "home",
        run("b", 1, **task, comment_preview=TEXT, effects=[effect]),
        run("a", 0, **task, comment_preview=TEXT, status="failed", error_message="HTTP 504"),
        run("n", 2, task_title="other", status="failed", effects_state="none"),
        run("u", 3, task_title="other", status="failed", output_visibility="customer"),
    )
    for ending in ("csv", "xlsx"):
        write_clean_up(tmp_path / f"list.{ending}", history_of(home), ALL)
    heads, *rows = csv.reader(io.StringIO((tmp_path / "list.csv").read_text("utf-8-sig")))
    assert heads == [column.name for column in COLUMNS]
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [row["Run"] for row in found] == ["a", "b", "n", "u"]
    assert found[1]["Task"] == "'=Remind", "no spreadsheet runs it"
    assert found[1]["Link"] == "https://tasks.example/t"
    assert [row["Customers see it"] for row in found] == [
        "not known", "yes", "nothing created", "maybe"]  # fmt: skip
    assert [row["Created something"] for row in found] == [
        "created", "created", "none", "unknown"]  # fmt: skip
    assert [row["Checks"] for row in found] == ["", "duplicate", "", ""]
    assert {row["Cleaned?"] + row["Customer told?"] for row in found} == {""}
    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    assert [row[9] for row in sheet.iter_rows(values_only=True)] == ["Run", "a", "b", "n", "u"]


def test_with_a_run_list_too(tmp_path: Path) -> None:
    home = import_run_list(tmp_path / "home")
    write_clean_up(tmp_path / "list.csv", history_of(home), ALL.choosing("outcome", ["failed"]))
    assert len((tmp_path / "list.csv").read_text("utf-8-sig").splitlines()) == 9


def test_tasks_that_ran_again_and_again_stand_out(home: Path) -> None:
    often = [run(f"o{n}", n, task_id="often", task_title="Remind Elm", status="failed",
                 comment_preview="half" if n < 3 else None) for n in range(7)]  # fmt: skip
    once = [run(f"n{n}", n, task_id=f"t{n}", comment_preview="done") for n in range(5)]
    import_runs(home, *often, *once)
    app = open_page(home, "failures", period="all")
    told = " ".join(texts(app))
    assert "“Remind Elm” ran 7 times, and 3 of these runs wrote something." in told
    assert table_with(app, "Solved").column("Wrote")[0] == "3"


def test_tasks_that_all_ran_as_often_do_not(home: Path) -> None:
    runs = [run(f"{t}{n}", n, task_id=t, comment_preview="done") for t in "abc" for n in range(5)]
    import_runs(home, *runs)
    assert "Again and again" not in " ".join(texts(open_page(home, "failures", period="all")))
