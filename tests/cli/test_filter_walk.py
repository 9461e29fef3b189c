"""Random filter actions: the link, the chips, the counts and the command agree after every one."""

from __future__ import annotations

import random
import shlex
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli.workspace import options_of
from dashboard.store.dimensions.dimension import Kind
from dashboard.store.dimensions.known import FILTERS
from dashboard.store.filters.filter_links import parse
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.home import Home
from dashboard.words.chips import MOST_VALUES
from tests.app_pages.opening import APP, SECONDS, texts
from tests.cli.conftest import Run
from tests.store.dimensions.every_run import RUNS, ZONE, Told, chosen_as, history_in, told_by
from tests.ui.test_leaderboards import drawn

STEPS = 12
BOARDS = [one.name for one in FILTERS if one.kind is not Kind.TEXT]
Params = dict[str, list[str]]
BEGINNINGS: tuple[Params, ...] = (
    {"period": ["all"]},
    {"since": ["2026-10-20"], "until": ["2026-11-12"], "compare-with": ["4-weeks-before"]},
    {"until": ["2026-11-14"], "compare-with": ["2026-11-15..2026-11-16"]},
)


def wanted(chosen: Filters, told: dict[str, Told]) -> int:
    """How many runs fit, counted in Python."""

    def fits(run: dict[str, object]) -> bool:
        at = run["created_at"] if run["time_basis"] == "export" else None
        if (chosen.since or chosen.until) and at is None:
            return False
        return (
            (chosen.since is None or at >= chosen.since)  # type: ignore[operator]
            and (chosen.until is None or at < chosen.until)  # type: ignore[operator]
            and all({*values} & chosen_as(told[name], run) for name, values in chosen.keep)
            and not any({*values} & chosen_as(told[name], run) for name, values in chosen.drop)
        )

    return sum(map(fits, RUNS))


def opened(params: Params) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    app.switch_page("app_pages/trends.py")
    for name, values in params.items():
        app.query_params[name] = values
    app.run()
    assert not app.exception, app.exception
    return app


def of(params: Params) -> Filters:
    return parse(params, str(ZONE)).filters


def asked(address: str) -> Params:
    return parse_qs(urlsplit(address).query, keep_blank_values=True)


def toggled(before: Filters, name: str, value: str, *, drop: bool) -> Filters:
    """What a click on a row of the leaderboard means."""
    mine, other = before.chosen(name, drop=drop), before.chosen(name, drop=not drop)
    now = [one for one in mine if one != value] if value in mine else [*mine, value]
    left = [one for one in other if one != value]
    return before.choosing(name, now, drop=drop).choosing(name, left, drop=not drop)


def chips(app: AppTest) -> list[str]:
    return [button.key for button in app.button if str(button.key).startswith("chip-")]


def expected_chips(chosen: Filters) -> int:
    choices = [values for _, values in (*chosen.keep, *chosen.drop)]
    return sum(len(values) if len(values) <= MOST_VALUES else 1 for values in choices)


def assert_agreed(app: AppTest, chosen: Filters, runs: int, command: Run) -> None:
    """What the page says of these filters, and the command with its own options."""
    every = f"{len(RUNS)} runs"
    counted = every if chosen.same_runs(ALL) else f"{runs} of {every}"
    assert counted in texts(app)
    assert len(chips(app)) == expected_chips(chosen)
    options = shlex.split(options_of(chosen, str(ZONE)))
    assert command.json("show", "trends", *options)["runs"] == runs


def click(app: AppTest, before: Filters, draw: random.Random) -> tuple[Params, list[Filters]]:
    """A click on the page: the link that it leads to, and what it may mean."""
    rows = (
        [asked(link) for link, _ in drawn(app).links if link.startswith("?")] if _board(app) else []
    )
    if chips(app) and (not rows or draw.random() < 0.25):
        app.button(key=draw.choice(chips(app))).click().run()
        params = {
            name: [held] if isinstance(held, str) else list(held)
            for name, held in app.query_params.items()
        }
        return params, one_less(before)
    known = {value for value, _ in choices(before)}
    again = [
        row for row in rows if {value for value, _ in choices(of(row)) ^ choices(before)} <= known
    ]
    params = draw.choice(again if again and draw.random() < 0.5 else rows)
    [board] = params["board"]
    values = {value for name in (board, f"not-{board}") for value in params.get(name, [])}
    values |= {*before.chosen(board), *before.chosen(board, drop=True)}
    return params, [
        toggled(before, board, value, drop=drop) for value in values for drop in (False, True)
    ]


def choices(chosen: Filters) -> set[tuple[str, bool]]:
    """The values that are chosen, and those that are left out."""
    both = ((chosen.keep, False), (chosen.drop, True))
    return {(value, drop) for listed, drop in both for _, values in listed for value in values}


def _board(app: AppTest) -> bool:
    return any("Leave out" in node.proto.body for node in app.get("html"))


def one_less(before: Filters) -> list[Filters]:
    """The filters without one choice of them, or without all of a dimension that has many."""
    found = []
    for choices, drop in ((before.keep, False), (before.drop, True)):
        for name, values in choices:
            rests = [[one for one in values if one != value] for value in values]
            several = rests if len(values) <= MOST_VALUES else [[]]
            found += [before.choosing(name, rest, drop=drop) for rest in several]
    return found


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "home"))
    return history_in(Home(tmp_path / "home"))


@pytest.mark.parametrize("seed", range(len(BEGINNINGS)))
def test_a_walk_through_filters_leaves_link_chips_counts_and_command_in_agreement(
    found: History, worker_runs: Run, seed: int
) -> None:
    draw, told = random.Random(seed), told_by(found)
    params = BEGINNINGS[seed] | {"board": ["model"]}
    way: list[Filters] = []
    for _ in range(STEPS):
        app = opened(params)
        before = of(params)
        assert_agreed(app, before, wanted(before, told), worker_runs)
        params, meant = click(app, before, draw)
        assert of(params) in meant and of(params) != before
        way.append(of(params))
        held = [name for name, _ in (*way[-1].keep, *way[-1].drop)]
        params |= {"board": [draw.choice(held if held and draw.random() < 0.5 else BOARDS)]}
    assert len({*way}) > STEPS // 2
    app = opened(params)
    assert_agreed(app, way[-1], wanted(way[-1], told), worker_runs)
