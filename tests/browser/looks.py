"""What must hold of every page however it is looked at: it fits, it is read, it is spoken."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

FAULTS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What is wrong with how a page looks, in words; empty if nothing is."""
    found: list[str] = page.evaluate(FAULTS)
    return found
