"""What is typed into a field finds names on a page as a search over runs finds them."""

from __future__ import annotations

from playwright.sync_api import Browser

from dashboard.store.filters.letters import folded
from tests.browser.servers import STATIC

NAMES = ["Müller & Söhne", "Straße", "ŁÓDŹ", "Ørsted A/S", "Đặng Văn", "Æther & Œuvre",
         "K\u0131rm\u0131z\u0131", "Þórður", "Ħamrun", "Ångström", "한국어"]  # fmt: skip


def test_a_browser_reads_letters_alike_that_a_search_does(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=(STATIC / "letters.js").read_text(encoding="utf-8"))
    read = page.evaluate("names => names.map(lettersOf).map((text) => text.normalize())", NAMES)
    assert read == [folded(name) for name in NAMES]
    page.close()
