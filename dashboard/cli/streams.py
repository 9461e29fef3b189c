"""What a command says beside its answer, and how it ends: it needs no library for either."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from dashboard.words.safe_text import visible

OK, CALLS_FOR_ACTION, NOT_DONE = 0, 1, 2
"""The exit statuses."""
_INTERRUPTED = "Query interrupted"
"""What DuckDB makes of Ctrl+C, as a RuntimeError."""


def remark(message: str) -> None:
    """Say something beside the answer, if anybody can be told; what was done stays done."""
    try:
        print(visible(message), file=sys.stderr, flush=True)
    except OSError:
        give_up(sys.stderr)


def open_streams() -> None:
    """Stand in for a stream that was closed before the command began: nobody wants to read it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115, it stays open
            setattr(sys, name, nowhere)


def give_up(stream: TextIO) -> None:
    """Write what is left of a stream nowhere, else Python tries once more when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Have Ctrl+C be KeyboardInterrupt within a statement of DuckDB, too."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != _INTERRUPTED:
            raise
        raise KeyboardInterrupt from error


@contextlib.contextmanager
def progress_line() -> Iterator[Callable[[int], None]]:
    """On a terminal, a line with the rows read so far and the time, from the first second on: a
    large file is opened before its first row, and after its last one all are put together."""
    if not sys.stderr.isatty():
        yield lambda rows: None
        return
    line, ended = _ProgressLine(), threading.Event()
    ticking = threading.Thread(target=line.tick, args=(ended,), daemon=True)
    ticking.start()
    try:
        yield line.read
    finally:
        ended.set()
        ticking.join()
        line.clear()


class _ProgressLine:
    """How far an import is, on one line of the terminal."""

    def __init__(self) -> None:
        self._started, self._rows, self._shown = time.monotonic(), 0, ""

    def read(self, rows: int) -> None:
        """Note how many rows are read."""
        self._rows = rows

    def tick(self, ended: threading.Event) -> None:
        """Show it each second until it has ended."""
        while not ended.wait(1):
            doing = f"{self._rows:,} rows read" if self._rows else "Opening the file"
            self._show(f"{doing}, {time.monotonic() - self._started:.0f} s …")

    def clear(self) -> None:
        """Leave an empty line."""
        if self._shown:
            self._show("")
            self._write("\r")

    def _show(self, words: str) -> None:
        self._write(f"\r{words.ljust(len(self._shown))}")
        self._shown = words

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):  # nobody can be told
            print(text, end="", file=sys.stderr, flush=True)
