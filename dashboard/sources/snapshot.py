"""What the files of an export were when reading began, to notice that they changed meanwhile.

An export is read twice: looked through, then converted. Both must see the same bytes.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import ExportRefused
from dashboard.sources.files import Located

if TYPE_CHECKING:
    from _hashlib import HASH


class Snapshot:
    """The sizes, times and bytes of an export's files. Raises OSError if they cannot be read."""

    def __init__(self, located: Located) -> None:
        self._name = located.name
        self._files = located.files
        self._stats = [_stat(path) for path in self._files]
        self._bytes = _hashed(self._files)

    def fingerprint(self, *more: str) -> str:
        """Hash of the bytes of all files and of the given texts."""
        total = self._bytes.copy()
        for text in more:
            total.update(text.encode("utf-8", "surrogatepass") + b"\x00")
        return total.hexdigest()

    def require_unchanged(self) -> None:
        """Raise ExportRefused if a file is not as it was, or is gone."""
        try:
            stats = [_stat(path) for path in self._files]
            same = stats == self._stats and _hashed(self._files).digest() == self._bytes.digest()
        except OSError:
            same = False
        if not same:
            raise ExportRefused(
                "It changed while it was read, so nothing of it was imported",
                where=self._name,
                remedy="Wait until it is written to its end, or load a copy of it.",
            )


def _stat(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _hashed(files: tuple[Path, ...]) -> HASH:
    total = sha256()
    for path in files:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                total.update(block)
        total.update(b"\x00file\x00")
    return total
