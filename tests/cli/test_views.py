"""Saved views by the command: what is kept, how it moves, what is refused."""

from __future__ import annotations

import pytest

from dashboard.ledger.ledger import Ledger
from dashboard.ledger.saving_views import save_view
from dashboard.ledger.views import ViewLink
from tests.cli.conftest import Run
from tests.workspaces import import_runs, import_steady_runs, steady_runs


@pytest.fixture
def steady(worker_runs: Run) -> Run:
    """Four weeks of runs from Mon 5 Oct to Sun 1 Nov 2026."""
    import_steady_runs(worker_runs.home)
    return worker_runs


def later(worker_runs: Run) -> None:
    """Two weeks more."""
    import_runs(worker_runs.home, *steady_runs(42), name="later.json")


def test_a_view_is_listed_with_what_it_shows(steady: Run) -> None:
    assert steady("views") == 0 and steady.out == "No view is saved yet.\n"
    assert steady.json("views") == []
    words = ("Ann’s failures", "/failures?worker=ann&period=last-week", "--who", "Kim")
    assert steady("views", "save", *words) == 0
    told = "Failures, last week (now 26 Oct – 1 Nov 2026), Worker is Ann"
    assert steady.err == f"Saved: {told}.\n"
    assert steady("views", "save", *words) == 0 and "saved before" in steady.err
    assert steady("views") == 0
    _, row = steady.out.splitlines()
    assert row.startswith(f"Ann’s failures  {told}") and row.endswith("Kim")
    (found,) = steady.json("views")
    assert (found["page"], found["params"], found["period"]) == (
        "failures", {"worker": ["ann"]}, "last-week",
    )  # fmt: skip
    assert found["link"] == "/failures?worker=ann&since=2026-10-26&until=2026-11-01"
    assert (found["opened_first"], found["unknown"], found["lost"]) == (False, None, None)


@pytest.mark.parametrize(
    ("link", "page", "params", "period"),
    [
        ("worker=ann&outcome=failed", "trends", {"worker": ["ann"], "outcome": ["failed"]},
         "last-week"),
        ("failures", "failures", {}, "last-week"),
        ("http://127.0.0.1:8501/?period=all&model=m", "", {"model": ["m"]}, "all-data"),
        ("/worker?id=ann&week=2026-W42", "worker", {"id": ["ann"], "week": ["2026-W42"]}, ""),
        ("since=2026-10-07", "trends", {"since": ["2026-10-07"]}, ""),
        ("/compare?a=worker%3Dann&b=worker%3Dbob&period=This week", "compare",
         {"a": ["worker=ann"], "b": ["worker=bob"]}, "this-week"),
        ("/?not-worker=%27%25_%00%22&text=a%26b", "",
         {"not-worker": ["'%_\0\""], "text": ["a&b"]}, "last-week"),
    ],
)  # fmt: skip
def test_links_and_filters_are_read_alike(
    steady: Run, link: str, page: str, params: dict[str, list[str]], period: str
) -> None:
    assert steady("views", "save", "V", link) == 0, steady.err
    (found,) = steady.json("views")
    assert (found["page"], found["params"], found["period"] or "") == (page, params, period)


def test_last_week_moves_with_the_data_and_days_stay(steady: Run) -> None:
    steady("views", "save", "moving", "worker=ann&period=last-week")
    steady("views", "save", "fixed", "worker=ann&since=2026-10-26&until=2026-11-01")

    def runs(view: str) -> list[str]:
        found = steady.json("show", "runs", "--view", view, "--limit", "1000")
        return [run["created_at"][:10] for run in found["runs"]]

    assert min(runs("moving")) == min(runs("fixed")) == "2026-10-26"
    assert len(runs("moving")) == len(runs("fixed")) == 28
    later(steady)
    assert (min(runs("moving")), min(runs("fixed"))) == ("2026-11-09", "2026-10-26")
    found = {view["name"]: view["link"] for view in steady.json("views")}
    assert found["moving"].endswith("since=2026-11-09&until=2026-11-15")
    assert "since=2026-10-26&until=2026-11-01" in found["fixed"]


