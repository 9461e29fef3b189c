"""Without any network: an export is loaded and its pages are served, as anywhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ALONE = ["unshare", "--map-root-user", "--net", sys.executable, "-c"]
"""Runs a program where there is no network device but the machine's own address, which is down."""
UP = """
import fcntl, socket, struct
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lo:
    fcntl.ioctl(lo, 0x8914, struct.pack("16sh", b"lo", 1))  # only that the page can be asked for
"""
TRY = (
    UP
    + """
import re, subprocess, sys, urllib.request
command = [sys.executable, "-m", "dashboard.cli", "--home", sys.argv[1]]
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError:
    pass  # nobody is there
else:
    sys.exit("there is a network")
subprocess.run([*command, "load", sys.argv[2]], check=True)
serving = subprocess.Popen([*command, "serve", "--port", "0", "--no-browser"],
    stdout=subprocess.PIPE, text=True)
try:
    url = next(found[0] for line in serving.stdout if (found := re.search(r"http://\\S+", line)))
    print(urllib.request.urlopen(url, timeout=30).status)
finally:
    serving.terminate()
    serving.wait()
"""
)


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run([*ALONE, UP], capture_output=True).returncode,
    reason="this machine makes no network of its own for a program",
)
def test_an_export_is_loaded_and_served_without_a_network(tmp_path: Path) -> None:
    export = tmp_path / "runs.csv"
    export.write_text("run_id,status,created_at\na,ok,2026-11-16T09:10:00Z\n")
    done = subprocess.run(
        [*ALONE, TRY, str(tmp_path / "home"), str(export)], capture_output=True, text=True
    )
    assert done.stdout.split() == ["200"], done.stderr
    assert "1 row read: 1 new" in done.stderr
