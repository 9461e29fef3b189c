"""How long a warm click takes until the page has settled, beside another checkout, as a ratio.

    git worktree add ../before COMMIT
    uv run python -m tests.benchmarks.warm_click ../before [rounds]

Both serve the sample and are clicked in turn in one browser, so that whatever else the machine does
strikes both. The first round of each warms it and is not counted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.harness import SETTLE_MS, SETTLED
from tests.browser.servers import Server, command_server

HERE = Path(__file__).parents[2]
PAGES = ("Failures", "Changes", "Compare", "Workers", "Data", "Trends")
QUIET_MS = 150
"""A page has settled once its script has rested so long; that rest is not counted."""

_CLICK = """([name, quiet]) => new Promise(done => {
    const app = document.querySelector('[data-testid=stApp]');
    const links = [...document.querySelectorAll('[data-testid=stSidebarNav] a')];
    const begun = performance.now();
    let ended = begun, waiting = 0, ran = false;
    const look = () => {
        const rests = app.getAttribute('data-test-script-state') === 'notRunning';
        clearTimeout(waiting);
        if (!rests) { ran = true; return; }
        ended = performance.now();
        if (ran) waiting = setTimeout(() => { watch.disconnect(); done(ended - begun); }, quiet);
    };
    const watch = new MutationObserver(() => { ran = true; look(); });
    watch.observe(app, {attributeFilter: ['data-test-script-state']});
    links.find(link => link.textContent.includes(name)).click();
})"""


def serving(checkout: Path, folder: Path) -> Server:
    """The sample, served by the code of a checkout."""
    run = ["uv", "run", "--project", str(checkout), "worker-runs", "--home", str(folder / "home")]
    subprocess.run([*run, "load", str(checkout / "data" / "sample")], check=True)
    return command_server([*run, "serve", "--port", "0", "--no-browser"], folder / "log")


def opened(browser: Browser, url: str) -> Page:
    """A page of its own on a server, settled."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_selector(SETTLED, timeout=SETTLE_MS)
    return page


def clicked(page: Page) -> dict[str, float]:
    """Milliseconds from the click to settled, for each page in turn."""
    return {name: page.evaluate(_CLICK, [name, QUIET_MS]) for name in PAGES}


def measure(before: Path, rounds: int) -> None:
    """Print the medians of both and their ratio, page by page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folders = [Path(folder, name) for name in ("before", "now")]
        for one in folders:
            one.mkdir()
        servers = [serving(*pair) for pair in zip((before, HERE), folders, strict=True)]
        try:
            browser = playwright.chromium.launch(
                executable_path=next(filter(None, map(which, CHROMIUM))), args=list(SWITCHES)
            )
            pages = [opened(browser, server.url) for server in servers]
            found = [[clicked(page) for page in pages] for _ in range(rounds + 1)][1:]
        finally:
            for server in servers:
                server.stop()
    print(f"{'page':10} {'before':>8} {'now':>8}  ratio   (ms, median of {rounds})")
    for name in PAGES:
        was, now = (median(one[place][name] for one in found) for place in range(2))
        print(f"{name:10} {was:8.0f} {now:8.0f}  {now / was:5.2f}")


if __name__ == "__main__":
    measure(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
