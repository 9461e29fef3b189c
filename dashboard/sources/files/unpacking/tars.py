"""Tar archives: every entry that may be one becomes a file within our folder."""

from __future__ import annotations

import tarfile
from pathlib import Path, PurePosixPath

from dashboard.sources.files.unpacking.entries import place_of, suspect, write
from dashboard.sources.files.unpacking.limits import Budget, Refused


def extract_tar(path: Path, folder: Path, budget: Budget) -> list[PurePosixPath]:
    """Write the entries of the archive into the folder, and list them.

    Raises Refused for an archive with an entry that would stand elsewhere, is no file or folder,
    stands twice, or is damaged: then nothing of it is worth trust.
    """
    found: list[PurePosixPath] = []
    try:
        with tarfile.open(path, "r:") as archive:
            for entry in archive:
                budget.take_files(1)
                place = place_of(entry.name)
                if not entry.isdir() and not entry.isreg():
                    raise suspect(entry.name, "is a link" if _links(entry) else "is no file")
                if entry.isdir() or place is None:
                    continue
                packed = archive.extractfile(entry)
                assert packed  # noqa: S101 - it is a regular file
                write(packed, entry.name, folder / place, budget)
                found.append(place)
    except (tarfile.TarError, EOFError):
        raise Refused(
            "It is a tar archive that is cut or damaged", "Copy or download it again, to its end."
        ) from None
    return found


def _links(entry: tarfile.TarInfo) -> bool:
    return entry.issym() or entry.islnk()
