"""What a page says is the same whatever language the browser has, also in fields for days."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.conftest import ServeScript

SCRIPT = """
import datetime
import streamlit as st
st.date_input("Day", datetime.date(2026, 11, 9), format="YYYY-MM-DD")
"""


LANGUAGES = ("en-US", "de-DE", "ar-SA", "hi-IN", "th-TH", "fa-IR")
"""With weeks from Sunday, Monday or Saturday, figures and calendars of their own."""


def test_days_are_picked_in_one_calendar_with_weeks_from_monday(
    browser: Browser, serve_script: ServeScript
) -> None:
    server = serve_script(SCRIPT)
    for locale in LANGUAGES:
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto(server.url)
        day = page.get_by_test_id("stDateInputField")
        expect(day).to_have_text("2026-11-09")
        day.click()
        expect(page.get_by_role("grid", name="November 2026")).to_be_visible()
        days = page.locator("[role=grid] th, [role=grid] [role=columnheader]")
        assert days.all_inner_texts()[:7] == ["M", "T", "W", "T", "F", "S", "S"], locale
        context.close()
