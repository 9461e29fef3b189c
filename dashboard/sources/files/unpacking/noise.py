"""Files that systems and programs put beside others on their own: no person means them."""

from __future__ import annotations

from pathlib import PurePath

_NAMES = frozenset((".ds_store", ".localized", "thumbs.db", "ehthumbs.db", "desktop.ini"))
_FOLDERS = frozenset((
    "__macosx", "@eadir", "$recycle.bin", "system volume information", "lost+found",
))  # fmt: skip
_BEGINNINGS = ("._", "~$", ".~lock.")
"""Of what a Mac writes beside a file on other disks, and office programs while one is open."""


def is_of_system(name: str) -> bool:
    """Whether a system or an office program writes files of this name beside others."""
    return name.lower() in _NAMES or name.startswith(_BEGINNINGS)


def is_noise(place: PurePath) -> bool:
    """Whether what stands there, within an archive or a folder, is hidden or of a system."""
    return any(
        part.startswith(".") or part.lower() in _FOLDERS or is_of_system(part)
        for part in place.parts
    )
