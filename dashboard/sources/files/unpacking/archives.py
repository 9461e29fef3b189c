"""Zip archives: every entry that may be one becomes a file within our folder."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from dashboard.sources.files.unpacking.limits import Budget, Counted, Refused

_BLOCK = 1 << 20
_NOISE = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini"))
"""What systems put into archives on their own; so are names that begin with a point."""

_OFFICE = {"xl/workbook.xml": "workbook", "xl/workbook.bin": "workbook", "word/": "a Word document",
           "ppt/": "a PowerPoint presentation"}  # fmt: skip
_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"


def contents(path: Path) -> str:
    """What a zip file is: "zip", "workbook", or what else, like "a Word document". Raises
    Refused when it is damaged."""
    with _opened(path) as archive:
        names = archive.namelist()
        if "mimetype" in names:  # OpenDocument
            with archive.open("mimetype") as stream:
                kind = stream.read(100)
            if kind.startswith(_SHEETS):
                return "workbook"
            if kind.startswith(b"application/vnd.oasis.opendocument"):
                return "an OpenDocument file that is no spreadsheet"
        if "[Content_Types].xml" not in names:
            return "zip"
        found = (kind for sign, kind in _OFFICE.items() if any(n.startswith(sign) for n in names))
        return next(found, "an Office document that is no workbook")


def extract(path: Path, folder: Path, budget: Budget) -> list[PurePosixPath]:
    """Write the entries of the archive into the folder, and list them.

    Raises Refused for an archive with an entry that would stand elsewhere, is a link, stands twice,
    or is protected or damaged: then nothing of it is worth trust.
    """
    with _opened(path) as archive:
        entries = archive.infolist()
        budget.take_files(len(entries))
        found = [_place(entry) for entry in entries if not entry.is_dir()]
        for entry, place in found:
            if place is not None:
                _write(archive, entry, folder / place, budget)
    return [place for _, place in found if place is not None]


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, EOFError):
        raise Refused(
            "It is a zip archive that is cut or damaged", "Copy or download it again, to its end."
        ) from None


def _place(entry: zipfile.ZipInfo) -> tuple[zipfile.ZipInfo, PurePosixPath | None]:
    """Where an entry may stand within the folder; None for what no person put there."""
    name = entry.filename.replace("\\", "/")
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or ":" in name or not place.parts:
        raise _suspect(entry, "would stand outside the archive’s folder")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _suspect(entry, "is a link")
    if any(part in _NOISE or part.startswith(".") for part in place.parts):
        return entry, None
    if entry.flag_bits & 1:
        raise Refused(
            f"It is protected with a password (of {_shown(entry)})",
            "Unpack it yourself, or pack it without a password.",
        )
    return entry, place


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: Budget) -> None:
    try:
        with archive.open(entry) as packed, Counted(target, budget) as plain:
            while block := packed.read(_BLOCK):
                plain.write(block)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise Refused(
            f"It is a zip archive of which {_shown(entry)} is damaged", "Copy or download it again."
        ) from None
    except NotImplementedError:
        raise Refused(
            f"It is a zip archive of which {_shown(entry)} is packed in a way that is not known",
            "Unpack it yourself, and load what it holds.",
        ) from None
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise _suspect(entry, "stands there twice") from None


def _suspect(entry: zipfile.ZipInfo, why: str) -> Refused:
    return Refused(
        f"It is an archive in which {_shown(entry)} {why}; nothing of it was read",
        "Unpack it yourself, look at what it holds, and load that.",
    )


def _shown(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    return f"“{name if len(name) <= 80 else name[:80] + '…'}”"
