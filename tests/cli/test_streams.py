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
