"""Opening what the user named: one regular file of text, or a folder with runs in it."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from dashboard.errors import ExportRefused
from dashboard.sources.json_text import decode, why
from dashboard.sources.raw import with_small_keys

SUFFIXES = (".csv", ".tsv", ".ndjson", ".jsonl", ".json")
SIDE_TABLES = ("workers", "changes", "instructions")
ABOUT = ("as_of", "note")
"""What an export says of itself."""
READABLE = "CSV, TSV, NDJSON (.ndjson, .jsonl) and JSON files can be read"

# What a file begins with, whatever it is called.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook or other Office document"),
    (b"\xff\xfe\x00\x00", "text in UTF-32"),
    (b"\x00\x00\xfe\xff", "text in UTF-32"),
)


@dataclass(frozen=True, slots=True)
class Located:
    """The files of one export: runs, and what may stand beside them in a folder.

    name: as the user wrote it; side: files of workers, changes, instructions; about: what
    export.json says.
    """

    name: str
    runs: Path
    side: dict[str, Path] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    about_file: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the export."""
        about = (self.about_file,) if self.about_file else ()
        return (self.runs, *self.side.values(), *about)

    @property
    def linked(self) -> bool:
        """Whether the name is that of a link to the file, or to the folder in which it stands."""
        return self.runs.is_symlink() or Path(self.name).is_symlink()


def locate(path: Path) -> Located:
    """Find the files of the export that the path names, or raise ExportRefused saying why not."""
    name = str(path)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", name):
        raise ExportRefused(
            "This is an address on the web; nothing is fetched from there",
            where=name,
            remedy="Download the export first, then load the file.",
        )
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise ExportRefused(
            "There is no such file or folder",
            where=name,
            remedy="Check the spelling of the path.",
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    if stat.S_ISDIR(mode):
        return _folder(path, name)
    return Located(name, _regular(path, name, mode))


def open_text(path: Path, *, newline: str | None = None) -> TextIO:
    """Open as UTF-8 (with or without BOM) or UTF-16 with BOM; other bytes become U+DC80…DCFF."""
    try:
        with path.open("rb") as stream:
            start = stream.read(2)
        if start in (b"\xff\xfe", b"\xfe\xff"):
            return path.open(encoding="utf-16", errors="replace", newline=newline)
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline=newline)
    except OSError as error:
        raise _unreadable(str(path), error) from error


def _folder(folder: Path, name: str) -> Located:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(name, error) from error
    runs = _only("runs", entries, folder, name)
    if runs is None:
        present = ", ".join(entry.name for entry in entries[:8]) or "nothing"
        held = "" if folder.is_symlink() else f" and holds {present}"
        this = "This is a link to a folder that" if folder.is_symlink() else "The folder"
        raise ExportRefused(
            f"{this} holds no runs: it needs a file runs.csv (or {', '.join(SUFFIXES[1:])}){held}",
            where=name,
            remedy="Name the export's file itself, or rename it to runs.",
        )
    side = {table: _only(table, entries, folder, name) for table in SIDE_TABLES}
    about_file = next((entry for entry in entries if entry.name == "export.json"), None)
    about: dict[str, Any] = {}
    if about_file is not None:
        about = _about(_inside(about_file, folder))
    found = {table: path for table, path in side.items() if path is not None}
    return Located(name, runs, found, about, about_file)


def _only(stem: str, entries: Iterable[Path], folder: Path, name: str) -> Path | None:
    """The folder's one readable file of that stem; None if there is none."""
    found = [entry for entry in entries if entry.stem == stem and entry.suffix.lower() in SUFFIXES]
    if len(found) > 1:
        raise ExportRefused(
            f"The folder holds {' and '.join(entry.name for entry in found)}; "
            "only one of them can be meant",
            where=name,
            remedy="Move all but one of them elsewhere.",
        )
    return _inside(found[0], folder) if found else None


def _inside(entry: Path, folder: Path) -> Path:
    """The entry, checked to be a regular file that stands within the folder."""
    where = str(entry)
    try:
        real = entry.resolve(strict=True)
        if not real.is_relative_to(folder.resolve(strict=True)):
            raise ExportRefused(
                f"This is a link that leads out of the folder, to {real}",
                where=where,
                remedy="Put the file itself into the folder.",
            )
        return _regular(entry, where, entry.stat().st_mode)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise _unreadable(where, error) from error


def _regular(path: Path, name: str, mode: int) -> Path:
    if what := irregular(mode):
        raise ExportRefused(f"This is {what}, not a file", where=name, remedy=f"{READABLE}.")
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
            while start and not start.strip():  # blank lines say nothing yet
                start = stream.read(1 << 20)
    except OSError as error:
        raise _unreadable(name, error) from error
    kind = _kind(start)
    if kind:
        raise ExportRefused(
            f"This is {kind}, not an export",
            where=name,
            remedy=f"{READABLE}: save or unpack the export as one of these.",
        )
    if not start.strip():
        raise no_rows(name)
    return path


def irregular(mode: int) -> str:
    """What stands at a path that is no regular file, "" if it is one."""
    if stat.S_ISREG(mode):
        return ""
    folder = "a folder" if stat.S_ISDIR(mode) else "a device or socket"
    return "a pipe" if stat.S_ISFIFO(mode) else folder


def no_rows(name: str) -> ExportRefused:
    """The refusal of an export that is empty or has nothing below its header."""
    return ExportRefused(
        "The export has no rows",
        where=name,
        remedy="Check that the export finished, and that its filter or period holds runs.",
    )


def _kind(start: bytes) -> str | None:
    """What the file is, if it is nothing that could hold rows of text."""
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    if start.startswith(b"PK\x03\x04"):
        sheet = b"[Content_Types].xml" in start or b"xl/" in start
        return "an Excel workbook (.xlsx) or other Office document" if sheet else "a zip archive"
    if start[8:12] == b"DUCK":
        return "a DuckDB database"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None  # UTF-16, which is full of zero bytes
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml)", start, re.IGNORECASE):
        return "a web page or XML document"
    header = start.partition(b"\n")[0]
    if b"\x00" in header or start.count(b"\x00") > len(start) // 8:
        return "binary data, or UTF-16 without its mark (BOM)"
    return None


def _about(path: Path) -> dict[str, Any]:
    with open_text(path) as stream:
        text = stream.read()
    try:
        about = decode(text)
    except (ValueError, RecursionError) as error:
        raise ExportRefused(f"This is not JSON: {why(error)}", where=str(path)) from error
    if not isinstance(about, dict):
        raise ExportRefused(
            'This should be an object like {"as_of": "2026-11-16T09:10:00Z"}', where=str(path)
        )
    return with_small_keys(about, ABOUT, str(path))


def reason(error: Exception) -> str:
    """Why a file cannot be read, without numbers and names of the program's own."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _unreadable(name: str, error: Exception) -> ExportRefused:
    return ExportRefused(
        f"This cannot be read: {reason(error)}",
        where=name,
        remedy="Check the path, and that you may read it.",
    )
