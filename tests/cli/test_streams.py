"""What a command says while it works, and how it is stopped: in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals and Ctrl+C as POSIX has them")
_BEGIN = """
import signal, sys, time, duckdb, dashboard.loading
from dashboard.errors import UserError
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored behind a shell's &
def load(*_, progress, **__):
    {body}
dashboard.loading.load = load
from dashboard.cli import main
sys.exit(main(sys.argv[1:]))
"""
_HELD_UP = """
import sys, dashboard.loading
whole = dashboard.loading.load
def load(*given, **more):
    input()
    return whole(*given, **more)
dashboard.loading.load = load
from dashboard.cli import main
sys.exit(main(sys.argv[1:]))
"""
_ENDLESS = "SELECT count(*) FROM range(1000000000000) t(i) WHERE hash(i) % 7 = 3"


def begun(home: Path, body: str, stderr: int) -> subprocess.Popen[str]:
    """The command load, of which an import does something else."""
    words = [sys.executable, "-c", _BEGIN.format(body=body), "--home", str(home), "load", __file__]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=stderr, text=True)


def test_ctrl_c_stops_it_within_a_statement_too(tmp_path: Path) -> None:
    body = f'print("begun", flush=True); duckdb.connect().execute("{_ENDLESS}")'
    child = begun(tmp_path / "home", body, subprocess.PIPE)
    assert child.stdout and child.stderr and child.stdout.readline() == "begun\n"
    child.send_signal(signal.SIGINT)
    assert child.wait(60) == 2 and child.stderr.read() == "Stopped.\n"


def test_a_terminal_is_told_from_the_first_second_on(tmp_path: Path) -> None:
    import pty

    body = 'time.sleep(2.5); progress(1234); time.sleep(2.5); raise UserError("It is enough.")'
    ours, theirs = pty.openpty()
    child = begun(tmp_path / "home", body, theirs)
    os.close(theirs)
    said = b""
    while b"enough" not in said:
        said += os.read(ours, 1_000)
    os.close(ours)
    assert child.wait(60) == 2
    told = said.decode()
    assert re.search(r"\rOpening the file, \d s ….*\r1,234 rows read, \d s …", told)
    before, _, _ = told.partition("It is enough.")
    assert before.endswith("\r") and before.split("\r")[-2].isspace(), "the line is cleared"


def test_a_load_is_done_also_where_its_terminal_has_gone(tmp_path: Path) -> None:
    import pty

    runs = tmp_path / "runs.csv"
    runs.write_text("run_id,status,created_at\na,ok,2026-10-01T09:00:00Z\n")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", _HELD_UP, "--home", str(tmp_path / "home"), "load", str(runs)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=theirs, text=True) as child:
        os.close(theirs)
        while b"Opening the file" not in os.read(ours, 1_000):
            pass
        os.close(ours)
        child.communicate("go on\n", timeout=60)
    assert child.returncode == 0
