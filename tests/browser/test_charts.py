"""Charts in the browser: a stretch that is dragged over is the period, and a picture is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ServeHome, Visit
from tests.browser.test_links import redrawn

DAYS = 28
"""Of the history, from 5 Oct 2026 on, a bar each."""


def middle_of(page: Page, chart: str) -> Callable[[int], tuple[float, float]]:
    """Where the bars of a chart stand on the page, by their numbers."""
    ground = page.locator(f"[class*=st-key-zoom-{chart}] .nsewdrag").first
    ground.scroll_into_view_if_needed()
    box = ground.bounding_box()
    assert box

    def at(bar: int) -> tuple[float, float]:
        across = (bar + 0.5 + 0.2) / (DAYS + 0.4)
        return box["x"] + across * box["width"], box["y"] + 0.8 * box["height"]

    return at


def period(page: Page) -> tuple[list[str], list[str]]:
    asked = parse_qs(urlsplit(page.url).query)
    assert "period" not in asked
    return asked["since"], asked["until"]


@pytest.mark.parametrize("chart", ["status", "rate"])
def test_a_stretch_that_is_dragged_over_and_a_bar_that_is_clicked_are_the_period(
    steady: Path, serve_home: ServeHome, open_page: Visit, chart: str
) -> None:
    opened = open_page(f"{serve_home(steady).url}/trends?period=all&by=day")
    page = opened.page
    at = middle_of(page, chart)
    page.mouse.move(*at(13))  # from right to left, as from left to right
    page.mouse.down()
    page.mouse.move(*at(10), steps=5)
    with redrawn(opened):
        page.mouse.move(*at(7), steps=5)
        page.mouse.up()
    assert period(page) == (["2026-10-12"], ["2026-10-18"])
    assert "by=day" in page.url
    expect(page.get_by_text("84 of 336 runs", exact=True)).to_be_visible()
    with redrawn(opened):
        page.go_back()
    assert "period=all" in page.url
    at = middle_of(page, chart)
    with redrawn(opened):
        page.mouse.click(*at(3))
    assert period(page) == (["2026-10-08"], ["2026-10-08"])
    opened.assert_clean()


def test_a_chart_is_saved_as_a_picture(
    steady: Path, serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    opened = open_page(f"{serve_home(steady).url}/trends?period=all")
    page = opened.page
    ways = page.locator("[data-picture]").last
    for name, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with page.expect_download() as download:
            ways.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"runs-by-outcome.{name.lower()}"
        download.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
    drawn = (tmp_path / "SVG").read_text(encoding="utf-8")
    assert "failed" in drawn and "5 Oct" in drawn and "http://127" not in drawn
    opened.assert_clean()
