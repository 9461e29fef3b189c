"""Random clicks on filters in the browser, and Back: link, chips, counts and chart agree at every
step."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from dashboard.analysis.trends import trends
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.workspace.home import Home
from tests.browser.conftest import ServeHome, Visit
from tests.browser.test_links import assert_comes_to, redrawn, state
from tests.cli.test_filter_walk import expected_chips, of, wanted
from tests.store.dimensions.every_run import RUNS, Told, history_in, told_by

STEPS = 6
DRAWN = """runs => {
    const traces = document.querySelector(".st-key-zoom-status .js-plotly-plot")?._fullData ?? [];
    return traces.flatMap(trace => [...trace.y]).reduce((sum, one) => sum + one, 0) === runs;
}"""


def assert_agreed(page: Page, told: dict[str, Told], held: History) -> None:
    """What the page says is what its address asks for."""
    chosen = of(parse_qs(urlsplit(page.url).query, keep_blank_values=True))
    every = f"{len(RUNS)} runs"
    counted = every if chosen.same_runs(ALL) else f"{wanted(chosen, told)} of {every}"
    bar = page.locator(".st-key-filter-bar")
    expect(bar.get_by_test_id("stCaptionContainer")).to_have_text(counted)
    expect(chips(page)).to_have_count(expected_chips(chosen))
    drawn = sum(sum(bucket.counts.values()) for bucket in trends(held, chosen).buckets)
    page.wait_for_function(DRAWN, arg=drawn, timeout=15_000)


def chips(page: Page) -> Locator:
    return page.locator(".st-key-filter-bar [class*=st-key-chip-] button")


def test_a_walk_by_clicks_and_back(tmp_path: Path, serve_home: ServeHome, open_page: Visit) -> None:
    home = Home(tmp_path / "home")
    held, draw = history_in(home), random.Random(7)
    told = told_by(held)
    opened = open_page(f"{serve_home(home.path).url}/trends?period=all&board=trigger")
    page = opened.page
    way = [state(page)]
    assert_agreed(page, told, held)
    for step in range(STEPS):
        rows = page.locator("[data-table]:has(th:nth-child(2):has-text('Leave out')) tbody tr a")
        at_hand = chips(page) if step % 3 == 2 or not rows.count() else rows.locator("visible=true")
        with redrawn(opened):
            at_hand.nth(draw.randrange(at_hand.count())).click()
        assert_agreed(page, told, held)
        way.append(state(page))
    for before in reversed(way[:-1]):
        with redrawn(opened):
            page.go_back()
        assert_comes_to(opened, before)
        assert_agreed(page, told, held)
    opened.assert_clean()
