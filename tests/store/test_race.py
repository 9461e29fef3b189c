"""Readers and markers at once, in threads and in another program."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path

from dashboard import marking
from dashboard.analysis.causes import causes
from dashboard.causes.marks import NAMED
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

MARKS = int(os.environ.get("RACE_MARKS", "40"))
TEXTS = ("Month is closed", "Record is locked", "Token has expired", "Disk is full")
MARKER = """
import sys
from pathlib import Path
from dashboard import marking
from dashboard.ledger.ledger import Ledger
from dashboard.store.workspace.home import Home
from dashboard.store.reading.open_histories import current
home = Home(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    marking.name_cause(Ledger(home.path), current(home), sys.argv[2], f"theirs {n}")
    print("marked", flush=True)
"""


def failing(home: Home) -> tuple[History, list[str]]:
    runs = [
        {"run_id": f"{n}", "status": "failed", "error_message": TEXTS[n % 4]} for n in range(80)
    ]
    import_export(home, export(*runs), NOW)
    history = current(home)
    assert history
    return history, sorted(history.causes.by_key)


def fault_of(history: History) -> str:
    """What an answer says that its own history doesn't; "" if nothing."""
    rows = causes(history, ALL).rows
    if sum(row.runs for row in rows) != 80:
        return f"{sum(row.runs for row in rows)} runs"
    said = {entry.about["cause"]: entry.about["name"] for entry in history.entries
            if entry.kind == NAMED}  # fmt: skip
    wrong = [
        row.cause.label for row in rows
        if row.cause.label != said.get(row.cause.key, row.cause.label)
    ]  # fmt: skip
    return f"{wrong} of {said}" if wrong else ""


def test_readers_and_markers_at_once_give_whole_answers(home: Home) -> None:
    _, keys = failing(home)
    faults: list[str] = []
    answers, stop = [0, 0, 0], threading.Event()

    def read(reader: int) -> None:
        while not stop.is_set():
            try:
                history = current(home)
                assert history
                if fault := fault_of(history):
                    faults.append(fault)
            except Exception as error:
                faults.append(repr(error))
            answers[reader] += 1

    other = subprocess.Popen(
        [sys.executable, "-c", MARKER, home.path, keys[1], str(MARKS // 4)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout
    readers = [threading.Thread(target=read, args=(reader,)) for reader in range(3)]
    for thread in readers:
        thread.start()
    ledger, marks = Ledger(home.path), 0
    for _ in other.stdout:  # each of its marks meets one of ours
        history = current(home)
        assert history
        marks += marking.name_cause(ledger, history, keys[0], f"ours {marks}")
    stop.set()
    for thread in readers:
        thread.join()
    assert other.wait(60) == 0
    assert not faults, faults[:3]
    assert min(answers) > 0
    assert len(ledger.entries()) == 2 * marks == 2 * (MARKS // 4)


def test_histories_close_when_nobody_holds_them(home: Home) -> None:
    first, keys = failing(home)
    ledger = Ledger(home.path)
    fds = Path("/proc/self/fd")
    held = []
    for n in range(MARKS):
        history = current(home)
        assert history and marking.name_cause(ledger, history, keys[n % 4], f"name {n}")
        if n in (9, MARKS - 1):
            gc.collect()
            held.append(len(list(fds.iterdir())) if fds.exists() else 0)
    assert held[1] <= held[0] + 1, "files stay open"
    assert fault_of(first) == "", "who reads an old one goes on reading it whole"
