"""From page to page and back: the same link, the same numbers, by click and by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, permutations
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ServeHome, Visit
from tests.browser.harness import LOOK_MS, SETTLE_MS, OpenPage
from tests.browser.looks import barriers, faults
from tests.workspaces import import_runs

PAGES = ("Review", "Trends", "Failures", "Changes", "Compare", "Workers", "Run", "Data")
WORKERS = "&".join(f"worker=Worker%20{n}" for n in (1, 2, 3))
FILTER_LIST = "[class*=st-key-filter-panel-]"
ANOTHER = """([list, before]) => {
    const found = document.querySelectorAll(list);
    return found.length === 1 && found[0].className !== before;
}"""
FILTERS = f"{WORKERS}&since=2026-11-16&until=2026-11-16"


def settle(opened: OpenPage) -> None:
    """Wait until what a click began has ended."""
    opened.page.wait_for_timeout(100)
    opened.settle()


@contextmanager
def redrawn(opened: OpenPage) -> Iterator[None]:
    """What is done within chooses other runs: wait until the whole page is about these. Its list of
    filters is another for other filters, and is drawn before the rest."""
    before = opened.page.locator(FILTER_LIST).get_attribute("class")
    yield
    opened.page.wait_for_function(
        ANOTHER, arg=[FILTER_LIST, before], timeout=SETTLE_MS, polling=LOOK_MS
    )
    opened.settle()


def navigate(opened: OpenPage, name: str) -> None:
    opened.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    expect(opened.page).to_have_title(f"{name} · Worker runs")
    settle(opened)


def state(page: Page) -> tuple[str, str, list[str]]:
    """The address, the heading, and how many runs of how many the filters leave."""
    bar = page.locator(".st-key-filter-bar").get_by_test_id("stCaptionContainer")
    return page.url, page.locator("h1").first.inner_text(), bar.all_inner_texts()


def assert_comes_to(opened: OpenPage, told: tuple[str, str, list[str]]) -> None:
    """Wait until the page says the same again: on a busy machine a step back begins late."""
    for _ in range(50):
        settle(opened)
        if state(opened.page) == told:
            return
    assert state(opened.page) == told


OWN = {"Trends": "page=2", "Compare": "run=88005", "Workers": "id=Worker%201", "Run": "run=88010"}
"""What is chosen on a page: the second part of a list, a pair of runs, a worker, a run."""
PATHS = {"Review": "", "Workers": "worker"}


def path_of(name: str) -> str:
    chosen = f"&{OWN[name]}" if name in OWN else ""
    return f"/{PATHS.get(name, name.lower())}?{FILTERS}{chosen}"


def visit(opened: OpenPage, name: str) -> None:
    """Go to a page by the navigation, or by a link to what is chosen on it."""
    if name not in OWN:
        return navigate(opened, name)
    opened.go(path_of(name))
    expect(opened.page).to_have_title(f"{name} · Worker runs")
    return settle(opened)


def whole_state(page: Page) -> tuple[object, ...]:
    """And what stands first in each row of its tables, in their order."""
    names = page.locator("[data-table] tbody tr:visible td:first-child").all_inner_texts()
    return (*state(page), names)


RING = [n * step % 7 for step in (1, 2, 3) for n in range(7)]
WAY = [PAGES[n] for n in (*RING, 0, 7, 1, 2, 7, 3, 4, 7, 5, 6, 7)]
"""From page to page so that each two follow each other, in one order on the way and in the other on
the way back: the first seven in rings of every step, then the last one between them."""


def test_every_pair_of_pages_survives_there_and_back(
    short: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    """Tables stay sorted as was chosen."""
    assert {*pairwise(WAY), *pairwise(reversed(WAY))} == {*permutations(PAGES, 2)}
    assert len(WAY) < 50, "which a browser keeps"
    opened = open_page(f"{serve_home(short).url}{path_of('Trends')}")
    workers = opened.page.get_by_role("table", name=re.compile("Runs by worker, with"))
    workers.get_by_role("button", name="Worker").click()
    expect(workers.locator("tbody tr").first).to_contain_text("Worker 3")
    visit(opened, WAY[0])
    was = goes_there_and_back(opened, WAY)
    assert "Worker 3" in str(was["Trends"][-1])[:20], "sorted as it was chosen"


def goes_there_and_back(opened: OpenPage, way: list[str]) -> dict[str, tuple[object, ...]]:
    page = opened.page
    was: dict[str, tuple[object, ...]] = {}
    for name in way[1:]:
        visit(opened, name)
        assert page.url.endswith(path_of(name))
        assert whole_state(page) == was.setdefault(name, whole_state(page))
    for name, left in zip(reversed(way[:-1]), reversed(way), strict=False):
        page.go_back()
        expect(page).to_have_title(f"{name} · Worker runs")
        settle(opened)
        assert name not in was or whole_state(page) == was[name], left
    opened.assert_clean()
    return was


def test_back_goes_every_step_of_the_way_and_forward_too(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(sample).url}/trends")
    page = opened.page
    expect(page).to_have_url(re.compile(r"/trends\?since=2026-11-09&until=2026-11-15$"))
    way = [state(page)]

    def step(found: str) -> None:
        settle(opened)
        expect(page).to_have_url(re.compile(found))
        way.append(state(page))

    row = page.get_by_role("row", name="Supplier records").first
    row.get_by_role("link", name="open").click()
    step(r"/worker\?.*id=Supplier")
    navigate(opened, "Failures")
    step(r"/failures\?since=[^&]*&until=[^&]*$")
    page.get_by_role("table").get_by_role("link", name="Missing access to a record").click()
    step(r"/failures\?.*detail=record-access")
    page.get_by_role("link", name="Open the newest run").click()
    step(r"/run\?.*run=run-")
    page.get_by_role("link", name="Find runs like this").click()
    step(r"/run\?.*like=cause")
    navigate(opened, "Failures")
    step(r"/failures\?since=[^&]*&until=[^&]*$")
    for before in reversed(way[:-1]):
        page.go_back()
        assert_comes_to(opened, before)
    for after in way[1:]:
        page.go_forward()
        assert_comes_to(opened, after)
    page.reload()
    opened.settle()
    assert state(page) == way[-1]
    opened.assert_clean()


def test_a_table_is_walked_and_sorted_by_key(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(sample).url}/worker?period=all")
    page = opened.page
    table = page.get_by_role("table", name=re.compile("Workers, with interval"))
    names = table.locator("tbody tr td:first-child")
    shown = names.all_inner_texts()
    table.get_by_role("button", name="Worker").focus()
    page.keyboard.press("Enter")
    assert names.all_inner_texts() == sorted(shown, reverse=True)
    page.keyboard.press("Enter")
    assert names.all_inner_texts() == sorted(shown)
    table.get_by_role("button", name="Runs", exact=True).click()
    cells = table.locator("tbody td[data-head=Runs]").all_inner_texts()
    runs = [int(cell.replace(",", "")) for cell in cells]
    assert runs == sorted(runs, reverse=True) and len(runs) == len(shown)
    expect(table.locator("[tabindex='0']")).to_have_count(1)
    focused = "document.activeElement.textContent"
    table.locator("[tabindex='0']").focus()
    for key, reached in (
        ("ArrowUp", "Worker"),
        ("ArrowRight", "Success rate"),
        ("ArrowDown", names.nth(0).inner_text()),
        ("ArrowDown", names.nth(1).inner_text()),
    ):
        page.keyboard.press(key)
        assert page.evaluate(focused) == reached
    page.keyboard.press("Tab")
    assert not page.evaluate("!!document.activeElement.closest('table')"), "one Tab leaves a table"
    page.keyboard.press("Shift+Tab")
    name = page.evaluate(focused)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    expect(table.locator("tbody td[data-head=Runs]")).to_have_text(cells)
    opened.assert_clean()


def test_on_a_phone_a_list_of_headings_sorts_and_back_leads_to_the_place_that_one_left(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(sample).url}/worker?period=all", width=390)
    page = opened.page
    table = page.get_by_role("table", name=re.compile("Workers, with interval"))
    names = table.locator("tbody tr td:first-child")
    listed = names.all_inner_texts()
    by, round_ = page.get_by_label("Sort by"), page.get_by_role("button", name="Turn the order")
    expect(by).to_have_value("")
    expect(round_).to_be_hidden()
    by.focus()
    page.keyboard.type("Worker")
    page.keyboard.press("Enter")
    expect(names).to_have_text(sorted(listed))
    round_.focus()
    page.keyboard.press("Enter")
    expect(names).to_have_text(sorted(listed, reverse=True))
    by.select_option("Runs")
    runs = [
        int(run.replace(",", ""))
        for run in table.locator("tbody td[data-head=Runs]").all_inner_texts()
    ]
    assert runs == sorted(runs, reverse=True)
    assert not faults(page) and not barriers(page)
    shown, last = names.all_inner_texts(), names.last.get_by_role("link")
    last.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    left = page.evaluate(SCROLLED)
    last.click()
    expect(page.locator("h1")).to_have_text(shown[-1])
    settle(opened)
    assert left > 300 and page.evaluate(SCROLLED) == 0
    page.go_back()
    expect(names).to_have_text(shown)
    expect(by).to_have_value("Runs")
    page.wait_for_function(f"{SCROLLED} === {left}")
    by.select_option("")
    expect(names).to_have_text(listed)
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(by).to_be_hidden()
    opened.assert_clean()


SCROLLED = "Math.round(document.querySelector('[data-testid=stMain]').scrollTop)"


def test_a_long_table_is_paged_and_back_leads_to_its_page(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    runs = [{"run_id": f"r{n}", "worker": f"Worker {n:02}"} for n in range(60)]
    opened = open_page(f"{serve_home(import_runs(tmp_path / 'many', *runs)).url}/worker")
    page = opened.page
    table = page.get_by_role("table", name=re.compile("Workers, with interval"))
    names = table.locator("tbody tr:visible td:first-child")
    ways = page.locator("[data-ways]")
    expect(names).to_have_count(25)
    table.get_by_role("button", name="Worker").click()
    expect(names.first).to_have_text("Worker 59")
    ways.get_by_role("button", name="More rows").click()
    ways.get_by_role("button", name="More rows").click()
    expect(ways.get_by_role("status")).to_have_text("Rows 51 to 60 of 60")
    expect(ways.get_by_role("button", name="More rows")).to_be_disabled()
    assert names.all_inner_texts() == [f"Worker {n:02}" for n in range(9, -1, -1)]
    assert not faults(page)
    names.nth(3).get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Worker 06")
    page.go_back()
    expect(names).to_have_text([f"Worker {n:02}" for n in range(9, -1, -1)])
    for once_of_trends in ("by=", "by=moon&worker=Ann", "page=9"):
        opened.go(f"/?{once_of_trends}")
        page.wait_for_url(re.compile(rf"/trends\?{once_of_trends}(&|$)"))
        settle(opened)
        page.go_back()
        expect(names).to_have_text([f"Worker {n:02}" for n in range(9, -1, -1)])
    opened.assert_clean()


def test_a_click_with_a_key_held_opens_another_window(
    short: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(short).url}/worker?period=all")
    with opened.page.context.expect_page() as other:
        opened.page.get_by_role("link", name="Worker 1", exact=True).click(modifiers=["Control"])
    expect(other.value.locator("h1")).to_have_text("Worker 1")
    assert "/worker?period=all" in opened.page.url and "id=" not in opened.page.url


def test_an_address_that_is_no_page_leads_to_one(
    short: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    url = serve_home(short).url
    opened = open_page(f"{url}/Workers/Worker%202?{FILTERS}")
    expect(opened.page).to_have_url(f"{url}/worker?id=Worker%202&{FILTERS}")
    expect(opened.page.locator("h1")).to_contain_text("Worker 2")
    opened.goto(f"{url}/old/link")
    expect(opened.page).to_have_title("Review · Worker runs")
    told = opened.page.get_by_text("There is no page “/old/link”. This is Review")
    expect(told).to_be_visible()
    expect(opened.page.get_by_text("no longer exist")).to_have_count(0)
    expect(opened.page.get_by_role("dialog")).to_have_count(0)
    navigate(opened, "Trends")
    expect(told).to_have_count(0)
    assert "no-page" not in opened.page.url
    opened.assert_clean()
