"""A limit on how long a question may take, kept by one thread for all that are asked at a time: to
start one for each takes longer than to answer most."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

_STEP = 0.25  # seconds

_asked: dict[object, tuple[float, Callable[[], None]]] = {}
"""Of each question that is being answered when its time is up, and what ends it then."""
_watching: list[threading.Thread] = []
_lock = threading.Lock()


@contextlib.contextmanager
def at_most(seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
    """Call interrupt once what is done within has taken so long, or up to a quarter of a second
    later, and again as long as it goes on; never after it has ended."""
    question = object()
    with _lock:
        _asked[question] = (time.monotonic() + seconds, interrupt)
        if not _watching:
            _watching.append(threading.Thread(target=_watch, daemon=True))
            _watching[0].start()
    try:
        yield
    finally:
        with _lock:
            del _asked[question]


def _watch() -> None:
    """Look after the questions until none is being answered."""
    while True:
        time.sleep(_STEP)
        with _lock:
            if not _asked:
                _watching.clear()
                return
            _end_late()


def _end_late() -> None:
    """End the questions whose time is up. In a function of its own, so that the thread keeps hold
    of none: where the last who holds a connection is a thread that a process leaves behind, the
    process ends with an abort."""
    for until, interrupt in _asked.values():
        if time.monotonic() >= until:
            interrupt()
