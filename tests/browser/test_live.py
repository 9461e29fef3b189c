"""An open page that notices news, whatever its reader is doing at that moment."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import ServeHome, ServeScript, Visit
from tests.workspaces import import_runs, steady_runs

SLOW_PAGE = """
import time
import streamlit as st

def choose():
    st.query_params["chosen"] = "yes"

drawn = st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1
chosen = st.query_params.get("chosen", "no")
st.button("Choose", on_click=choose)
st.text(f"Chosen: {chosen}")
if chosen == "yes" and st.session_state.setdefault("slow", drawn) == drawn:
    time.sleep(4)
st.text(f"Drawn {drawn} times")
"""


def test_news_in_the_middle_of_a_click_takes_nothing_of_it_back(
    serve_script: ServeScript, open_page: Visit, tmp_path: Path
) -> None:
    home = tmp_path / "0" / "home"
    server = serve_script(SLOW_PAGE)
    import_runs(home, {"run_id": "1"})
    opened = open_page(server.url)
    opened.page.wait_for_timeout(1500)  # the server has seen the first load
    opened.settle()
    before = int(opened.page.get_by_text(re.compile("^Drawn")).inner_text().split()[1])
    opened.look_while_drawing()
    opened.page.get_by_role("button", name="Choose").click()
    expect(opened.page.get_by_text("Chosen: yes")).to_be_visible()
    expect(opened.page.get_by_text(f"Drawn {before} times")).to_be_visible()  # not drawn yet
    import_runs(home, {"run_id": "2"})
    expect(opened.page.get_by_text(f"Drawn {before + 2} times")).to_be_visible(timeout=15_000)
    expect(opened.page.get_by_text("Chosen: yes")).to_be_visible()
    assert "chosen=yes" in opened.page.url
    opened.assert_clean()


def test_the_address_says_the_week_that_news_has_the_page_show(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    import_runs(home, *steady_runs(days=22))
    server = serve_home(home)
    opened, chosen = open_page(f"{server.url}/trends"), open_page(f"{server.url}/trends")
    expect(opened.page).to_have_url(re.compile("since=2026-10-19&until=2026-10-25$"))
    chosen.page.get_by_role("link", name="14 days").click()
    expect(chosen.page).not_to_have_url(re.compile("since=2026-10-19"))
    own = chosen.page.url
    import_runs(home, *steady_runs(days=29), name="later.json")
    expect(opened.page.get_by_text("26 Oct – 1 Nov 2026").first).to_be_visible()
    expect(opened.page).to_have_url(re.compile("since=2026-10-26&until=2026-11-01$"))
    expect(chosen.page.get_by_text("of 348 runs")).to_be_visible()
    assert chosen.page.url == own, "what a person chose stays"
    opened.assert_clean()
