"""The page Find: what a text leads to, and what is outside the period."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.app_pages.opening import linked_words, open_page, table_with, tables, texts
from tests.cli.test_find import LINK, RUNS
from tests.workspaces import import_runs, made_once

WEEK = {"since": "2026-11-09", "until": "2026-11-15"}


@made_once
def import_searched(home: Path) -> Path:
    return import_runs(home, *RUNS)


@pytest.fixture
def searched(home: Path) -> Path:
    return import_searched(home)


def find(home: Path, text: str, **params: str) -> AppTest:
    return open_page(home, "find", q=text, **params)


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_a_run_and_a_task_lead_to_what_they_are(searched: Path) -> None:
    app = find(searched, "run-10")
    assert app.title[0].value == "Found for “run&#45;10”"
    assert query(table_with(app, "Run").links["run-10"])["run"] == ["run-10"]
    assert "just that" in table_with(app, "Run").rows[1]
    app = find(searched, LINK, **WEEK)
    (address,) = table_with(app, "Task").links.values()
    assert urlsplit(address).path == "/trends"
    assert query(address) == {
        "task": ["T-41"], "since": [WEEK["since"]], "until": [WEEK["until"]],
    }  # fmt: skip


def test_what_has_only_a_title_leads_to_its_run(searched: Path) -> None:
    (address,) = table_with(find(searched, "タワー"), "Task").links.values()
    assert query(address)["run"] == ["run-11"]


def test_workers_and_causes_lead_to_their_pages(searched: Path) -> None:
    (address,) = table_with(find(searched, "lead TRIAGE"), "Worker").links.values()
    assert (urlsplit(address).path, query(address)["id"]) == ("/worker", ["w2"])
    (address,) = table_with(find(searched, "timed out"), "Cause").links.values()
    assert (urlsplit(address).path, query(address)["detail"]) == ("/failures", ["time-out"])


def test_a_misspelt_name_leads_to_the_one_that_is_spelt_alike(searched: Path) -> None:
    app = find(searched, "Mueler Sohne", period="all")
    assert "Spelt alike in titles of tasks: “müller söhne”." in " ".join(texts(app))
    assert query(linked_words(app)["Find that"]) == {"q": ["müller söhne"], "period": ["all"]}
    assert "Find that" not in linked_words(find(searched, "muller", period="all"))


def test_what_is_outside_the_period_is_one_click_away(searched: Path) -> None:
    app = find(searched, "after 30 s", **WEEK, worker="w2")
    said = " ".join(texts(app))
    assert "Nothing found in this period for “after 30 s”" in said
    assert "Searched 3 runs this week, and all workers and causes." in said
    assert "1 run outside this period matches." in said
    address = linked_words(app)["Search all data"]
    assert query(address) == {"q": ["after 30 s"], "period": ["all"]}
    everywhere = find(searched, "after 30 s", period="all")
    assert "outside" not in " ".join(texts(everywhere))
    assert table_with(everywhere, "Where it stands").column("Run") == ["run-1"]


@pytest.mark.parametrize("asked", [{}, {"shown": "9"}, {"shown": "-1"}, {"shown": "x"}])
def test_what_is_more_than_is_shown_is_one_click_away(home: Path, asked: dict[str, str]) -> None:
    import_runs(
        home, *({"run_id": f"run {n}", "comment_preview": "Paid in full."} for n in range(120))
    )
    shown, links = [], []
    for _ in range(3):
        app = find(home, "in full", period="all", **asked)
        shown.append(len(table_with(app, "Run").column("Run")))
        links.append(linked_words(app).get("Show more"))
        asked = {"shown": query(links[-1])["shown"][0]} if links[-1] else {}
    assert shown == [10, 100, 120] and links[-1] is None
    assert "120 runs." in texts(app)


@pytest.mark.parametrize("text", ["", "  ", "\0", "\ufffd", "\u202e", "x" * 5000, "'"])
def test_no_text_is_an_error(searched: Path, text: str) -> None:
    app = find(searched, text)
    assert not app.error
    assert app.title


def test_it_asks_for_a_text_where_there_is_none(searched: Path) -> None:
    assert any(text.startswith("Write the id of a run") for text in texts(find(searched, "")))


def test_texts_of_an_export_stay_text(home: Path) -> None:
    evil = "<b>x</b> [pay](javascript:alert(1)) :red[y]"
    import_runs(home, {"run_id": evil, "task_id": evil, "task_title": evil, "worker": evil,
                       "comment_preview": evil})  # fmt: skip
    app = find(home, evil)
    assert len(tables(app)) == 4
    for table in tables(app):
        assert not {"b", "script"} & set(table.tags)
        assert any(evil in cell for row in table.rows for cell in row)
