"""A long walk through random filter actions in a real browser, by hand: link, chips, counts,
charts, leaderboard and command are compared after every one, Back, forward and reload included.

    uv run python -m tests.benchmarks.filter_walk HOME [seed] [actions]

Prints what disagreed, with the action before it, and how many did; 300 actions take minutes.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error, Locator, Page, sync_playwright

from dashboard.analysis.coverage import usable
from dashboard.cli import main as worker_runs
from dashboard.cli.workspace import options_of
from dashboard.store.dimensions.dimension import Kind
from dashboard.store.filters.filter_links import parse
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.chips import chips
from dashboard.words.safe_text import visible
from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.harness import OpenPage, open_page
from tests.browser.servers import started_server

Params = dict[str, list[str]]
OUTCOMES = ("queued", "pending", "running", "succeeded", "bad", "failed", "cancelled", "unknown")
LATE_SECONDS = 20
BAR, CHIPS = ".st-key-filter-bar", ".st-key-filter-bar [class*=st-key-chip-] button"
BOARD = "[data-table]:has(th:nth-child(2):has-text('Leave out')) tbody tr"
DRAWN = """() => document.querySelector(".st-key-zoom-status .js-plotly-plot")?._fullData
    ?.map(trace => [...trace.y].reduce((sum, one) => sum + (Number(one) || 0), 0))"""
ACTIONS: dict[str, tuple[int, str]] = {
    "board": (22, f"{BOARD} a[href^='?']"),
    "chip": (12, CHIPS),
    "list": (16, "[data-filter-list] a"),
    "period": (5, "[data-periods] a"),
    "compare": (4, ".st-key-compare-with label[data-baseweb=radio]"),
    "unit": (3, ".st-key-unit button"),
    "measure": (2, ".st-key-measure button"),
    "clear": (2, ".st-key-clear button"),
    "page": (6, "[data-testid=stSidebarNav] a"),
    "back": (14, ""),
    "forward": (4, ""),
    "reload": (4, ""),
}
"""How often each is done, and what of the page may be clicked for it."""
UNFOLDS = {"list": "Filter", "compare": re.compile("^(against|not compared)")}
"""What is clicked before that."""


def told(home: Path, *words: str) -> Any:
    """What the command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        status = worker_runs(["--home", str(home), "show", *words, "--json"])
    assert status == 0, words
    return json.loads(out.getvalue())


