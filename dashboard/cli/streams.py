"""What a command says beside its answer, and how it ends: it needs no library for either."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from dashboard.words.safe_text import visible

OK, CALLS_FOR_ACTION, NOT_DONE = 0, 1, 2
"""The exit statuses."""


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
def progress_line() -> Iterator[Callable[[int], None]]:
    """On a terminal, a line with the rows read so far once an import takes over a second."""
    started, shown = time.monotonic(), False

    def show(rows: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - started > 1:
            shown = True
            print(f"\r{rows:,} rows read …", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
