"""Entries of an archive on their way into our folder: where they may stand, and what is suspect."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import IO

from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.noise import is_noise

_BLOCK = 1 << 20


def place_of(name: str) -> PurePosixPath | None:
    """Where an entry may stand within the folder; None for what no person put there. Raises Refused
    where it would stand elsewhere."""
    plain = name.replace("\\", "/")
    place = PurePosixPath(plain)
    if place.is_absolute() or ".." in place.parts or ":" in plain:
        raise suspect(name, "would stand outside the archive’s folder")
    if not place.parts or is_noise(place):
        return None
    return place


def write(packed: IO[bytes], name: str, target: Path, budget: Budget) -> None:
    """Write an entry to its place. Raises Refused where something stands there already, and what
    reading it raises."""
    try:
        with packed, CountedFile(target, budget) as plain:
            while block := packed.read(_BLOCK):
                plain.write(block)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise suspect(name, "stands there twice") from None


def suspect(name: str, why: str) -> Refused:
    """The refusal of an archive with such an entry."""
    return Refused(
        f"It is an archive in which {shown(name)} {why}; nothing of it was read",
        "Unpack it yourself, look at what it holds, and load that.",
    )


def shown(name: str) -> str:
    """The name of an entry as it is quoted."""
    return f"“{name if len(name) <= 80 else name[:80] + '…'}”"
