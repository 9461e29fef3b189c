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
    return is_hidden(place) or _is_of_system(place)


def is_hidden(place: PurePath) -> bool:
    """Whether a person hid what stands there, which is of no system."""
    return any(part.startswith(".") for part in place.parts) and not _is_of_system(place)


def _is_of_system(place: PurePath) -> bool:
    return any(part.lower() in _FOLDERS or is_of_system(part) for part in place.parts)
