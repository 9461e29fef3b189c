"""Finding as a reader does it: a key, a text, Enter; and back."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ServeHome, Visit
from tests.workspaces import import_runs

HOSTILE = "50 % of a_b & c=d #e \"f\" 'g' <i> ü\u202e 東京 👩\u200d👩\u200d👧 \\d+ [x] +"


def searching(page: Page, text: str) -> None:
    """Write a text where the key / leads, and press Enter."""
    page.locator("body").press("/")
    expect(page.get_by_role("searchbox", name="Find")).to_be_focused()
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def test_from_any_page_to_a_run_and_back(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(sample).url}/failures?since=2026-11-09&until=2026-11-15")
    page = opened.page
    searching(page, "run-08791")
    page.wait_for_url(re.compile(r"/find\?q=run-08791&since=2026-11-09&until=2026-11-15$"))
    expect(page.locator("h1")).to_have_text("Found for “run-08791”")
    expect(page.get_by_role("searchbox")).to_have_value("run-08791")
    page.get_by_role("link", name="run-08791").first.click()
    page.wait_for_url(re.compile(r"/run\?.*run=run-08791"))
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Found for “run-08791”")
    opened.settle()
    page.reload()
    opened.settle()
    expect(page.locator("h1")).to_have_text("Found for “run-08791”")
    page.go_back()
    page.wait_for_url(re.compile(r"/failures\?since=2026-11-09&until=2026-11-15$"))
    opened.settle()
    opened.assert_clean()


def test_any_text_arrives_as_it_was_written(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    home = import_runs(tmp_path / "home", {"run_id": "1", "comment_preview": f"x {HOSTILE} y"})
    opened = open_page(f"{serve_home(home).url}/?period=all")
    page = opened.page
    searching(page, HOSTILE)
    page.wait_for_url(re.compile(r"/find\?q=.*&period=all"))
    expect(page.locator("h1")).to_contain_text("Found for “50 % of a_b & c=d #e")
    expect(page.get_by_role("cell", name="⟨U+202E⟩").first).to_be_visible()
    page.locator("[data-find] input").evaluate("field => field.value = 'a\\ud800b'")
    page.locator("[data-find] input").press("Enter")
    expect(page.locator("h1")).to_contain_text("Nothing found")
    opened.settle()
    opened.assert_clean()


def test_what_is_typed_elsewhere_is_no_key(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    page = open_page(f"{serve_home(sample).url}/find?q=a").page
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").press("/")
    expect(page.get_by_role("searchbox")).to_have_value("/")


def test_on_a_phone_the_key_opens_the_sidebar_and_enter_folds_it(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(sample).url}/?period=all", width=390)
    page, sidebar = opened.page, opened.page.get_by_test_id("stSidebar")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    searching(page, "Birch")
    expect(page.locator("h1")).to_have_text("Found for “Birch”")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    opened.assert_clean()
