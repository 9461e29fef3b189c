"""Fixtures for tests in a real browser: servers, pages, and a canary."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import harness
from tests.browser.harness import Canary, OpenPage, Scheme
from tests.browser.servers import Ports, Server, Servers, home_server, script_server
from tests.workspaces import import_run_list, import_sample, import_steady_runs

HERE = Path(__file__).parent
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
"""Names of one browser; the first draws no window, which takes a third less of the processor."""
SWITCHES = (
    "--no-sandbox",
    "--headless",
    "--process-per-site",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
expect.set_options(timeout=15_000)  # a busy machine is no fault
ServeHome = Callable[[Path], Server]
ServeScript = Callable[[str], Server]
Visit = Callable[..., OpenPage]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it: skipped aloud, but a failure where CI=true."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("no chromium on this machine: nothing was looked at in a browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield running
        running.close()


@pytest.fixture(scope="session")
def ports() -> Iterator[Ports]:
    """The ports of all servers."""
    kept = Ports()
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def serve_lasting(tmp_path_factory: pytest.TempPathFactory, ports: Ports) -> Iterator[ServeHome]:
    """Serve a workspace that many tests read, as serve_home does; the same one has one server."""
    servers = Servers(ports)

    @cache
    def serve(home: Path) -> Server:
        log = tmp_path_factory.mktemp("server") / "log"
        return servers.add(lambda port: home_server(home, log, port))

    yield serve
    servers.stop()


@pytest.fixture
def own_servers(ports: Ports) -> Iterator[Servers]:
    """What a test serves of its own, until it ends."""
    servers = Servers(ports)
    yield servers
    servers.stop()


@pytest.fixture
def serve_home(
    own_servers: Servers,
    serve_lasting: ServeHome,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> ServeHome:
    """Serve a workspace as the command does; one of this test for as long as it lasts. A server
    says its address once pages can run, so the first visit is the proof that they do."""

    def serve(home: Path) -> Server:
        if not home.is_relative_to(tmp_path):
            return serve_lasting(home)
        log = tmp_path_factory.mktemp("server") / "log"
        return own_servers.add(lambda port: home_server(home, log, port))

    return serve


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, which tests only read, so that one server is enough."""
    return import_sample(tmp_path_factory.mktemp("sample") / "home")


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The short run list, which tests only read."""
    return import_run_list(tmp_path_factory.mktemp("short") / "home")


@pytest.fixture(scope="session")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four weeks of steady runs, which tests only read."""
    return import_steady_runs(tmp_path_factory.mktemp("steady") / "home")


@pytest.fixture
def serve_script(own_servers: Servers, tmp_path: Path) -> ServeScript:
    """Serve a small Streamlit script with our launcher."""
    folders = count()

    def serve(source: str) -> Server:
        folder = tmp_path / str(next(folders))
        folder.mkdir()
        return own_servers.add(lambda port: script_server(source, folder, port))

    return serve


@pytest.fixture
def open_page(browser: Browser, own_servers: Servers) -> Iterator[Visit]:
    """Open an address in a visit of its own: open_page(url, width=1440, scheme="light"). It is
    closed before the servers end, which would wait for it."""
    opened: list[OpenPage] = []

    def visit(url: str, width: int = 1440, scheme: Scheme = "light") -> OpenPage:
        opened.append(harness.open_page(browser, url, width, scheme))
        return opened[-1]

    yield visit
    for page in opened:
        page.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A server that nothing on a page may ask; canary.paths holds what was asked."""
    with Canary() as singing:
        yield singing
