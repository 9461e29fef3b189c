"""Serving: address, port, settings, headers, refusals, and a quiet end."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.datastructures import Headers

from dashboard import page_head
from dashboard.errors import UserError
from dashboard.guard import Guard, content_security_policy
from dashboard.launcher import PACKAGE, PORTS, serve, settings
from tests.browser.servers import Server, command_server, script_server

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; script-src 'self' 'wasm-unsafe-eval' {hash}; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
)
SERVE = (
    sys.executable,
    "-c",
    "import sys; from pathlib import Path; from dashboard.launcher import serve\n"
    "folder = Path(sys.argv[1]); (folder / 'static').mkdir(); (folder / 'a.py').touch()\n"
    "serve(folder, open_browser=False, script=folder / 'a.py')",
)
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = script_server("import streamlit as st\nst.text('here')", tmp_path_factory.mktemp("a"))
    yield running
    running.stop()


def ask(url: str, path: str = "/", **headers: str) -> http.client.HTTPResponse:
    address = url.removeprefix("http://")
    connection = http.client.HTTPConnection(address, timeout=20)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=given)
    return connection.getresponse()


def inline_scripts(page: str) -> list[str]:
    class Scripts(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.inside = tag == "script" and "src" not in dict(attrs)

        def handle_data(self, data: str) -> None:
            if self.inside:
                found.append(data)

        def handle_endtag(self, tag: str) -> None:
            self.inside = False

    found: list[str] = []
    Scripts().feed(page)
    return found


def expected_policy() -> str:
    """With the hashes of our own script and of the one in the installed Streamlit."""
    scripts = [page_head.SCRIPT, *inline_scripts(INDEX.read_text(encoding="utf-8"))]
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return POLICY.format(
        hash=" ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
    )


def test_the_page_has_no_other_inline_script(server: Server) -> None:
    page = ask(server.url, Accept="text/html").read().decode()
    assert inline_scripts(page) == [
        page_head.SCRIPT,
        *inline_scripts(INDEX.read_text(encoding="utf-8")),
    ]
    assert len(inline_scripts(page)) == 2


@pytest.mark.parametrize(
    "path",
    ["/", "/any/page", "/_stcore/health", "/app/static/InterVariable.woff2", "/media/none", "/%00"],
)
def test_every_answer_carries_the_policy(server: Server, path: str) -> None:
    answer = ask(server.url, path)
    assert answer.headers["Content-Security-Policy"] == expected_policy()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_policy_without_inline_scripts_allows_none() -> None:
    assert "'wasm-unsafe-eval';" in content_security_policy('<script src="./a.js"></script>')


def test_the_font_is_ours(server: Server) -> None:
    answer = ask(server.url, "/app/static/InterVariable.woff2")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "font/woff2")
    assert answer.read(4) == b"wOF2"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example"])
def test_other_names_are_refused_in_words(server: Server, host: str) -> None:
    answer = ask(server.url, Host=host)
    assert answer.status == 403
    assert b"does not answer under the name" in answer.read()
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("origin", "status"), [("http://evil.example", 403), ("null", 403), (None, 101)]
)
def test_only_our_own_pages_open_a_stream(server: Server, origin: str | None, status: int) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    key = b64encode(os.urandom(16)).decode()
    answer = ask(
        server.url,
        "/_stcore/stream",
        **upgrade,
        Sec_WebSocket_Key=key,
        Sec_WebSocket_Protocol="streamlit",
        Origin=origin or server.url,
    )
    assert answer.status == status


@pytest.mark.parametrize(
    ("bound", "host", "passes"),
    [
        ("127.0.0.1", "localhost:8501", True),
        ("127.0.0.1", "LOCALHOST.:1", True),
        ("127.0.0.1", "[::1]:8501", True),
        ("127.0.0.1", "192.168.1.5:8501", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[", False),
        ("0.0.0.0", "192.168.1.5:8501", True),  # noqa: S104
        ("0.0.0.0", f"{socket.gethostname()}:8501", True),  # noqa: S104
        ("0.0.0.0", "evil.example", False),  # noqa: S104
        ("reviews.example", "reviews.example", True),
        ("reviews.example", "other.example", False),
    ],
)
def test_which_names_are_ours(bound: str, host: str, passes: bool) -> None:
    async def nothing(*_: Any) -> None:
        """Never asked here."""

    refusal = Guard(nothing, host=bound, policy="").refusal(Headers({"host": host}))
    assert (refusal is None) == passes


ODD = (
    *(
        "",
        "[",
        "]",
        "[]",
        "[::1",
        "[::1]]",
        "[fe80::1%25eth0]",
        "::1",
        "@",
        "a@b",
        "%00",
        "\x7f",
        "é",
    ),
    *(
        "a b",
        "a/b",
        "a#b",
        "a?b",
        "//",
        ":",
        ":80",
        "127.0.0.1:",
        "127.0.0.1:x",
        "127.0.0.1:99999999",
    ),
    *(
        "127.0.0.1@evil.example",
        "evil.example@127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "\u2102.example",
    ),
    *(
        "\u212a",
        "a" * 70_000,
        "\uff0e",
        "localhost\u3002evil.example",
        "null",
        "-",
        "127.0.0.1,evil.example",
    ),
)


@pytest.mark.parametrize("bound", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_odd_names_and_pages_are_refused_and_nothing_breaks(bound: str) -> None:
    async def nothing(*_: Any) -> None:
        """Never asked here."""

    guard = Guard(nothing, host=bound, policy="")
    for odd in (text.encode().decode("latin-1") for text in ODD):
        refused = guard.refusal(Headers({"host": odd}))
        assert (refused is None) == (odd == "127.0.0.1:"), odd
        for origin in (odd, f"http://{odd}", f"https://{odd}/", f"http://[{odd}"):
            assert guard.refusal(Headers({"host": "localhost:1", "origin": origin})), origin


def test_a_page_whose_address_is_none_is_refused_in_words(server: Server) -> None:
    for origin in ("http://[", "http://[::1", "http://]"):
        answer = ask(server.url, Origin=origin)
        assert answer.status == 403 and b"another server" in answer.read()


def test_no_folder_and_no_environment_loosens_the_settings(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        "[client]\nshowErrorDetails='full'\n[browser]\ngatherUsageStats=true\n"
    )
    read = (
        "import sys, json\nfrom pathlib import Path\nfrom dashboard.launcher import application\n"
        "from streamlit import config\n"
        "application(Path(sys.argv[1]), host='127.0.0.1', url='', open_browser=False)\n"
        "print(json.dumps({name: config.get_option(name) for name in json.loads(sys.argv[2])}))"
    )
    script = tmp_path / "script.py"
    script.touch()
    loosened = {"STREAMLIT_SERVER_ENABLE_CORS": "false", "STREAMLIT_RUNNER_MAGIC_ENABLED": "true"}
    names = [*settings(), "server.allowedHosts"]
    done = subprocess.run(
        [sys.executable, "-c", read, str(script), json.dumps(names)],
        cwd=tmp_path,
        env=os.environ | loosened,
        capture_output=True,
        text=True,
        check=True,
    )
    in_force = json.loads(done.stdout)

    assert in_force == settings() | {"server.allowedHosts": ["localhost", "127.0.0.1", "::1"]}
    assert not done.stderr
    expected = {
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.disableDataExport": True,
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "theme.baseFontSize": 14,
        "theme.baseRadius": "8px",
    }
    assert {name: in_force[name] for name in expected} == expected


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_one_line_and_a_quiet_end(tmp_path: Path, stop: signal.Signals) -> None:
    script = tmp_path / "script.py"
    script.touch()
    (tmp_path / "static").mkdir()
    start = (
        "import sys, signal; from pathlib import Path; from dashboard.launcher import serve\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.exit(serve(Path('.'), port=0, open_browser=False, script=Path(sys.argv[1])))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", start, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert re.fullmatch(r"Worker runs: http://127\.0\.0\.1:\d+ \(stop with Ctrl\+C\)\n", line)
    assert ask(line.split()[2]).status == 200

    process.send_signal(stop)

    rest, errors = process.communicate(timeout=20)
    assert (rest, errors, process.returncode) == ("", "", 0)


def test_a_taken_port_is_refused_and_a_default_one_is_passed_over(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="in use") as refused:
            serve(tmp_path, port=taken.getsockname()[1], open_browser=False)
    assert refused.value.where == "--port"
    assert refused.value.remedy

    with socket.socket() as first:
        try:
            first.bind(("127.0.0.1", PORTS.start))
            first.listen()
        except OSError:
            pass  # taken by another program, which serves the test as well
        server = command_server([*SERVE, str(tmp_path)], tmp_path / "log")
        port = int(server.url.rpartition(":")[2])
        assert server.stop() == 0
    assert port in PORTS[1:]


@pytest.mark.parametrize(
    ("host", "port", "says"),
    [
        ("no-such-name.invalid", None, "not an address of this machine"),
        ("203.0.113.7", None, "not an address of this machine"),
        ("127.0.0.1", 70_000, "70000 is not a port"),
        ("127.0.0.1", -1, "-1 is not a port"),
    ],
)
def test_an_address_that_cannot_be_had_is_said(
    tmp_path: Path, host: str, port: int | None, says: str
) -> None:
    with pytest.raises(UserError, match=says) as refused:
        serve(tmp_path, host=host, port=port, open_browser=False)
    assert refused.value.remedy


def test_nothing_slow_is_imported_at_start() -> None:
    probe = (
        "import importlib, json, pkgutil, sys, dashboard\n"
        "for it in pkgutil.walk_packages(dashboard.__path__, 'dashboard.'):\n"
        "    if not it.name.startswith(('dashboard.app', 'dashboard.app_pages')):\n"
        "        importlib.import_module(it.name)\n"
        "import streamlit.starlette\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)
    slow = ("plotly.express", "scipy.stats", "statsmodels", "matplotlib")
    assert {"dashboard.launcher", "dashboard.charts.style", "dashboard.words.values"} <= set(loaded)
    assert [name for name in loaded if name.startswith(slow)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads in /proc")
def test_small_matrices_start_no_threads() -> None:
    probe = "import dashboard, os, numpy; print(len(os.listdir('/proc/self/task')))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_plotly_express_is_imported_nowhere() -> None:
    sources = PACKAGE.glob("**/*.py")
    assert [
        source.name for source in sources if "plotly.express" in source.read_text(encoding="utf-8")
    ] == []
