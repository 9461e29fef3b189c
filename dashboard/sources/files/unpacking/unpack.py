"""Unpacking a file in a process of its own, whatever becomes of that process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.files.unpacking.limits import LIMITS, Limits, told
from dashboard.sources.files.unpacking.parts import Part, Unpacked

_CHILD = "dashboard.sources.files.unpacking.child"
_REMEDY = "Unpack it yourself and load what it holds, or export fewer runs at once."


def unpack(path: Path, name: str, folder: Path, limits: Limits = LIMITS) -> Unpacked:
    """Unpack a file into a folder of ours; the parts' paths are within it.

    name: the file's own, as the person knows it. Raises ExportRefused when it is damaged or
    protected, holds what it must not, or takes more than the limits allow.
    """
    before = _stat(path)
    answer = _asked(path, name, folder, limits)
    if _stat(path) != before:
        raise ExportRefused(
            "It changed while it was unpacked, so nothing of it was imported",
            where=name,
            remedy="Wait until it is written to its end, or load a copy of it.",
        )
    if refused := answer.get("refused"):
        raise ExportRefused(refused["what"], where=name, remedy=refused["remedy"])
    parts = [Part(**part) for part in answer["parts"]]
    return Unpacked(parts, answer["several"], answer["together"], answer["notices"])


def _asked(path: Path, name: str, folder: Path, limits: Limits) -> dict[str, Any]:
    """What the child answers. Raises ExportRefused when it gives no answer."""
    question = {
        "path": str(path.absolute()),
        "name": name,
        "folder": str(folder),
        "limits": asdict(limits),
    }
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    try:
        out, _ = child.communicate(json.dumps(question).encode(), timeout=limits.clock)
    except subprocess.TimeoutExpired:
        raise _given_up(name, f"it took longer than {limits.clock // 60} minutes") from None
    finally:
        child.kill()
        child.wait()
    if child.returncode == 0:
        found: dict[str, Any] = json.loads(out)
        return found
    raise _given_up(name, _end_of(child.returncode, limits))


def _end_of(status: int, limits: Limits) -> str:
    if sys.platform != "win32" and -status == signal.SIGXCPU:
        return f"it took more than {limits.seconds // 60} minutes of processor time"
    if sys.platform != "win32" and -status == signal.SIGXFSZ:
        return f"a file in it is larger than {told(limits.written)}"
    if -status in (signal.SIGABRT, getattr(signal, "SIGKILL", None)):
        return f"it takes more than {told(limits.memory)} of memory, or is damaged"
    return "the process that unpacks it ended; perhaps the file is damaged, or made to do harm"


def _given_up(name: str, why: str) -> ExportRefused:
    return ExportRefused(f"Unpacking it stopped: {why}", where=name, remedy=_REMEDY)


def _stat(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
