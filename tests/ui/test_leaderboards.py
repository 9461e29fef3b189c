"""The leaderboard on Trends: its menu, its links, and that no value is more than text."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.dimensions.dimension import NONE
from dashboard.store.filters.filter_links import parse, to_params
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.workspace.home import Home
from dashboard.store.writing.own_fields import offer_field
from dashboard.ui.leaderboard import rate_heads
from tests.app_pages.opening import open_page, texts
from tests.ui.test_filter_panel import NAMES, Read
from tests.workspaces import import_runs

HOSTILE = ("model", "task_id", "tier")
DRAWN = {"div", "table", "thead", "tbody", "tr", "th", "td", "button", "a", "img", "span"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    runs = [
        {"run_id": f"{name}{n}", "worker": f"w{n % 2}"} | dict.fromkeys(HOSTILE, name)
        for n, name in enumerate(NAMES * 3)
    ]
    return import_runs(home, *runs)


def leaderboard_html(app: AppTest) -> str:
    """The leaderboard as it is written."""
    [told] = [body for node in app.get("html") if "Leave out" in (body := node.proto.body)]
    return str(told)


def drawn(app: AppTest) -> Read:
    """What stands in it."""
    return Read(leaderboard_html(app))


def asked(read: Read) -> list[Filters]:
    """What its links are about, row by row: to choose, to leave out."""
    links = [address for address, _ in read.links if address.startswith("?")]
    found = (parse_qs(urlsplit(link).query, keep_blank_values=True) for link in links)
    return [parse(params, "UTC").filters for params in found]


def test_a_click_chooses_leaves_out_and_takes_off_again(home: Path) -> None:
    of_one = ALL.choosing("model", NAMES[:1])
    out = ALL.choosing("model", NAMES[:1], drop=True)
    for held, chosen, left_out in ((ALL, of_one, out), (of_one, ALL, out), (out, of_one, ALL)):
        params = {name: values[0] for name, values in to_params(held, "UTC").items()}
        links = asked(drawn(open_page(home, "trends", **params, board="model")))
        assert len(links) == 2 * len(NAMES), "its own filter takes no row away"
        assert chosen in links[::2] and left_out in links[1::2]
    told = texts(open_page(home, "trends", board="model", model=NAMES[1]))
    assert any("Counted without the filter of model." in text for text in told)


def test_runs_without_a_value_are_chosen_and_left_out_by_a_click_too(home: Path) -> None:
    import_runs(home, {"run_id": "bare", "worker": "w0"})
    offer_field(Home(home), "tier")
    for name in ("model", "field.tier"):
        for params in ({}, {name: ""}, {f"not-{name}": ""}):
            links = asked(drawn(open_page(home, "trends", **params, board=name)))
            chosen, left_out = (ALL.choosing(name, [NONE], drop=drop) for drop in (False, True))
            assert links[-2:] == [
                ALL if name in params else chosen, ALL if f"not-{name}" in params else left_out,
            ]  # fmt: skip
    told = texts(open_page(home, "trends", **{"field.tier": ""}))
    assert any(text.startswith("1 run") for text in told)
    assert not any("no longer exist" in text for text in told)


def test_a_click_takes_off_a_worker_that_a_link_calls_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    names = {"w-1": "Ann", "w-2": "Bob"}
    import_runs(home, *({"run_id": w, "worker_id": w, "worker": names[w]} for w in names))
    links = asked(drawn(open_page(home, "trends", worker="Ann", board="worker")))
    assert ALL in links, "a second click takes it off"
    assert ALL.choosing("worker", ["w-1"], drop=True) in links, "it is left out, and chosen no more"


@pytest.mark.parametrize("by", ["model", "task", "field.tier"])
def test_hostile_values_are_only_text(home: Path, by: str) -> None:
    if by == "field.tier":
        offer_field(Home(home), "tier")
    read = drawn(open_page(home, "trends", board=by))
    assert {*read.tags} <= DRAWN
    wanted = {ALL.choosing(by, [name]) for name in NAMES}
    assert wanted <= {*asked(read)[::2]}


def test_values_that_differ_by_a_space_are_told_apart(home: Path) -> None:
    triggers = ("twin x", "twin x ", " twin x", "twin  x")
    import_runs(home, *({"run_id": str(n), "trigger": one} for n, one in enumerate(triggers)))
    told = drawn(open_page(home, "trends", board="trigger")).links
    shown = {words.removeprefix("only ") for _, words in told}
    assert shown >= {"twin x", "twin x␣", "␣twin x", "twin␣␣x"}


def test_menus_show_the_names_of_fields_as_they_are(home: Path) -> None:
    """Where Streamlit reads no Markdown, its signs would be seen."""
    import_runs(home, {"run_id": "more", "customer_tier": "gold_1", "Weekday": "Friday_1"})
    for field in ("customer_tier", "Weekday"):
        offer_field(Home(home), field)
    board = open_page(home, "trends").selectbox(key="board").options
    assert "customer_tier" in board and board.count("Weekday") == 2
    app = open_page(home, "compare", a="field.customer_tier=gold_1", b="field.Weekday=Friday_1")
    one, other = (menu for menu in app.selectbox if menu.label.endswith("runs by"))
    assert (one.value, other.value) == ("field.customer_tier", "field.Weekday")
    assert one.options == other.options == board
    assert [menu.options for menu in app.multiselect] == [["gold_1"], ["Friday_1"]]


def test_the_menu_stands_in_the_link_and_what_is_none_is_said(home: Path) -> None:
    app = open_page(home, "trends")
    menu = app.selectbox(key="board")
    assert menu.value == "worker"
    assert "Text" not in menu.options and "Trigger" not in menu.options, "no run has one"
    menu.select("model").run()
    assert app.query_params["board"] == "model"
    assert any("Runs by model, with their rates" in node.proto.body for node in app.get("html"))
    assert "How do runs compare by model?" in texts(app)
    told = texts(open_page(home, "trends", board="<b>nothing</b>"))
    assert any("“<b>nothing</b>” is nothing that these runs have" in text for text in told)


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (["Worker", "Runs", "Completed", "Failed"], {"Completed": "", "Runs": "Runs"}),
        (["Worker", "Runs", "Completed", "Finished"], {"Completed": "", "Finished": "of"}),
        (["Worker", "Runs", "Failed"], {}),
    ],
)
def test_a_line_says_of_how_many_runs_only_behind_a_rate(
    columns: list[str], told: dict[str, str]
) -> None:
    """On a phone, "Runs 29 82.8 %" and "82.8 % of 29", not "of 29 82.8 %"."""
    assert rate_heads(columns) == told
