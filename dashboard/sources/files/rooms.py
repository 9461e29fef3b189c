"""Private folders for what is unpacked, dropped or tried out, gone also after a kill."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from filelock import FileLock, Timeout

_PREFIX = "worker-runs-room-"
_LOCK = "in-use"
_A_DAY = 86_400


@contextmanager
def room() -> Iterator[Path]:
    """An empty folder that only this user can open, for as long as the context lasts.

    It stands where temporary files of this system stand (TMPDIR). Raises OSError when none can be
    made. Folders that a killed process left behind are removed first.
    """
    _clean()
    folder, lock = _locked()
    try:
        inner = folder / "files"
        inner.mkdir(mode=0o700)
        yield inner
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _locked() -> tuple[Path, FileLock]:
    """A new folder and its lock, held: between the two another process may have cleaned it up."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = FileLock(folder / _LOCK, thread_local=False)  # whoever is last closes it
        with suppress(Timeout, FileNotFoundError):
            lock.acquire(timeout=0)
            if folder.exists():
                return folder, lock


def _clean() -> None:
    """Remove the folders that no living process holds. A lock dies with its process."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            if left.is_symlink():
                continue
            if (left / _LOCK).exists():
                with FileLock(left / _LOCK).acquire(timeout=0):
                    shutil.rmtree(left, ignore_errors=True)
            elif left.stat().st_mtime < time() - _A_DAY:  # made, and killed before it was locked
                shutil.rmtree(left, ignore_errors=True)
