"""The questions of a Monday, each answered from a fresh start within a few clicks."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ServeHome, Visit
from tests.browser.harness import OpenPage


class Clicking:
    """A reader who counts their clicks."""

    def __init__(self, opened: OpenPage) -> None:
        self.page: Page = opened.page
        self.clicks = 0
        self._opened = opened

    def link(self, name: str) -> None:
        """Click the first link of that name."""
        self.page.get_by_role("link", name=name).first.click()
        self.clicks += 1
        self._opened.settle()

    def reads(self, *sentences: str) -> None:
        """See that the page says all of this."""
        for sentence in sentences:
            expect(self.page.get_by_test_id("stMain")).to_contain_text(sentence)


def test_what_happened_last_week_takes_no_click(
    serve_home: ServeHome, open_page: Visit, sample: Path
) -> None:
    reader = Clicking(open_page(serve_home(sample).url))
    reader.reads(
        "9–15 Nov 2026: 83.1 % of 875 finished runs succeeded, 87.3 % the week before, a fall"
    )
    reader.reads("Supplier records (38 failed, usually 6)", "got worse by more than chance.")
    assert reader.clicks == 0


def test_which_worker_got_worse_and_why_takes_one(
    serve_home: ServeHome, open_page: Visit, sample: Path
) -> None:
    reader = Clicking(open_page(serve_home(sample).url))
    reader.link("Supplier records")
    reader.reads("38 of 98 finished runs failed, usually 6; worse since about 8 Nov 2026")
    reader.reads("It has 38 of the 51 runs with “Missing access to a record”; it usually has 2.5.")
    assert reader.clicks == 1


def test_which_worker_got_worse_and_why_stands_on_its_page_too(
    serve_home: ServeHome, open_page: Visit, sample: Path
) -> None:
    reader = Clicking(open_page(serve_home(sample).url))
    reader.link("Workers")
    reader.reads("Supplier records and Delivery notices got worse.")
    reader.link("Supplier records")
    reader.reads("38 of 98 failed last week, usually 6", "since about 8 Nov 2026")
    reader.reads("all 38 are “Missing access to a record”")
    assert reader.clicks == 2


def test_whether_the_change_helped_and_why_not_takes_two(
    serve_home: ServeHome, open_page: Visit, sample: Path
) -> None:
    reader = Clicking(open_page(serve_home(sample).url))
    reader.link("Changes")
    reader.link("instructions v1 → v2")
    reader.reads("regressed", "91.6 % of 509 before: 14.8 points fewer")
    reader.reads("CRM is not among its tools; 49 of 374 runs failed for that")
    reader.reads("Smallest change: allow CRM or drop that sentence")
    assert reader.clicks == 2


def test_a_failed_run_beside_its_twin_takes_at_most_three(
    serve_home: ServeHome, open_page: Visit, sample: Path
) -> None:
    reader = Clicking(open_page(serve_home(sample).url))
    reader.link("Trends")
    reader.link("run-08791")
    reader.link("Compare with a similar run that worked")
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("run-08791 (failed)")
    reader.reads("(succeeded)", "What differs?")
    assert reader.clicks <= 3
