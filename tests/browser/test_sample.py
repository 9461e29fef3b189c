"""The random sample: gone through by keys alone, the next run opens by itself."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from dashboard.ledger.judgements import judgements
from dashboard.ledger.ledger import Ledger
from tests.browser.conftest import ServeHome, Visit
from tests.workspaces import import_steady_runs


def run_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["run"][0]


def test_the_sample_is_judged_by_keys_only(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    home = import_steady_runs(tmp_path / "home")
    opened = open_page(serve_home(home).url)
    page = opened.page
    expect(page.locator(".st-key-random-sample")).to_contain_text("0 of 30 looked at")
    page.get_by_role("link", name="Look at the next").click()
    place = page.locator(".st-key-walk")
    expect(place).to_contain_text("run 1 of 30 · 0 of 30 looked at")
    opened.settle()
    first = run_of(page)
    page.keyboard.press("g")
    expect(place).to_contain_text("run 2 of 30 · 1 of 30 looked at")
    opened.settle()
    second = run_of(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"Undone. Run {first} is not judged by you.")).to_be_visible()
    expect(place).to_contain_text("run 2 of 30 · 0 of 30 looked at")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    opened.settle()
    page.keyboard.press("k")
    expect(place).to_contain_text("run 1 of 30")
    opened.settle()
    page.keyboard.press("g")
    expect(place).to_contain_text("run 2 of 30 · 1 of 30 looked at")
    opened.settle()
    assert run_of(page) == second
    page.keyboard.press("b")
    expect(page.get_by_text("Why is it bad?")).to_be_visible()
    opened.settle()
    page.keyboard.press("i")
    expect(place).to_contain_text("run 3 of 30 · 2 of 30 looked at")
    opened.settle()
    page.keyboard.press("j")
    expect(place).to_contain_text("run 4 of 30 · 2 of 30 looked at")
    opened.settle()
    page.keyboard.press("k")
    expect(place).to_contain_text("run 3 of 30 · 2 of 30 looked at")
    said = {one.run_id: (one.verdict, one.why) for one in judgements(Ledger(home).entries())}
    assert said == {first: ("good", ""), second: ("bad", "input")}
    opened.settle()
    page.get_by_role("link", name="The list").click()
    expect(page.get_by_role("heading", name="Random sample: 2 of 30 looked at")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(second))).to_contain_text("bad, the input was")
    opened.assert_clean()
