"""Views as people save and open them: two windows, a double click, a server that is killed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from dashboard.cli import main
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.views import views_of
from tests.browser.conftest import ServeHome, Visit
from tests.browser.harness import OpenPage
from tests.browser.looks import barriers, faults
from tests.workspaces import import_steady_runs

WEEK = "since=2026-10-26&until=2026-11-01"


def kept(home: Path) -> list[str]:
    return [view.name for view in views_of(Ledger(home).entries())]


def write(page: Page, name: str) -> None:
    """Open the form and write a name into it."""
    page.get_by_role("button", name="Save view").click()
    page.get_by_label("Name", exact=True).fill(name)


def in_sidebar(page: Page, name: str) -> None:
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name=name)).to_be_visible()


def test_two_windows_a_double_click_and_a_command_save_one_view(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    home = import_steady_runs(tmp_path / "home")
    url = f"{serve_home(home).url}/failures?worker=ann&{WEEK}"
    one, other = open_page(url), open_page(url)
    write(one.page, "Ann")
    write(other.page, "ann")
    one.page.get_by_role("button", name="Save for everybody here").dblclick()
    other.page.get_by_role("button", name="Save for everybody here").click()
    link = "/failures?worker=ann&period=last-week"
    assert main(["--home", str(home), "views", "save", "ANN", link]) == 0
    for page in (one.page, other.page):
        in_sidebar(page, "Ann")
    assert [name.lower() for name in kept(home)] == ["ann"] and len(Ledger(home).entries()) == 1
    one.page.reload()
    one.settle()
    one.go("/views")
    for width in (390, 1440):
        one.page.set_viewport_size({"width": width, "height": 900})
        one.page.wait_for_timeout(500)
        assert not faults(one.page) and not barriers(one.page)
    assert len(Ledger(home).entries()) == 1
    one.assert_clean()


def test_a_view_is_opened_first_and_back_leads_out(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    home = import_steady_runs(tmp_path / "home")
    for words in (("save", "Ann", "/failures?worker=ann"), ("default", "Ann")):
        assert main(["--home", str(home), "views", *words]) == 0
    server = serve_home(home)
    opened = open_page(f"{server.url}/data")
    page = opened.page
    page.goto(server.url)
    page.wait_for_url(re.compile(rf"/failures\?worker=ann&{WEEK}$"))
    expect(page.locator("h1")).to_contain_text("failed")
    views = page.get_by_test_id("stSidebarUserContent")
    expect(views.get_by_role("link", name="Ann", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    opened.settle()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Review").click()
    page.wait_for_url(re.compile(rf"{server.url}/\?worker=ann&{WEEK}$"))
    expect(page).to_have_title("Review · Worker runs")
    opened.settle()
    page.go_back()
    page.wait_for_url(re.compile("/failures"))
    page.go_back()
    page.wait_for_url(re.compile("/data"))
    opened.goto(f"{server.url}/?period=all")
    assert page.url.endswith("/?period=all")
    opened.assert_clean()


@pytest.mark.parametrize("wait", [0.0, 0.15])
def test_a_server_that_is_killed_while_it_saves_leaves_the_view_once_or_not(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit, wait: float
) -> None:
    home = import_steady_runs(tmp_path / "home")
    server = serve_home(home)
    opened = open_page(f"{server.url}/failures?worker=ann&{WEEK}")
    write(opened.page, "Ann")
    opened.page.get_by_role("button", name="Save for everybody here").click()
    time.sleep(wait)
    server.process.kill()
    server.process.wait(30)
    said = _said(opened)
    assert kept(home) in ([], ["Ann"]) and (kept(home) or not said)
    again = open_page(f"{serve_home(home).url}/failures?worker=ann&{WEEK}")
    if not kept(home):
        write(again.page, "Ann")
        again.page.get_by_role("button", name="Save for everybody here").click()
    in_sidebar(again.page, "Ann")
    assert kept(home) == ["Ann"]


def _said(opened: OpenPage) -> bool:
    """Whether the page told, before its server died, that the view is saved."""
    try:
        return opened.page.get_by_text("It stands in the sidebar.").count() > 0
    except Error:
        return False
