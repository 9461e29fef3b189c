"""An open page that notices news, whatever its reader is doing at that moment."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import ServeScript, Visit
from tests.workspaces import import_runs

SLOW_PAGE = """
import time
import streamlit as st

def choose():
    st.query_params["chosen"] = "yes"

st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1
st.button("Choose", on_click=choose)
st.text(f"Chosen: {st.query_params.get('chosen', 'no')}")
if st.session_state["drawn"] == 2:
    time.sleep(4)
st.text(f"Drawn {st.session_state['drawn']} times")
"""


def test_news_in_the_middle_of_a_click_takes_nothing_of_it_back(
    serve_script: ServeScript, open_page: Visit, tmp_path: Path
) -> None:
    home = tmp_path / "0" / "home"
    server = serve_script(SLOW_PAGE)
    import_runs(home, {"run_id": "1"})
    opened = open_page(server.url)
    expect(opened.page.get_by_text("Drawn 1 times")).to_be_visible()
    opened.page.wait_for_timeout(1500)  # the server has seen the first load
    opened.page.get_by_role("button", name="Choose").click()
    expect(opened.page.get_by_text("Chosen: yes")).to_be_visible()
    import_runs(home, {"run_id": "2"})
    expect(opened.page.get_by_text("Drawn 3 times")).to_be_visible(timeout=15_000)
    expect(opened.page.get_by_text("Chosen: yes")).to_be_visible()
    assert "chosen=yes" in opened.page.url
    opened.assert_clean()
