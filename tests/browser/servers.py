"""Real servers, on ports and of processes that tests have in turn."""

from __future__ import annotations

import multiprocessing
import os
import pkgutil
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Protocol

import dashboard
from dashboard.cli import main
from dashboard.launcher import serve

STATIC = Path(dashboard.__file__).parent / "static"
START_SECONDS = 60.0
SCRIPTS = ("dashboard.app", "dashboard.cli.__main__")
"""What runs as soon as it is imported."""
IMPORTED = [
    "streamlit.starlette",
    "streamlit.web.bootstrap",
    "plotly.graph_objects",
    *(
        module.name
        for module in pkgutil.walk_packages(dashboard.__path__, "dashboard.")
        if not module.name.startswith(SCRIPTS)
    ),
    __name__,
    "tests.browser.warm",
]
COPIES = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
"""Makes processes that are copies of one which has imported what a server imports, where the system
can: to import it takes three seconds of the processor."""
COPIES.set_forkserver_preload(IMPORTED)


class Running(Protocol):
    """A process, as subprocess.Popen has it."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self, timeout: float | None = None) -> int: ...


class Copy:
    """A process that carries out a function, having imported everything before."""

    def __init__(self, function: Callable[..., int], *given: object, log: Path) -> None:
        """log: where all goes that it prints."""
        told = (log, dict(os.environ), Path.cwd(), function, given)
        self._process = COPIES.Process(target=_carry_out, args=told, daemon=True)
        with _no_script():
            self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(str(self._process), timeout or 0)
        return self._process.exitcode


@contextmanager
def _no_script() -> Iterator[None]:
    """Have no main script meanwhile: a copy would carry it out, and where Streamlit's AppTest ran
    before, that is the app."""
    main_module = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main_module


def _carry_out(
    log: Path,
    environment: dict[str, str],
    folder: Path,
    function: Callable[..., int],
    given: Sequence[object],
) -> None:
    threading.Thread(target=_end_with_tests, daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("wb") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    sys.exit(function(*given))


def _end_with_tests() -> None:
    """End as soon as the tests have, also where nobody could tell: a server that is left behind
    would run for good."""
    if tests := multiprocessing.parent_process():
        tests.join()
        os._exit(1)


class Server:
    """A process that serves pages, its output in a file, and the address that it printed."""

    def __init__(self, process: Running, log: Path) -> None:
        """Wait until a process says its address in log."""
        self._log = log
        self.process = process
        self.url = self._address()

    def _address(self) -> str:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            found = re.search(r"http://\S+", self.log())
            if found:
                return found[0]
            time.sleep(0.05)
        self.process.kill()
        raise AssertionError(f"the server did not start:\n{self.log()}")

    def log(self) -> str:
        """What it has printed so far."""
        with suppress(FileNotFoundError):
            return self._log.read_text(encoding="utf-8")
        return ""

    def stop(self) -> int:
        """End it as a service manager would; its exit status."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def command_server(command: Sequence[str], log: Path) -> Server:
    """A server that a command starts; log: a file that need not exist."""
    with log.open("wb") as output:
        return Server(subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT), log)


def _serving(home: Path, port: int) -> list[str]:
    return ["--home", str(home), "serve", "--port", str(port), "--no-browser"]


def started_server(home: Path, log: Path) -> Server:
    """The command worker-runs serve, on a free port, started as a person starts it."""
    return command_server([sys.executable, "-m", "dashboard.cli", *_serving(home, 0)], log)


def home_server(home: Path, log: Path, port: int = 0) -> Server:
    """What the command worker-runs serve does, on a port; 0: a free one."""
    return Server(Copy(main, _serving(home, port), log=log), log)


def script_server(source: str, folder: Path, port: int = 0) -> Server:
    """Our launcher around a small Streamlit script, for tests of what every page relies on."""
    script, log = folder / "script.py", folder / "log"
    script.write_text(source, encoding="utf-8")
    (folder / "static").symlink_to(STATIC)
    return Server(Copy(_serve_script, folder / "home", script, port, log=log), log)


def _serve_script(home: Path, script: Path, port: int) -> int:
    return serve(home, port=port, open_browser=False, script=script)


def bare_server(source: str, folder: Path) -> Server:
    """The same script under plain Streamlit, with no guard: what the guard is measured against."""
    script = folder / "script.py"
    script.write_text(source, encoding="utf-8")
    options = ("--server.headless=true", "--browser.gatherUsageStats=false")
    port = ("--server.address=127.0.0.1", "--server.port=0")
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options, *port]
    return command_server(command, folder / "log")


class Ports:
    """Ports that servers have one after the other: what a browser compiled of their scripts it
    keeps by port, and for a new one it compiles all anew, three seconds of the processor."""

    def __init__(self) -> None:
        self._free: list[int] = []
        self._held: list[socket.socket] = []

    def take(self) -> int:
        """A port that no other server has; 0, any free one, where none can be held."""
        if sys.platform != "linux":
            return 0
        if not self._free:
            held = socket.socket()
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.bind(("127.0.0.1", 0))
            self._held.append(held)  # nobody else gets it, and who names it may listen on it
            self._free.append(held.getsockname()[1])
        return self._free.pop()

    def give_back(self, port: int) -> None:
        """Its server has ended."""
        self._free.append(port)

    def close(self) -> None:
        """Let all go."""
        for held in self._held:
            held.close()


class Servers:
    """The servers of one test, or of many, which end with them."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._all: list[tuple[Server, int]] = []

    def add(self, start: Callable[[int], Server]) -> Server:
        """Start one on a port that is free."""
        port = self._ports.take()
        self._all.append((start(port), port))
        return self._all[-1][0]

    def stop(self) -> None:
        """End all of them; the next ones have their ports."""
        for server, port in self._all:
            server.stop()
            self._ports.give_back(port)
