"""From what the user named to the files of one export: a file, a folder, or something packed."""

from __future__ import annotations

import re
import stat
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dashboard.errors import ExportRefused
from dashboard.sources.arranging import about_of, arranged, text_file
from dashboard.sources.files import (
    READABLE,
    SIDE_TABLES,
    SUFFIXES,
    Located,
    TextFile,
    irregular,
    no_rows,
    unreadable,
)
from dashboard.sources.raw import listed
from dashboard.sources.unpacking import signs
from dashboard.sources.unpacking.limits import LIMITS, Limits
from dashboard.sources.unpacking.rooms import room
from dashboard.sources.unpacking.unpack import unpack


@contextmanager
def located(path: Path, limits: Limits = LIMITS) -> Iterator[Located]:
    """The files of the export that the path names, for as long as the context lasts: what was
    packed is unpacked for so long. Raises ExportRefused saying why there are none."""
    with ExitStack() as rooms:
        yield _Locating(rooms, limits).export(path)


class _Locating:
    """Finds the files of one export; what it unpacks lies in rooms that close with it."""

    def __init__(self, rooms: ExitStack, limits: Limits) -> None:
        self._rooms = rooms
        self._limits = limits

    def export(self, path: Path) -> Located:
        """The files of the export that the path names."""
        name = str(path)
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", name):
            raise ExportRefused(
                "This is an address on the web; nothing is fetched from there",
                where=name,
                remedy="Download the export first, then load the file.",
            )
        try:
            mode = path.stat().st_mode
        except NotADirectoryError:
            return self._part(path, name)
        except FileNotFoundError:
            raise _absent(name) from None
        except (OSError, ValueError) as error:
            raise unreadable(name, error) from error
        if stat.S_ISDIR(mode):
            return self._folder(path, name)
        if signs.wrapping(beginning(path, name, mode)):
            return self._packed(path, name)
        return Located(name, (TextFile(path, path.name),))

    def _folder(self, folder: Path, name: str) -> Located:
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            raise unreadable(name, error) from error
        runs = self._only("runs", entries, folder, name)
        if runs is None and (whole := self._all_below(folder, name)):
            return whole
        if runs is None:
            raise _no_runs(folder, name, entries)
        side = {table: self._only(table, entries, folder, name) for table in SIDE_TABLES}
        found = {table: file for table, file in side.items() if file is not None}
        about_file = next((entry for entry in entries if entry.name == "export.json"), None)
        if about_file is None:
            return Located(name, (runs,), found)
        _inside(about_file, folder)
        file = TextFile(about_file, about_file.name)
        return Located(name, (runs,), found, about_of(file), file)

    def _all_below(self, folder: Path, name: str) -> Located | None:
        """All files of data in a folder and those in it as one export; None if there are none."""
        found: list[TextFile] = []
        taken: set[Path] = set()
        notices: list[str] = []
        for path in sorted(folder.rglob("*")):
            suffix = path.suffix.lower()
            if suffix not in (*SUFFIXES, *signs.SUFFIXES) or path.is_dir():
                continue
            taken.add(path)
            title = path.relative_to(folder).as_posix()
            if signs.wrapping(_inside(path, folder)):
                inner = self._packed(path, title)
                found += [*inner.runs, *inner.others]
                notices += inner.notices
            else:
                found.append(TextFile(path, title, title))
        if not found:
            return None
        return Located(name, tuple(found), notices=(*notices, *_left_out(folder, taken)))

    def _only(self, stem: str, entries: Iterable[Path], folder: Path, name: str) -> TextFile | None:
        """The folder's one readable file of that stem, packed or not; None if there is none."""
        found = [entry for entry in entries if _is_table(PurePosixPath(entry.name), stem)]
        if len(found) > 1:
            raise ExportRefused(
                f"The folder holds {' and '.join(entry.name for entry in found)}; "
                "only one of them can be meant",
                where=name,
                remedy="Move all but one of them elsewhere.",
            )
        if not found:
            return None
        if not signs.wrapping(_inside(found[0], folder)):
            return TextFile(found[0], found[0].name)
        inner = self._packed(found[0], str(found[0]))
        if len(inner.runs) > 1 or inner.others or inner.side:
            raise ExportRefused(
                "This holds several tables, and stands in a folder where one is meant",
                where=str(found[0]),
                remedy=f"Unpack it there, or load {found[0].name} itself.",
            )
        return inner.runs[0]

    def _packed(self, path: Path, name: str) -> Located:
        """What a file holds that is compressed, an archive, or the like."""
        try:
            folder = self._rooms.enter_context(room())
        except OSError as error:
            raise ExportRefused(
                f"There is no room to unpack it: {error.strerror or error}",
                where=name,
                remedy="Set TMPDIR to a folder that can be written to.",
            ) from error
        found = unpack(path, path.name, folder, self._limits)
        if found.several:
            export = arranged(name, found, folder)
        else:
            first = text_file(found.parts[0], folder)
            export = Located(name, (first,), notices=tuple(found.notices))
        if len(export.runs) == 1 and not export.others:
            beginning(export.runs[0].path, export.runs[0].name, stat.S_IFREG)
        return export

    def _part(self, path: Path, name: str) -> Located:
        """One sheet, table or file of something packed, named like a file in a folder."""
        outer = next((parent for parent in path.parents if parent.is_file()), None)
        if outer is None or not signs.wrapping(beginning(outer, str(outer), outer.stat().st_mode)):
            raise _absent(name)
        inner = path.relative_to(outer).as_posix()
        export = self._packed(outer, str(outer))
        every = (*export.runs, *export.others, *export.side.values())
        chosen = next((file for file in every if file.title == inner), None)
        if chosen is None:
            raise ExportRefused(
                f"There is no {inner} in {outer.name}; in it is "
                + listed(file.title for file in every),
                where=name,
                remedy="Check the spelling.",
            )
        return replace(export, name=name, runs=(chosen,), others=(), side={})


