"""Zip archives: every entry that may be one becomes a file within our folder."""

from __future__ import annotations

import lzma
import stat
import sys
import zlib
from pathlib import Path, PurePosixPath

from dashboard.sources.files.unpacking.entries import place_of, shown, suspect, write
from dashboard.sources.files.unpacking.limits import Budget, Refused

if sys.version_info >= (3, 14):
    import zipfile

    from compression.zstd import ZstdError
else:  # the same, with entries that are packed with zstd
    from backports.zstd import ZstdError, zipfile

_OFFICE = {"xl/workbook.xml": "workbook", "xl/workbook.bin": "workbook", "word/": "a Word document",
           "ppt/": "a PowerPoint presentation"}  # fmt: skip
_BROKEN = (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, ZstdError, OSError)
"""What reading an entry raises that is damaged, each way of packing another."""
_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".ods")
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
        if any(name.endswith(".iwa") for name in names):
            return "a document of Numbers, Pages or Keynote"
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
        what = "spreadsheet" if path.suffix.lower() in _SPREADSHEETS else "zip archive"
        raise Refused(
            f"It is a {what} that is cut or damaged", "Copy or download it again, to its end."
        ) from None


def _place(entry: zipfile.ZipInfo) -> tuple[zipfile.ZipInfo, PurePosixPath | None]:
    """Where an entry may stand within the folder; None for what no person put there."""
    if not PurePosixPath(entry.filename).parts:
        raise suspect(entry.filename, "would stand outside the archive’s folder")
    place = place_of(entry.filename)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise suspect(entry.filename, "is a link")
    if place is not None and entry.flag_bits & 1:
        raise Refused(
            f"It is protected with a password (of {shown(entry.filename)})",
            "Unpack it yourself, or pack it without a password.",
        )
    return entry, place


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: Budget) -> None:
    name = entry.filename
    try:
        write(archive.open(entry), name, target, budget)
    except _BROKEN as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the disk's fault, not the file's
        raise Refused(
            f"It is a zip archive of which {shown(name)} is damaged", "Copy or download it again."
        ) from None
    except NotImplementedError:
        raise Refused(
            f"It is a zip archive of which {shown(name)} is packed in a way that is not known",
            "Unpack it yourself, and load what it holds.",
        ) from None
