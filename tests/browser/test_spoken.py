"""What a screen reader says of a widget is what one sees of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from dashboard.words.safe_text import md
from tests.browser.servers import STATIC


@pytest.mark.parametrize(
    "label", ["Cleaned up?", "Time (Europe/Berlin)", "a@b.example ->", "says &#40; itself", "<b>"]
)
def test_a_label_is_spoken_as_it_is_seen(browser: Browser, label: str) -> None:
    page = browser.new_page()
    page.set_content("<main></main>")
    page.add_script_tag(content=(STATIC / "spoken.js").read_text(encoding="utf-8"))
    draw = "label => { const box = document.createElement('input'); box.ariaLabel = label;"
    page.evaluate(f"{draw} document.querySelector('main').append(box); }}", md(label))
    box = page.locator("input")
    expect(box).to_have_attribute("aria-label", label)
    again = md(f"{label}!")
    page.evaluate("label => { document.querySelector('input').ariaLabel = label; }", again)
    expect(box).to_have_attribute("aria-label", f"{label}!")
    page.close()