def _is_table(name: PurePosixPath, stem: str) -> bool:
    """Whether a file is called like a table: runs.csv, runs.csv.gz, runs.xlsx."""
    if name.suffix.lower() in signs.OF_STREAMS and name.stem != stem:
        name = name.with_suffix("")
    return name.stem == stem and name.suffix.lower() in (*SUFFIXES, *signs.SUFFIXES)


def _left_out(folder: Path, taken: Container[Path]) -> tuple[str, ...]:
    """What there is to say of the other files in a folder, but for hidden ones."""
    others = (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in taken)
    names = [str(path.relative_to(folder)) for path in others if not path.name.startswith(".")]
    if not names:
        return ()
    many = f"{len(names):,} files" if len(names) > 1 else "One file"
    return (f"{many} of the folder left out, being no data: {listed(names, 5)}.",)


def _absent(name: str) -> ExportRefused:
    return ExportRefused(
        "There is no such file or folder", where=name, remedy="Check the spelling of the path."
    )


def _no_runs(folder: Path, name: str, entries: list[Path]) -> ExportRefused:
    present = ", ".join(entry.name for entry in entries[:8]) or "nothing"
    held = "" if folder.is_symlink() else f" and holds {present}"
    this = "This is a link to a folder that" if folder.is_symlink() else "The folder"
    return ExportRefused(
        f"{this} holds no runs: it needs files that end in {', '.join(SUFFIXES)}{held}",
        where=name,
        remedy="Name the export’s file itself.",
    )


def _inside(entry: Path, folder: Path) -> bytes:
    """The beginning of an entry, checked to be a regular file that stands within the folder."""
    where = str(entry)
    try:
        real = entry.resolve(strict=True)
        if not real.is_relative_to(folder.resolve(strict=True)):
            raise ExportRefused(
                f"This is a link that leads out of the folder, to {real}",
                where=where,
                remedy="Put the file itself into the folder.",
            )
        return beginning(entry, where, entry.stat().st_mode)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise unreadable(where, error) from error


def beginning(path: Path, name: str, mode: int) -> bytes:
    """How a regular file begins that may hold rows, packed or not. Raises ExportRefused."""
    if what := irregular(mode):
        raise ExportRefused(f"This is {what}, not a file", where=name, remedy=f"{READABLE}.")
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
            while start and not start.strip():  # blank lines say nothing yet
                start = stream.read(1 << 20)
    except OSError as error:
        raise unreadable(name, error) from error
    if signs.wrapping(start):
        return start
    if kind := signs.foreign(start):
        raise ExportRefused(
            f"This is {kind}, not an export",
            where=name,
            remedy=f"{READABLE}: save or unpack the export as one of these.",
        )
    if not start.strip():
        raise no_rows(name)
    return start