class Walk:
    """Somebody who clicks at random on the pages of a workspace."""

    def __init__(self, home: Path, opened: OpenPage, seed: int) -> None:
        history = current(Home(home))
        assert history
        self.home, self.opened, self.page = home, opened, opened.page
        self.history: History = history
        self.draw = random.Random(seed)
        self.every = told(home, "trends")["runs"]
        self.boards = [one.name for one in usable(history.about) if one.kind is not Kind.TEXT]
        self.been, self.at = [self.page.url], 0

    def faults(self) -> list[str]:
        """What disagrees with the address once the page has settled; empty if nothing does."""
        until, found = time.monotonic() + LATE_SECONDS, ["it did not settle"]
        while found and time.monotonic() < until:
            self.page.wait_for_timeout(150)
            self.opened.settle()
            found = list(self._disagreeing())
        return found

    def _disagreeing(self) -> Iterator[str]:
        params = parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)
        chosen = parse(params, self.history.about.zone).filters
        options = shlex.split(options_of(chosen, self.history.about.zone))
        found = told(self.home, "trends", *options)
        if self.page.locator(BAR).count():  # a page about no runs, like Data, has none
            yield from self._bar(chosen, found["runs"])
        if urlsplit(self.page.url).path.endswith("trends") and found["runs"]:
            yield from self._chart(params, options)
            yield from self._board(params, options)

    def _bar(self, chosen: Filters, runs: int) -> Iterator[str]:
        every = f"{self.every:,} run{'s' * (self.every != 1)}"
        wanted = every if chosen.same_runs(ALL) else f"{runs:,} of {every}"
        said = self.page.locator(f"{BAR} [data-testid=stCaptionContainer]").all_inner_texts()
        if said != [wanted]:
            yield f"counted {said}, not {wanted}"
        shown = [letters(text) for text in self.page.locator(f"{CHIPS} p").all_inner_texts()]
        named = [letters(visible(chip.words)) for chip in chips(self.history, chosen)]
        if shown != named:
            yield f"chips {shown}, not {named}"

    def _chart(self, params: Params, options: list[str]) -> Iterator[str]:
        by = params.get("by", [])[:1]
        buckets = told(self.home, "trends", *options, *(["--by", *by] if by else []))["buckets"]
        wanted = [sum(one[name] or 0 for one in buckets) for name in OUTCOMES]
        drawn = self.page.evaluate(DRAWN) or []
        if params.get("as") != ["share"] and sorted(filter(None, drawn)) != sorted(
            filter(None, wanted)
        ):
            yield f"the chart has {drawn}, not {wanted}"

    def _board(self, params: Params, options: list[str]) -> Iterator[str]:
        asked = params.get("board", [""])[0]
        by = asked if asked in self.boards else self.boards[0]
        rows = told(self.home, "leaderboard", "--by", by, *options)["rows"]
        wanted = sorted((row["runs"], row["failed"]) for row in rows)
        cells = "rows => rows.map(row => ['Runs', 'Failed'].map(head =>"
        cells += " Number(row.querySelector(`[data-head='${head}']`).dataset.value)))"
        shown = sorted(map(tuple, self.page.locator(BOARD).evaluate_all(cells)))
        if shown != wanted:
            yield f"the leaderboard of {by} has {shown[:3]}, not {wanted[:3]}"

    def act(self) -> str:
        """Do something that can be done here; what it was."""
        while True:
            name = self.draw.choices([*ACTIONS], [often for often, _ in ACTIONS.values()])[0]
            with contextlib.suppress(Error):  # what was there a moment ago
                if done := self._step(name) if name in self._steps() else self._click(name):
                    return done

    def _steps(self) -> dict[str, Callable[[], object]]:
        return {
            "back": self.page.go_back, "forward": self.page.go_forward, "reload": self.page.reload,
        }  # fmt: skip

    def _step(self, name: str) -> str:
        """Where one was before; "" at either end of the way."""
        at = self.at + {"back": -1, "forward": 1, "reload": 0}[name]
        if not 0 <= at < len(self.been):
            return ""
        self._steps()[name]()
        self.at = at
        with contextlib.suppress(Error):
            self.page.wait_for_url(lambda url: bool(url == self.been[at]), timeout=8_000)
        return name

    def _click(self, name: str) -> str:
        """Click on one of what there is; "" where there is nothing."""
        if name in UNFOLDS:
            self.page.locator(BAR).get_by_role("button", name=UNFOLDS[name]).first.click()
            self.opened.settle()
        offered: Locator = self.page.locator(ACTIONS[name][1]).locator("visible=true")
        if not (many := offered.count()):
            self.page.keyboard.press("Escape")
            return ""
        one = offered.nth(self.draw.randrange(many))
        words = one.get_attribute("href") or one.inner_text()
        one.click(timeout=8_000)
        return f"{name} {words}"

    def arrived(self, done: str) -> list[str]:
        """Whether a step along the way led where it was; others lengthen the way."""
        if done in self._steps():
            there = self.been[self.at]
            return [] if self.page.url == there else [f"{done} led elsewhere than {there}"]
        if self.page.url != self.been[self.at]:
            self.been[self.at + 1 :] = [self.page.url]
            self.at += 1
        return []


def letters(text: str) -> str:
    """The letters and digits of a text: icons and what keeps names apart are none of them."""
    return re.sub(r"\W", "", text)


def walk(page: Page, walker: Walk, actions: int) -> None:
    """Walk, and print what disagrees."""
    wrong, kinds = 0, Counter[str]()
    for number in range(1, actions + 1):
        before, done = page.url, walker.act()
        found = [*walker.faults(), *walker.arrived(done), *walker.opened.problems]
        walker.opened.problems.clear()
        kinds[done.split()[0]] += 1
        if found:
            wrong += 1
            print(f"{number}: {done}\n  from {before}\n  at {page.url}", *found, sep="\n  ")
    print(f"{actions} actions, {wrong} of which ended in disagreement: {dict(kinds)}")


def main(home: Path, seed: int, actions: int) -> None:
    """Serve the workspace and walk on its pages."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = started_server(home, Path(folder, "log"))
        try:
            browser = playwright.chromium.launch(
                executable_path=next(filter(None, map(which, CHROMIUM))), args=list(SWITCHES)
            )
            opened = open_page(browser, f"{server.url}/trends?period=all")
            walk(opened.page, Walk(home, opened, seed), actions)
        finally:
            server.stop()


if __name__ == "__main__":
    seed_, actions_ = [*sys.argv[2:4], *("1", "300")[len(sys.argv[2:4]) :]]
    main(Path(sys.argv[1]), int(seed_), int(actions_))
