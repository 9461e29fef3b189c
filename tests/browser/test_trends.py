"""Trends as a reviewer uses it: filters in the link, rows that open, new data by itself."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import ServeHome, Visit
from tests.browser.harness import OpenPage
from tests.browser.servers import Server
from tests.browser.test_links import redrawn
from tests.workspaces import import_runs, steady_runs


@pytest.fixture
def server(serve_home: ServeHome, steady: Path) -> Server:
    return serve_home(steady)


def title(opened: OpenPage) -> Locator:
    return opened.page.get_by_role("heading", level=1)


def test_the_finding_stands_on_top_and_the_page_is_clean(server: Server, open_page: Visit) -> None:
    opened = open_page(f"{server.url}/trends?period=all")
    expect(title(opened)).to_contain_text("336 runs in 4 weeks: 91.7 % of finished runs completed")
    expect(opened.page.get_by_text("so runs are called completed")).to_be_visible()
    expect(opened.page.get_by_text("How did 336 runs end, day by day?")).to_be_visible()
    expect(opened.page.locator(".js-plotly-plot")).to_have_count(2)
    opened.assert_clean()


def test_a_chosen_worker_stands_in_the_link_and_the_link_gives_the_same_view(
    server: Server, open_page: Visit
) -> None:
    opened = open_page(f"{server.url}/trends?period=all")
    opened.page.get_by_role("button", name="Filter").click()
    opened.page.locator("[data-filter-list]").get_by_role("link", name="Ann 112").click()
    expect(title(opened)).to_contain_text("112 runs in 4 weeks: 75.0 %")
    expect(opened.page).to_have_url(re.compile(r"worker=ann"))
    expect(opened.page.get_by_text("112 of 336 runs").first).to_be_visible()

    again = open_page(opened.page.url)
    expect(title(again)).to_have_text(title(opened).inner_text())
    again.page.get_by_role("button", name="Worker is Ann").click()
    expect(title(again)).to_contain_text("336 runs")
    assert "worker" not in again.page.url
    opened.assert_clean()
    again.assert_clean()


def test_a_warm_change_of_filters_takes_under_a_second(server: Server, open_page: Visit) -> None:
    opened = open_page(f"{server.url}/trends?worker=bob")
    open_page(f"{server.url}/trends?period=all")  # both answers are known to the server now
    start = time.perf_counter()
    opened.page.get_by_role("button", name="Clear").click()
    expect(title(opened)).to_contain_text("336 runs", timeout=5000)
    print(f"warm filter change: {time.perf_counter() - start:.2f} s")


def test_a_period_is_compared_with_the_one_before(server: Server, open_page: Visit) -> None:
    opened = open_page(f"{server.url}/trends?period=all")
    opened.page.get_by_role("button", name="All data").click()
    opened.page.get_by_text("Last 7 days").click()
    close_popovers(opened)
    expect(opened.page).to_have_url(re.compile(r"since=2026-10-26&until=2026-11-01"))
    expect(opened.page.get_by_text("84 → 84")).to_be_visible()
    expect(opened.page.get_by_text(": no clear change")).to_be_visible()
    opened.assert_clean()


def test_what_a_link_asks_for_in_vain_is_said_and_can_be_removed(
    server: Server, open_page: Visit
) -> None:
    opened = open_page(f"{server.url}/trends?worker=dora&worker=ann&colour=red&since=lately")
    said = opened.page.get_by_text("1 filter in this link no longer exists: worker “dora”")
    expect(said).to_be_visible()
    expect(opened.page.get_by_text("“lately” is not a date")).to_be_visible()
    expect(title(opened)).to_contain_text("28 runs in 7 days")
    opened.page.get_by_role("button", name="Remove from the link").click()
    expect(said).not_to_be_visible()
    assert "dora" not in opened.page.url and "colour" not in opened.page.url
    opened.assert_clean()


def test_filters_that_hide_all_runs_say_so_and_offer_the_way_back(
    server: Server, open_page: Visit
) -> None:
    opened = open_page(f"{server.url}/trends?text=' OR 1=1 --")
    expect(opened.page.get_by_text("No run fits these filters.")).to_be_visible()
    opened.page.get_by_role("button", name="Show all runs").click()
    expect(title(opened)).to_contain_text("336 runs")
    opened.assert_clean()


def test_a_row_opens_its_worker_and_its_run_with_the_filters_kept(
    server: Server, open_page: Visit
) -> None:
    opened = open_page(f"{server.url}/trends?model=model-a")
    for table, page, shown in (
        ("Runs by worker, with", r"/worker\?.*id=ann", "Ann"),
        ("Runs with outcome", r"/run\?.*run=Cleo-27-3", "Task 27 of Cleo: completed"),
    ):
        opened.goto(f"{server.url}/trends?model=model-a&period=all")
        rows = opened.page.get_by_role("table", name=re.compile(table))
        named = "open" if "by worker" in table else ""
        rows.get_by_role("link", name=named).first.click()
        expect(opened.page).to_have_url(re.compile(page))
        expect(title(opened)).to_contain_text(shown)
        assert "model=model-a" in opened.page.url
    opened.assert_clean()


def close_popovers(opened: OpenPage) -> None:
    """An open list hides the rest of the page from assistive technology, and from this test."""
    for _ in range(2):
        opened.page.keyboard.press("Escape")


def test_an_empty_page_says_how_to_begin_fills_by_itself_and_stands_when_its_workspace_goes_away(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    opened = open_page(f"{serve_home(home).url}/trends")
    expect(opened.page.get_by_text("No runs here yet.")).to_be_visible()
    expect(opened.page.get_by_text(" load runs.csv")).to_be_visible()
    import_runs(home, *steady_runs(days=2))
    expect(title(opened)).to_contain_text("24 runs")
    home.rename(tmp_path / "elsewhere")
    expect(opened.page.get_by_text("No runs here yet.")).to_be_visible()
    (tmp_path / "elsewhere").rename(home)
    expect(title(opened)).to_contain_text("24 runs")
    (home / "current").write_text("torn", encoding="ascii")
    opened.page.wait_for_timeout(3000)  # the server looks every second
    expect(title(opened)).to_contain_text("24 runs")
    opened.assert_clean()


def test_new_data_is_noticed_and_keeps_what_is_half_typed_or_being_changed(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    import_runs(home, *steady_runs(days=6))
    opened = open_page(f"{serve_home(home).url}/trends?period=all")
    expect(title(opened)).to_contain_text("72 runs")
    opened.page.get_by_role("button", name="Filter").first.click()
    box = opened.page.locator("[data-filter-list]").get_by_role("searchbox")
    box.press_sequentially("ta")
    import_runs(home, *steady_runs(days=7))
    expect(opened.page.get_by_text("84 runs").first).to_be_attached()
    expect(box).to_have_value("ta")
    box.press_sequentially("sk")
    with redrawn(opened):
        opened.page.get_by_role("link", name="Text contains “task”").click()
    expect(opened.page).to_have_url(re.compile("text=task"))
    opened.page.get_by_role("button", name="Filter").first.click()
    box.press_sequentially("task 3 of")
    import_runs(home, *steady_runs(days=8))
    expect(opened.page.get_by_text("New data of ")).to_be_visible()  # first: it is gone in seconds
    expect(title(opened)).to_contain_text("96 runs")
    expect(box).to_have_value("task 3 of")
    expect(box).to_be_focused()
    opened.page.get_by_role("link", name="Text contains “task 3 of”").click()
    expect(title(opened)).to_contain_text("12 runs")
    opened.page.go_back()
    expect(title(opened)).to_contain_text("96 runs")
    opened.assert_clean()
