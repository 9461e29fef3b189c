"""The checks of every page test can fail; the guard is measured against its absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import ServeScript, Visit
from tests.browser.harness import Canary
from tests.browser.servers import bare_server

FETCHES = "import streamlit as st\nst.markdown('before ![x]({url}/p.png) after')"


GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(14, 17, 23)"}


def test_an_ordinary_page_is_clean_in_our_font_and_the_readers_theme_until_its_server_ends(
    serve_script: ServeScript, open_page: Visit
) -> None:
    server = serve_script("import streamlit as st\nst.title('Runs')")
    for scheme, ground in GROUNDS.items():
        opened = open_page(server.url, scheme=scheme)
        opened.assert_clean()
        assert opened.page.locator("h1").inner_text() == "Runs"
        faces = "[...document.fonts].filter(face => face.status === 'loaded').map(f => f.family)"
        assert "Inter" in opened.page.evaluate(faces)
        colour = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
        assert opened.page.evaluate(colour) == ground

    assert server.stop() == 0
    assert server.log() == f"Worker runs: {server.url} (stop with Ctrl+C)\n"


def test_without_the_guard_a_comment_makes_the_browser_call_out(
    tmp_path: Path, open_page: Visit, canary: Canary
) -> None:
    server = bare_server(FETCHES.format(url=canary.url), tmp_path)
    try:
        opened = open_page(server.url)
        assert canary.heard(seconds=10)
    finally:
        server.stop()
    with pytest.raises(AssertionError, match="request elsewhere"):
        opened.assert_clean()


def test_with_the_guard_it_calls_nobody(
    serve_script: ServeScript, open_page: Visit, canary: Canary
) -> None:
    opened = open_page(serve_script(FETCHES.format(url=canary.url)).url)

    opened.page.wait_for_selector("img", state="attached")
    assert not canary.heard(seconds=2)
    with pytest.raises(AssertionError, match="Content Security Policy"):
        opened.assert_clean()


def test_an_exception_is_noticed_and_told_to_the_terminal_only(
    serve_script: ServeScript, open_page: Visit
) -> None:
    server = serve_script("raise RuntimeError('secret detail')")
    opened = open_page(server.url)

    with pytest.raises(AssertionError, match="encountered an error"):
        opened.assert_clean()
    assert "secret detail" not in opened.page.content()
    assert "secret detail" in server.log()
