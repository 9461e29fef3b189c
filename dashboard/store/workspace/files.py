"""The files of a workspace: how generations are named, and how what is written stays written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_BLOCK = 1 << 20
_SMALL = 3_000_000  # bytes


def database(folder: Path, number: int) -> Path:
    """The DuckDB file of a generation."""
    return folder / f"runs.{number}.duckdb"


def is_small(database: Path) -> bool:
    """Whether the file of a generation holds some thousand runs at most: what is asked of it is
    done sooner than its parts are handed out to threads. Raises OSError."""
    return database.stat().st_size < _SMALL


def manifest(folder: Path, number: int) -> Path:
    """What the file of a generation must hold, as JSON."""
    return folder / f"runs.{number}.json"


def numbers(folder: Path) -> list[int]:
    """The numbers of which a folder has a file, rising; none where it can't be read."""
    try:
        names = [path.name.split(".")[1] for path in folder.glob("runs.*")]
    except OSError:
        return []
    return sorted({found for name in names if (found := number(name)) is not None})


def number(text: str) -> int | None:
    """The number that a text is; None for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes: about a second for 2 GB. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy(source: Path, target: Path) -> str:
    """Copy a file; the SHA-256 of the copy's bytes. Raises OSError.

    Where the file system can share blocks, as XFS and Btrfs do, nothing is written: both files have
    the same ones until either is changed.
    """
    with source.open("rb") as read, target.open("wb") as written:
        left = os.fstat(read.fileno()).st_size
        if hasattr(os, "copy_file_range"):  # Linux
            with contextlib.suppress(OSError):  # not between these files
                while copied := os.copy_file_range(read.fileno(), written.fileno(), left):
                    left -= copied
        shutil.copyfileobj(read, written, _BLOCK)
    return digest(target)


def write_durably(path: Path, text: str) -> None:
    """Replace a small file atomically: readers see the old text or the new, never part."""
    with replacing(path) as draft, draft.open("w", encoding="utf-8") as file:
        file.write(text)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file to be written beside another, which it replaces once it is on the disk. After an
    error the old one stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        yield draft
        sync(draft)
        draft.replace(path)
        sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a system lets one ask for it."""
    if os.name == "nt":  # folders can't be opened, and a replacing is written through
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
