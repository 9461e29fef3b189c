"""A real browser: what a test needs to look at a page as a person does."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebSocket

SETTLE_MS = 60_000
LOOK_MS = 50
"""How often a page is looked at that one waits for: Playwright's own way, as often as the browser
draws, has it draw what has not changed sixty times a second."""
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
STILL = """([settled, look]) => {
    const still = document.querySelector(settled)
        && !document.querySelector("[data-testid=stSkeleton]");
    const since = window.stillSince?.look === look ? window.stillSince.at : performance.now();
    window.stillSince = still ? { look, at: since } : null;
    return still && performance.now() - since > 100;
}"""
DRAWING = '[data-testid="stApp"]:not([data-test-script-state="notRunning"])'
Scheme = Literal["light", "dark"]
GO = """to => new Promise(done => {
    const app = document.querySelector('[data-testid=stApp]');
    let ran = false;
    const watch = new MutationObserver(changes => {
        const rests = app.getAttribute('data-test-script-state') === 'notRunning';
        ran ||= !rests || changes.length > 1; // a short run begins and ends between two looks
        if (ran && rests) finish();
    });
    const finish = () => { watch.disconnect(); done(); };
    watch.observe(app, {attributeFilter: ['data-test-script-state']});
    setTimeout(finish, 10_000); // a run too short to be seen has ended long since
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', {state: {}}));
})"""


@dataclass
class OpenPage:
    """A page in the browser, and everything that went wrong on it so far."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        self.page.on("request", self._request)
        self.page.on("websocket", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} {message.location['url']}")

    def _request(self, request: Request | WebSocket) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.origin:
            self.problems.append(f"request elsewhere: {request.url}")

    def goto(self, url: str) -> None:
        """Open an address and wait until its script has run."""
        self.page.goto(url)
        self.settle()

    def go(self, path: str) -> None:
        """Go to another address of the open app as Back and Forward do, which load nothing anew,
        and wait until its script has run."""
        self.page.evaluate(GO, path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page stands still: its script has run, nothing is still a placeholder, and
        that for a moment, since a link and what it asks for may be two runs in a row."""
        look = time.monotonic_ns() // 1000
        self.page.wait_for_function(STILL, arg=[SETTLED, look], timeout=SETTLE_MS, polling=LOOK_MS)

    def close(self) -> None:
        """End the visit; what the browser kept of it is gone."""
        self.page.context.new_cdp_session(self.page).send(
            "Storage.clearDataForOrigin",
            {"origin": f"http://{self.origin}", "storageTypes": "cookies,local_storage,indexeddb"},
        )
        self.page.context.clear_permissions()
        self.page.close()

    def look_while_drawing(self) -> None:
        """From here on clicks and expectations don't wait until a script has run."""
        self.page.remove_locator_handler(self.page.locator(DRAWING))

    def assert_clean(self) -> None:
        """No exception on the page, no error in the console, no request beyond the server."""
        exceptions = self.page.locator('[data-testid="stException"]').all_inner_texts()
        assert not exceptions, exceptions
        assert not self.problems, self.problems


def open_page(browser: Browser, url: str, width: int = 1440, scheme: Scheme = "light") -> OpenPage:
    """A new visit to url; width in px, scheme as the reader's system prefers."""
    page = _context(browser).new_page()
    page.set_viewport_size({"width": width, "height": 900 if width > 600 else 844})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # While a script runs, old and new parts stand side by side: a person waits for the page to
    # stand still, and so does every click and expectation.
    page.add_locator_handler(page.locator(DRAWING), lambda: None)
    opened = OpenPage(page, urlsplit(url).netloc)
    opened.goto(url)
    return opened


def _context(browser: Browser) -> BrowserContext:
    """All visits have one context and, as long as it has a page, one process of the browser: for a
    new one each of them reads and compiles every script of a page anew, which takes a visit five
    seconds of the processor."""
    if not browser.contexts:
        staying = browser.new_context().new_page()
        staying.route("**", lambda asked: asked.fulfill(body=""))
        staying.goto("http://127.0.0.1")  # every server of a test is of this site
    return browser.contexts[0]


class Canary:
    """A server on this machine that only counts who asks it for something."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        paths = self.paths

        class Counting(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                paths.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def heard(self, seconds: float) -> bool:
        """Whether anybody asks within so many seconds."""
        until = time.monotonic() + seconds
        while not self.paths and time.monotonic() < until:
            time.sleep(0.05)
        return bool(self.paths)
