"""What the files of an export were when reading began, to notice that they changed meanwhile.

An export is read twice: looked through, then converted. Both must see the same bytes. Where its
runs are read once, as columns, their bytes are hashed on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import Located

if TYPE_CHECKING:
    from _hashlib import HASH


class Snapshot:
    """The sizes, times and bytes of an export's files. Raises OSError if they cannot be read."""

    def __init__(self, located: Located, runs: HASH | None = None) -> None:
        """runs: the hash of the bytes of its runs, where they have been read and are not again."""
        self._name = located.name
        self._stats = stats(located)
        self._located = located
        self._again = located.files if runs is None else located.files[1:]
        self._bytes = (
            _hashed(located.files) if runs is None else _hashed(self._again, _ended(runs.copy()))
        )
        self._read = self._bytes if runs is None else _hashed(self._again)

    def fingerprint(self, *more: str) -> str:
        """Hash of the bytes of all files and of the given texts."""
        total = self._bytes.copy()
        for text in more:
            total.update(text.encode("utf-8", "surrogatepass") + b"\x00")
        return total.hexdigest()

    def require_unchanged(self) -> None:
        """Raise ExportRefused if a file is not as it was, or is gone."""
        require_stats(self._located, self._stats)
        try:
            same = _hashed(self._again).digest() == self._read.digest()
        except OSError:
            same = False
        if not same:
            raise _changed(self._name)


def no_bytes() -> HASH:
    """The hash of no bytes at all, to be gone on with."""
    return sha256()


Stats = Sequence[tuple[int, ...]]
"""Of every file its size, its times and its number."""


def stats(located: Located) -> Stats:
    """What the file system says of the files. Raises OSError."""
    return [_stat(path) for path in located.files]


def require_stats(located: Located, before: Stats) -> None:
    """Raise ExportRefused if the file system says something else of the files."""
    try:
        same = stats(located) == before
    except OSError:
        same = False
    if not same:
        raise _changed(located.name)


def _changed(name: str) -> ExportRefused:
    return ExportRefused(
        "It changed while it was read, so nothing of it was imported",
        where=name,
        remedy="Wait until it is written to its end, or load a copy of it.",
    )


def _stat(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _ended(total: HASH) -> HASH:
    total.update(b"\x00file\x00")
    return total


def _hashed(files: Sequence[Path], total: HASH | None = None) -> HASH:
    total = total or sha256()
    for path in files:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                total.update(block)
        _ended(total)
    return total
