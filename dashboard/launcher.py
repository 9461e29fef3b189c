"""Serve the pages: Streamlit under uvicorn, behind the guard, with settings nothing can loosen."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
import threading
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from dashboard.downloads import routes
from dashboard.errors import UserError
from dashboard.guard import EVERY_INTERFACE, Guard, content_security_policy, known_names
from dashboard.page_head import PageHead, with_head
from dashboard.started import command, default_home
from dashboard.store.workspace.home import Home

PACKAGE = Path(__file__).parent
APP = PACKAGE / "app.py"
PORTS = range(8501, 8600)
SHUTDOWN_SECONDS = 3


def serve(
    home: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = True,
    script: Path = APP,
) -> int:
    """Serve the workspace in home until Ctrl+C or SIGTERM; 0 when stopped that way.

    Prints one line with the address once it serves. port None: 8501 or the next free one; 0: any
    free one. script: the Streamlit script. UserError when the port or the host cannot be had.
    """
    listening = _listen(host, port)
    url = _url(host, listening.getsockname()[1])
    os.environ["WORKER_RUNS_HOME"] = str(home.resolve())
    config = uvicorn.Config(
        application(script, host=host, url=url, open_browser=open_browser),
        interface="asgi3",
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    with listening, _stopped_quietly():
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def application(script: Path, *, host: str, url: str, open_browser: bool) -> Guard:
    """The ASGI application: script under Streamlit with our settings, behind the guard.

    When it has started it prints url and, if asked, opens it.
    """
    from streamlit import file_util  # a second of imports, so not before the port is ours
    from streamlit.starlette import App
    from streamlit.web import bootstrap

    bootstrap.load_config_options({**settings(), "server.allowedHosts": _allowed_hosts(host)})

    from dashboard.ui.live import redraw_on_news

    @asynccontextmanager
    async def announced(_: App) -> AsyncIterator[None]:
        # The socket listens already: a browser that comes now waits in its queue.
        with suppress(OSError):  # nobody may be listening
            print(f"Worker runs: {url} (stop with Ctrl+C)", flush=True)
        if open_browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        watching = asyncio.create_task(redraw_on_news(Home(default_home())))
        yield
        watching.cancel()

    index_html = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    streamlit = App(script, lifespan=announced, routes=routes())
    policy = content_security_policy(with_head(index_html))
    return Guard(PageHead(streamlit), host=host, policy=policy)


def settings() -> dict[str, Any]:
    """Streamlit's options by dotted name, from the one file: beside a checkout, or installed."""
    checkout = PACKAGE.parent / ".streamlit" / "config.toml"
    file = checkout if checkout.is_file() else PACKAGE / ".streamlit" / "config.toml"
    return dict(_dotted(tomllib.loads(file.read_text(encoding="utf-8"))))


def _dotted(section: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in section.items():
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _allowed_hosts(host: str) -> list[str]:
    # Streamlit's list has no word for "any address of this machine"; the guard has.
    return ["*"] if host in EVERY_INTERFACE else list(known_names(host))


def _listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens on host and port. Bound here, so that nobody takes the port first."""
    if port is not None and port not in range(65_536):
        raise UserError(f"{port} is not a port.", where="--port", remedy="Choose 1 to 65535.")
    for candidate in PORTS if port is None else (port,):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise _cannot_listen(host, candidate, error) from error
    if port is None:
        raise UserError(
            f"Ports {PORTS.start} to {PORTS.stop - 1} are all in use.",
            remedy=f"Stop one of the servers, or choose a port: {command('serve --port 9000')}",
        )
    raise UserError(
        f"Port {port} is in use by another program.",
        where="--port",
        remedy="Choose another, or leave --port out to get the next free one.",
    )


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        raise OSError(errno.EADDRNOTAVAIL, str(error)) from error
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def _cannot_listen(host: str, port: int, error: OSError) -> UserError:
    if error.errno == errno.EACCES:
        return UserError(
            f"This account may not use port {port}.",
            where="--port",
            remedy="Choose one above 1023, or leave --port out.",
        )
    return UserError(
        f"{host!r} is not an address of this machine ({error.strerror}).",
        where="--host",
        remedy="Leave --host out to serve this machine only, or use 0.0.0.0 to serve its network.",
    )


def _url(host: str, port: int) -> str:
    shown = "localhost" if host in EVERY_INTERFACE else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _has_screen() -> bool:
    """Whether a browser would open in a window and not, blocking, in this terminal."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


@contextmanager
def _stopped_quietly() -> Iterator[None]:
    """Ctrl+C and SIGTERM end the block without a traceback."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
