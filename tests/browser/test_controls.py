"""The controls above a page, by key: days, what is left out, text, and the link that is copied."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.browser.conftest import ServeHome, Visit
from tests.browser.harness import OpenPage
from tests.browser.test_links import navigate, redrawn
from tests.reading import NOW
from tests.workspaces import import_run_list

SELECTED = "document.activeElement.value.slice(0, document.activeElement.selectionEnd)"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def test_controls_do_what_their_keys_say(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    server = serve_home(import_run_list(tmp_path / "home"))
    opened = open_page(f"{server.url}/failures?period=all")
    page = opened.page
    everything = _copied(opened)
    assert re.search(r"/failures\?until=2026-11-16$", everything)
    _leave_out_one_status(opened)
    _choose_a_day(opened)
    assert _copied(opened) == page.url
    _find_a_text(opened)
    _take_away(page, tmp_path)
    page.evaluate(NO_CLIPBOARD)
    page.get_by_role("button", name="Copy link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="copy it")).to_be_visible()
    shown = page.get_by_label("Link to this page")
    expect(shown).to_be_focused()
    expect(shown).to_have_value(page.url)
    assert page.evaluate(SELECTED) == page.url
    opened.assert_clean()


def _copied(opened: OpenPage) -> str:
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def _take_away(page: Page, folder: Path) -> None:
    """The file has the runs that are counted beside its button."""
    page.get_by_role("button", name="Export").click()
    told = page.get_by_text("as a file that loads again").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert download.value.suggested_filename == "runs.csv"
    download.value.save_as(folder / "runs.csv")
    taken = load(Home(folder / "taken"), folder / "runs.csv", mapping=None, answers=Answers(),
                 progress=lambda rows: None, now=NOW)  # fmt: skip
    assert told.startswith(f"{taken.new:,} of ")
    page.keyboard.press("Escape")


def _leave_out_one_status(opened: OpenPage) -> None:
    """What is left out closes the list, is told apart, and comes back by a click."""
    page = opened.page
    page.get_by_role("button", name="Filter").first.click()
    with redrawn(opened):
        page.get_by_role("link", name="Status is not ✕ failed").click()
    page.wait_for_url(re.compile(r"not-status=failed"))
    expect(page.locator("[data-filter-list]")).to_have_count(0)
    chip = page.get_by_role("button", name="Status is not ✕ failed")
    expect(chip).to_have_css("border-style", "dashed")
    with redrawn(opened):
        chip.click()
    page.wait_for_url(lambda url: "not-status" not in url)


def _choose_a_day(opened: OpenPage) -> None:
    """A typed day waits through Escape, and Enter applies it."""
    page = opened.page
    page.get_by_role("button", name="All data").click()
    day = _day_of(page, "Last day")
    day.click()
    page.keyboard.type("17")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(day).to_be_hidden()
    page.get_by_role("button", name="All data").click()
    expect(day).to_have_text("17")
    day.click()
    with redrawn(opened):
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"since=2026-11-16&until=2026-11-17"))


def _day_of(page: Page, field: str) -> Locator:
    return page.get_by_test_id("stDateInput").filter(has_text=field).get_by_role("spinbutton").last


def _find_a_text(opened: OpenPage) -> None:
    """So does a typed text."""
    page = opened.page
    page.keyboard.press("Escape")
    filters = page.get_by_role("button", name="Filter").first
    filters.click()
    text = page.locator("[data-filter-list]").get_by_role("searchbox")
    text.fill("access")
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()
    filters.click()
    expect(text).to_have_value("access")
    expect(page.get_by_role("link", name="Cause: Missing access to a record")).to_be_visible()
    with redrawn(opened):
        page.get_by_role("link", name="Text contains “access”").click()
    page.wait_for_url(re.compile(r"text=access"))
    expect(page.get_by_role("button", name="Text contains access")).to_be_visible()


def test_a_menu_that_was_closed_chooses_nothing_later(
    short: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    """What a menu showed before is no choice once another period was chosen."""
    opened = open_page(f"{serve_home(short).url}/trends?since=2026-11-16&until=2026-11-16")
    page = opened.page
    looked = page.get_by_role("radiogroup", name="Period")
    page.get_by_role("button").filter(has_text="16 Nov 2026").click()
    expect(looked).to_be_visible()
    page.keyboard.press("Escape")
    expect(looked).to_be_hidden()
    with redrawn(opened):
        page.get_by_role("link", name="All", exact=True).click()
    for name in ("Failures", "Changes"):
        navigate(opened, name)
        assert page.url.endswith(f"{name.lower()}?period=all")
    opened.assert_clean()
