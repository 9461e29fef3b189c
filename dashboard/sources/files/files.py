"""The files of an export: text, each where it stands and as the person knows it."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from dashboard.errors import ExportRefused
from dashboard.sources.files.unpacking.signs import OF_STREAMS

SUFFIXES = (".csv", ".tsv", ".ndjson", ".jsonl", ".json", ".traj")
SIDE_TABLES = ("workers", "changes", "instructions")
ABOUT = ("as_of", "note", "zone", "covers", "dimensions")
"""What an export says of itself."""
READABLE = (
    "CSV, TSV, NDJSON (.ndjson, .jsonl), JSON, Excel, OpenDocument, Parquet and SQLite files, "
    "tables of web pages and dumps of PostgreSQL can be read, also in gzip, bzip2, xz, zstd, zip "
    "or tar"
)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of text that can be read.

    path: where it stands, perhaps unpacked for now; name: as the person knows it, "runs.csv" or
    "runs.xlsx, sheet Runs"; title: its own name within that, "Runs"; counted: what the places in
    it are counted in, "line" or "row"; above: how many lines stand above it in the dump that it is
    a table of, None if it is none; origin: the file that it was unpacked from, None if from none;
    sheet: whether it is one of a workbook.
    """

    path: Path
    name: str
    title: str = ""
    counted: str = "line"
    above: int | None = None
    origin: Path | None = None
    sheet: bool = False

    @property
    def suffix(self) -> str:
        """How its name ends, in small letters."""
        return self.path.suffix.lower()

    @property
    def stem(self) -> str:
        """Its own name without the ending, like "report_17"."""
        return PurePosixPath(self.title or _unpacked_name(self.origin or self.path)).stem

    @property
    def folder(self) -> str:
        """The name of the folder it stands in, as the person knows it; of what stands in no folder
        of an archive that of the archive."""
        own = PurePosixPath(self.title).parent.name
        if self.origin and self.title and not own:
            return PurePosixPath(_unpacked_name(self.origin)).stem
        return own or (self.origin or self.path).absolute().parent.name

    def at(self, number: int) -> str:
        """A place in it: "runs.csv, line 3"."""
        return f"{self.name}, {self.counted} {number}"


@dataclass(frozen=True, slots=True)
class Located:
    """The files of one export: those of its runs, and what may stand beside them in a folder.

    name: as the user wrote it; side: files of workers, changes, instructions; about: what
    export.json says; others: what could hold the runs as well as `runs`, like other sheets;
    beside: other files beside `runs`, which may say more of these; folder: where the files of an
    archive stand; notices: what is worth a word, each a sentence.
    """

    name: str
    runs: tuple[TextFile, ...]
    side: dict[str, TextFile] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    about_file: TextFile | None = None
    others: tuple[TextFile, ...] = ()
    folder: Path | None = None
    notices: tuple[str, ...] = ()
    beside: tuple[TextFile, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the export."""
        about = (self.about_file,) if self.about_file else ()
        every = (*self.runs, *self.others, *self.side.values(), *self.beside, *about)
        return tuple(file.path for file in every)

    @property
    def linked(self) -> bool:
        """Whether the name is that of a link to the file, or to the folder in which it stands."""
        return self.runs[0].path.is_symlink() or Path(self.name).is_symlink()


def _unpacked_name(path: Path) -> str:
    """A file's name without the ending that says how it is compressed."""
    return path.stem if path.suffix.lower() in OF_STREAMS else path.name


def is_utf16(file: TextFile) -> bool:
    """Whether a file begins with the mark of UTF-16. Raises OSError."""
    with file.path.open("rb") as stream:
        return stream.read(2) in (b"\xff\xfe", b"\xfe\xff")


def open_text(file: TextFile, *, newline: str | None = None) -> TextIO:
    """Open as UTF-8 (with or without BOM) or UTF-16 with BOM; other bytes become U+DC80…DCFF."""
    try:
        if is_utf16(file):
            return file.path.open(encoding="utf-16", errors="replace", newline=newline)
        return file.path.open(encoding="utf-8-sig", errors="surrogateescape", newline=newline)
    except OSError as error:
        raise unreadable(file.name, error) from error


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


def reason(error: Exception) -> str:
    """Why a file cannot be read, without numbers and names of the program's own."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def stopped(name: str, error: OSError) -> ExportRefused:
    """The refusal of what could be opened, and then not be read to its end."""
    return ExportRefused(f"Reading it stopped: {error.strerror or error}", where=name)


def unreadable(name: str, error: Exception) -> ExportRefused:
    """The refusal of what cannot even be opened."""
    return ExportRefused(
        f"This cannot be read: {reason(error)}",
        where=name,
        remedy="Check the path, and that you may read it.",
    )