def test_a_view_chooses_the_runs_of_every_answer(steady: Run) -> None:
    steady("views", "save", "Ann", "/failures?worker=ann&outcome=failed&period=all")
    options = ("--worker", "ann", "--outcome", "failed")
    for what in ("runs", "trends", "causes"):
        viewed = steady.json("show", what, "--view", "ann")
        assert viewed == steady.json("show", what, *options)
    assert steady("show", "runs", "--view", "Ann", "--worker", "bob") == 2
    assert "Leave out --worker" in steady.err
    assert steady("show", "run", "Ann-0-0", "--view", "Ann") == 2
    assert steady("check", "--view", "Ann", "--json") in (0, 1)
    assert steady("show", "runs", "--view", "Zed") == 2 and "No view is called" in steady.err


def test_what_no_run_has_and_what_is_no_filter_is_kept_and_said(steady: Run) -> None:
    assert steady("views", "save", "odd", "worker=zed&colour=red&page=3") == 0
    assert "No run has the worker “zed”." in steady.err
    assert "“colour”: no filter of this version" in steady.err
    (found,) = steady.json("views")
    assert found["params"] == {"colour": ["red"], "page": ["3"], "worker": ["zed"]}
    assert found["lost"] and found["unknown"]
    assert steady("views") == 0 and "odd: No run has the worker “zed”." in steady.out
    assert steady("show", "runs", "--view", "odd") == 2
    assert "No run has the worker “zed”." in steady.err
    assert "left out: colour, page" in steady.err


def test_a_period_of_another_version_is_never_all_data(steady: Run) -> None:
    save_view(Ledger(steady.home), "odd", ViewLink("", (), "last-quarter"))
    assert steady("show", "runs", "--view", "odd") == 2
    assert "“last-quarter”, the period of this view, is none now." in steady.err
    assert steady("views") == 0 and "last quarter (there is none now)" in steady.out
    assert steady.json("views")[0]["link"] == "/?period=last-quarter"


def test_views_are_renamed_opened_first_and_removed(steady: Run) -> None:
    steady("views", "save", "one", "worker=ann")
    steady("views", "save", "two", "worker=bob")
    assert steady("views", "rename", "one", "uno") == 0
    assert steady("views", "default", "UNO") == 0 and "opened where" in steady.err
    assert steady("views", "default", "uno") == 0 and "so already" in steady.err
    assert {view["name"]: view["opened_first"] for view in steady.json("views")} == {
        "two": False, "uno": True,
    }  # fmt: skip
    assert steady("views", "default") == 0
    assert not any(view["opened_first"] for view in steady.json("views"))
    assert steady("views", "remove", "uno") == 0
    assert [view["name"] for view in steady.json("views")] == ["two"]
    assert steady("mark") == 0 and "view" not in steady.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("save", "V"), "views save NAME LINK"),
        (("remove",), "views remove NAME"),
        (("remove", "Zed"), "No view is called “Zed”"),
        (("rename", "Zed", "Y"), "No view is called “Zed”"),
        (("save", "V", "/nowhere?worker=ann"), "is no page and no filter"),
        (("save", "V", "http://[x/"), "is no page and no filter"),
        (("save", "V", "since=lately"), "is not a date"),
        (("save", "V", "period=someday"), "It is one of all-data, last-week, this-week"),
        (("save", "V", "period=last-week&since=2026-10-19"), "Leave out period, or since"),
        (("save", "V", "period=last-week&period=all"), "Leave out period, or all but one"),
        (("save", "x" * 61, "worker=ann"), "1 to 60 letters, and not 61"),
        (("save", "V", "text=" + "x" * 9000), "8,000"),
    ],
)
def test_what_is_no_view_is_refused(steady: Run, words: tuple[str, ...], says: str) -> None:
    assert steady("views", *words) == 2
    assert says in steady.err, steady.err
    assert steady.json("views") == []
