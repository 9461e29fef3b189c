"""What must hold of every page however it is looked at: it fits, it is read, it is spoken."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

FAULTS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What is wrong with how a page looks, in words; empty if nothing is."""
    found: list[str] = page.evaluate(FAULTS)
    return found


STREAMLIT_DRAWS = {
    "pre": "long code is scrolled, and is no stop of the Tab key",
    "[data-testid=stFileUploaderDropzone]": "a place to drop files is entered by its button",
    "a[href='']": "a link that leads nowhere is disabled by its colour",
}
"""What axe finds fault with and we can't change, with the fault."""


READ = """context => axe.run(context, {resultTypes: ['violations']}).then(
    found => found.violations.flatMap(({id, nodes}) => nodes.map(
        node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 200)}`
    ))
)"""
"""Only what is wrong leaves the browser: all that axe tells is as dear to hand over as to find."""


def barriers(page: Page) -> list[str]:
    """What axe finds that would keep somebody from reading or using a page; empty if nothing."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(READ, {"exclude": [[part] for part in STREAMLIT_DRAWS]})
    return found
