"""What appears in a folder and is complete: files and folders that nobody writes any more."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from dashboard.sources.files.files import irregular
from dashboard.sources.files.unpacking.noise import is_of_system

LOOKS = 4
"""Looks at which an export must be the same before it counts as complete."""

_BEGINNINGS = (".", "~")
_ENDINGS = ("~", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart",
            ".opdownload", ".swp", ".lock", ".new", ".unfinished")  # fmt: skip
_BLOCK = 1 << 20

Stand = tuple[tuple[str, int, int, int], ...]
"""Of every file of an export its name within it, size, time and number."""


def is_temporary(name: str) -> bool:
    """Whether a file of this name is still being written: it gets its own name when it is done."""
    return not is_of_system(name) and (
        name.startswith(_BEGINNINGS) or name.lower().endswith(_ENDINGS)
    )


class _Seen(NamedTuple):
    """How an export stood, at how many looks in a row, and what of it was handed out."""

    stand: Stand
    looks: int


class Arrivals:
    """Looks at a folder again and again, and hands out each export once it is complete, and again
    only when its bytes are others.

    Every file and every folder in it is an export of its own, like those that `load` is given.
    """

    def __init__(self, folder: Path, apart: Path) -> None:
        """apart: a folder whose files are no exports, if it stands there."""
        self._folder = folder
        self._apart = apart.resolve()
        self._seen: dict[str, _Seen] = {}
        self._given: dict[str, str] = {}

    def complete(self) -> list[Path]:
        """The exports that have become complete since the last look, the oldest first. Raises
        OSError if the folder can't be read."""
        seen, ready = {}, []
        for path in self._folder.iterdir():
            if is_temporary(path.name) or is_of_system(path.name) or path.resolve() == self._apart:
                continue
            if (stand := _stand_of(path)) is None:
                continue
            before = self._seen.get(path.name)
            looks = before.looks + 1 if before and before.stand == stand else 1
            seen[path.name] = _Seen(stand, looks)
            if looks == LOOKS:
                ready.append((max(time for _, _, time, _ in stand), path.name))
        self._seen = seen
        return [self._folder / name for _, name in sorted(ready) if self._is_new(name)]

    def again(self, path: Path) -> None:
        """Hand an export out once more, if it stays as it is: it could not be loaded now."""
        self._given.pop(path.name, None)
        self._seen.pop(path.name, None)

    def leads_out(self, path: Path) -> bool:
        """Whether a path is a link out of the folder."""
        return not path.resolve().is_relative_to(self._folder.resolve())

    def _is_new(self, name: str) -> bool:
        """Whether its bytes are others than those that were handed out under this name."""
        try:
            digest = self._digest(self._folder / name)
        except OSError:
            self._seen.pop(name, None)  # gone or locked: it is looked at anew
            return False
        known = self._given.get(name) == digest
        self._given[name] = digest
        return not known

    def _digest(self, path: Path) -> str:
        """The SHA-256 of all bytes of an export, and of what else tells it from others."""
        told = sha256()
        if self.leads_out(path):  # its bytes are not looked at
            return told.hexdigest()
        for file in _files(path):
            told.update(f"{file.relative_to(path)}\0".encode("utf-8", "surrogateescape"))
            with file.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    told.update(block)
        return told.hexdigest()


def _files(path: Path) -> list[Path]:
    """The regular files of an export, in the order of their names."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    return [path] if path.is_file() else []


def _stand_of(path: Path) -> Stand | None:
    """How an export stands; None where it is not complete: gone, empty, or partly temporary."""
    try:
        stat = path.stat()
        if irregular(stat.st_mode) != "a folder":
            return (("", stat.st_size, stat.st_mtime_ns, stat.st_ino),)
        files = _files(path)
        if not files or any(is_temporary(file.name) for file in files):
            return None
        stats = [(str(file.relative_to(path)), file.stat()) for file in files]
        return tuple((name, one.st_size, one.st_mtime_ns, one.st_ino) for name, one in stats)
    except OSError:
        return None
