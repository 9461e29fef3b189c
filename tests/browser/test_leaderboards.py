"""The leaderboard on Trends: clicks answer a question, and their link gives it again."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ServeHome, Visit
from tests.browser.looks import barriers, faults
from tests.browser.test_links import redrawn
from tests.reading import shared
from tests.workspaces import import_file, import_runs

MODEL, TASK = "Qwen/Qwen2.5-Coder-32B-Instruct", "subset-sum-demo"
PUBLISHED = {
    "baseline-single-path": "36.0\xa0%",
    "baseline-react": "80.0\xa0%",
    "tot-prototype": "64.0\xa0%",
}
"""Success of 50 items each, as the reports of the benchmark have it."""


def rows(page: Page) -> Locator:
    return page.locator("[data-table]:has(th:nth-child(2):has-text('Leave out')) tbody tr")


def rates(page: Page) -> dict[str, str]:
    """What the leaderboard says of each value."""
    return {
        row.locator("td").first.inner_text(): row.locator("[data-head='Success rate']").inner_text()
        for row in rows(page).all()
    }


def compare_by(page: Page, board: str) -> None:
    """Choose a leaderboard from its menu, by keys: what is typed opens it, too."""
    menu = page.get_by_role("combobox", name="Leaderboard by")
    menu.click()
    menu.fill(board)
    page.get_by_role("option", name=board, exact=True).click()


def test_the_published_matrix_is_read_with_two_clicks_and_the_link_gives_it_again(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    home = import_file(tmp_path / "home", shared("strategies/runs.jsonl"))
    start = f"{serve_home(home).url}/trends?period=all&latest-only=yes"
    opened = open_page(f"{start}&board=model")
    page = opened.page
    for board, value in (("Model", MODEL), ("Record type", TASK)):
        if board != "Model":
            compare_by(page, board)
            expect(page.get_by_text("How do runs compare by record type?")).to_be_visible()
            opened.settle()
        with redrawn(opened):
            rows(page).get_by_role("link", name=f"only {value}", exact=True).click()
    compare_by(page, "Worker")
    expect(page.get_by_text("How do 3 workers compare?")).to_be_visible()
    opened.settle()
    assert rates(page) == PUBLISHED
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["model"], asked["record-type"]) == ([MODEL], [TASK])
    anew = open_page(page.url)
    assert rates(anew.page) == PUBLISHED
    for visit in (opened, anew):
        visit.assert_clean()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    runs = [
        {
            "run_id": f"r{n}",
            "created_at": f"2026-11-{2 + n % 14:02}T09:{n % 60:02}:00Z",
            "status": "failed" if n % 5 == 0 else "completed",
            "model": f"Mødèle {n % 30:02}",
            "worker": ("Ann", "Bob")[n % 2],
        }
        for n in range(600)
    ]
    return import_runs(tmp_path_factory.mktemp("board") / "home", *runs)


def test_rows_are_searched_sorted_and_left_out(
    home: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(home).url}/trends?week=2026-W46&board=model")
    page = opened.page
    seen = page.locator("tbody tr:visible td:first-child").filter(has_text="Mødèle")
    field = page.get_by_role("searchbox", name="Search 30 rows")
    field.fill("modele 1")
    expect(seen).to_have_count(10)
    field.fill("modele 17")
    expect(seen).to_have_text(["Mødèle 17"])
    assert not barriers(page) and not faults(page)
    field.press("Tab")
    with redrawn(opened):
        page.get_by_role("link", name="leave out Mødèle 17", exact=True).press("Enter")
    assert parse_qs(urlsplit(page.url).query)["not-model"] == ["Mødèle 17"]
    expect(page.get_by_role("button", name="Model is not Mødèle 17")).to_be_visible()
    expect(page.get_by_text("Counted without the filter of model.")).to_be_visible()
    left = page.get_by_role("link", name="≠ left out Mødèle 17", exact=True)
    expect(left).to_be_focused()
    with redrawn(opened):
        left.press("Enter")
    assert "not-model" not in page.url
    anew = page.get_by_role("link", name="leave out Mødèle 17", exact=True)
    expect(anew).to_be_focused()
    with redrawn(opened):
        anew.press("Enter")
    with redrawn(opened):
        page.get_by_role("button", name="Model is not Mødèle 17").press("Enter")
    expect(page.locator("[class*=st-key-filter-panel-] button").first).to_be_focused()
    opened.assert_clean()


def test_a_row_is_two_lines_on_a_phone(home: Path, serve_home: ServeHome, open_page: Visit) -> None:
    opened = open_page(f"{serve_home(home).url}/trends?week=2026-W46&board=worker", width=390)
    row = rows(opened.page).first
    lines = row.locator("td").evaluate_all(
        """cells => {
            const seen = cells.filter(cell => cell.offsetHeight)
                .map(cell => cell.getBoundingClientRect()).toSorted((a, b) => a.top - b.top);
            return seen.reduce((ends, at) => at.top >= ends.at(-1) ? [...ends, at.bottom]
                : [...ends.slice(0, -1), Math.max(ends.at(-1), at.bottom)], [-1]).length - 1;
        }"""
    )
    assert lines == 2
    for link in ("leave out", "open"):
        expect(row.get_by_role("link", name=re.compile(f"^{link} (Ann|Bob)$"))).to_be_visible()
    assert not faults(opened.page) and not barriers(opened.page)
    opened.assert_clean()
