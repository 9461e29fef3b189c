"""Saved views on the pages: saved by a form, listed beside every page, opened as links."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ledger.ledger import Ledger
from dashboard.ledger.saving_views import open_first, save_view
from dashboard.ledger.views import View, ViewLink, views_of
from tests.app_pages.opening import linked_words, open_link, texts
from tests.workspaces import import_runs, import_steady_runs, steady_runs

LAST_WEEK = {"since": ["2026-10-26"], "until": ["2026-11-01"]}
WEEK = {name: days[0] for name, days in LAST_WEEK.items()}


@pytest.fixture
def steady(home: Path) -> Path:
    """Four weeks of runs from Mon 5 Oct to Sun 1 Nov 2026."""
    return import_steady_runs(home)


def kept(home: Path) -> tuple[View, ...]:
    return views_of(Ledger(home).entries())


def save(app: AppTest, name: str, *, stays: bool = False) -> AppTest:
    next(field for field in app.text_input if field.key == "view name").set_value(name)
    if stays:
        next(field for field in app.radio if field.key == "view period").set_value("stays")
    return press(app, "Save for everybody here")


def press(app: AppTest, label: str) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def listed(app: AppTest) -> dict[str, str]:
    """The views in the sidebar: their addresses by their names."""
    bodies = [node.proto.body for node in app.get("html") if "data-views" in node.proto.body]
    found = re.findall(r'<li><a href="([^"]*)"[^>]*>([^<]*)</a></li>', "".join(bodies))
    return {unescape(name): unescape(address) for address, name in found}


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_what_is_shown_is_saved_and_stands_in_the_sidebar(steady: Path) -> None:
    app = open_link(steady, "failures", worker="ann", colour="red", page="2", **WEEK)
    assert listed(app) == {}
    app = save(app, " Ann’s  failures ")
    assert "Saved: “Ann’s failures”. It stands in the sidebar." in texts(app)
    (view,) = kept(steady)
    assert view.link == ViewLink(
        "failures", (("colour", ("red",)), ("worker", ("ann",))), "last-week"
    )
    (address,) = listed(app).values()
    assert urlsplit(address).path == "/failures"
    assert query(address) == {"colour": ["red"], "worker": ["ann"], **LAST_WEEK}
    for page in ("review", "run", "find", "data"):
        assert listed(open_link(steady, page)) == listed(app)


def test_a_second_click_saves_nothing_more(steady: Path) -> None:
    app = open_link(steady, "trends", worker="ann", **WEEK)
    save(app, "Ann")
    assert "That was saved before: “ann”. It stands in the sidebar." in texts(save(app, "ann"))
    assert "That was saved before: “ann”. It stands in the sidebar." in texts(save(app, ""))
    assert len(Ledger(steady).entries()) == 1
    again = save(open_link(steady, "trends", worker="bob", **WEEK), "Ann")
    assert any("Not saved. Another view is called “Ann”." in text for text in texts(again))
    assert len(Ledger(steady).entries()) == 1


def test_a_period_moves_with_the_data_or_stays(steady: Path) -> None:
    save(open_link(steady, "trends", **WEEK), "moves")
    save(open_link(steady, "trends", **WEEK), "stays", stays=True)
    save(open_link(steady, "trends", since="2026-10-07"), "dated")
    save(open_link(steady, "trends", period="all"), "all")
    import_runs(steady, *steady_runs(42), name="later.json")
    found = {name: query(link) for name, link in listed(open_link(steady, "data")).items()}
    assert found["moves"] == {"since": ["2026-11-09"], "until": ["2026-11-15"]}
    assert found["stays"] == LAST_WEEK
    assert found["dated"] == {"since": ["2026-10-07"]} and found["all"] == {"period": ["all"]}


def test_what_a_view_names_in_vain_is_said_when_it_is_opened(steady: Path) -> None:
    link = ViewLink("trends", (("colour", ("red",)), ("worker", ("zed",))), "all-data")
    save_view(Ledger(steady), "odd", link)
    app = open_link(steady, "views")
    said = " ".join(texts(app))
    assert "“colour”: no filter of this version. It is kept and passed over." in said
    assert "No run has the worker “zed”." in said
    address = linked_words(app)["odd"]
    opened = open_link(steady, "trends", **{name: v[0] for name, v in query(address).items()})
    said = " ".join(texts(opened))
    assert "1 filter in this link no longer exists: worker “zed”" in said
    assert "“colour” is no filter" in said


def test_views_are_renamed_opened_first_and_taken_away(steady: Path) -> None:
    save_view(Ledger(steady), "one", ViewLink("trends", (("worker", ("ann",)),), "last-week"))
    app = press(open_link(steady, "views"), "Open it first")
    assert [view.first for view in kept(steady)] == [True]
    next(f for f in app.text_input if f.key == "view-name-1").set_value("uno")
    app = press(app, "Rename")
    assert [view.name for view in kept(steady)] == ["uno"] and list(listed(app)) == ["uno"]
    app = press(press(app, "Don’t open it first"), "Take it away")
    assert kept(steady) == () and listed(app) == {}
    assert "Recorded. “uno” was taken away." in texts(app)
    assert any(text.startswith("No view is saved yet.") for text in texts(app))


def test_only_the_bare_address_is_another_view(steady: Path) -> None:
    save_view(Ledger(steady), "one", ViewLink("failures", (("worker", ("ann",)),), "last-week"))
    open_first(Ledger(steady), 1)

    def instead(app: AppTest) -> list[str]:
        bodies = [node.proto.body for node in app.get("html") if "data-instead" in node.proto.body]
        return [
            unescape(address) for body in bodies for address in re.findall('href="(.*?)"', body)
        ]

    (address,) = instead(open_link(steady, "review"))
    assert urlsplit(address).path == "/failures"
    assert query(address) == {"worker": ["ann"], **LAST_WEEK}
    for page, params in (("review", WEEK), ("review", {"x": "1"}), ("trends", {}), ("data", {})):
        assert not instead(open_link(steady, page, **params))


def test_what_was_opened_lately_is_one_click_away(steady: Path) -> None:
    app = open_link(steady, "trends", worker="ann", **WEEK)
    app.query_params["worker"] = "bob"
    app.run()
    app.switch_page("app_pages/views.py").run()
    lately = linked_words(app)
    words = "Trends, last week (now 26 Oct – 1 Nov 2026), Worker is Bob"
    assert query(lately[words]) == {"worker": ["bob"], **LAST_WEEK}
    assert next(iter(lately)) == words and len(lately) == 2


def test_names_of_views_stay_text(steady: Path) -> None:
    evil = "<b>x</b> [pay](javascript:alert(1)) \u202e"
    save_view(Ledger(steady), evil, ViewLink("trends", (("worker", (evil,)),), "all-data"))
    app = open_link(steady, "views")
    (body,) = [node.proto.body for node in app.get("html") if "data-views" in node.proto.body]
    assert "<b>" not in body and "⟨U+202E⟩" in body
    assert any("<b>x</b> [pay](javascript:alert(1)) ⟨U+202E⟩" in text for text in texts(app))
