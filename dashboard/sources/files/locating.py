"""From what the user named to the files of one export: a file, a folder, or something packed."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from dashboard.errors import ExportRefused
from dashboard.sources.files.arranging import about_of, arranged, text_file
from dashboard.sources.files.drawn import undrawn
from dashboard.sources.files.encodings import in_utf8
from dashboard.sources.files.files import (
    SIDE_TABLES,
    SUFFIXES,
    Located,
    TextFile,
    no_rows,
    unreadable,
)
from dashboard.sources.files.on_disk import (
    beginning,
    below,
    inside,
    left_out,
    may_hold_data,
    said_of_empty,
    without_empty,
)
from dashboard.sources.files.rooms import room
from dashboard.sources.files.unpacking import signs
from dashboard.sources.files.unpacking.limits import LIMITS, Limits, told
from dashboard.sources.files.unpacking.unpack import unpack
from dashboard.sources.raw.raw import listed
from dashboard.started import command

STANDARD_INPUT = Path("-")
"""What names it, as for most commands; a file that is called so has a folder, too."""


@contextmanager
def located(path: Path, limits: Limits = LIMITS, encoding: str | None = None) -> Iterator[Located]:
    """The files of the export that the path names, for as long as the context lasts: what was
    packed is unpacked for so long, what is not in UTF-8 stands there in UTF-8, and a drawn table
    as CSV.

    encoding: what a person said these files are in. Raises ExportRefused saying why there are none,
    and EncodingOpen where that must be said.
    """
    with ExitStack() as rooms:
        locating = _Locating(rooms, limits)
        room_for = partial(locating.room, str(path))
        yield undrawn(in_utf8(locating.export(path), encoding, room_for), room_for)


class _Locating:
    """Finds the files of one export; what it unpacks lies in rooms that close with it."""

    def __init__(self, rooms: ExitStack, limits: Limits) -> None:
        self._rooms = rooms
        self._limits = limits

    def export(self, path: Path) -> Located:
        """The files of the export that the path names."""
        name = str(path)
        if path == STANDARD_INPUT:
            return self._piped()
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
        return self._file(path, name, mode)

    def _file(self, path: Path, name: str, mode: int) -> Located:
        if signs.wrapping(beginning(path, name, mode)):
            export = self._packed(path, name)
            return replace(export, notices=(*export.notices, *_folders_around(path, export)))
        return Located(name, (TextFile(path, path.name),))

    def _piped(self) -> Located:
        """What comes through standard input: kept in a file, since it is read more than once."""
        name = "standard input"
        if sys.stdin is None or sys.stdin.isatty():
            raise ExportRefused(
                "Nothing is piped into it",
                where=name,
                remedy=f"Name the file, or pipe one: `{command('load - < runs.csv')}`.",
            )
        target = self.room(name) / name
        left = self._limits.written
        with target.open("wb") as kept:
            while block := sys.stdin.buffer.read(1 << 20):
                left -= len(block)
                if left < 0:
                    raise ExportRefused(
                        f"It is larger than {told(self._limits.written)}",
                        where=name,
                        remedy="Save it to a file, and load that.",
                    )
                kept.write(block)
        return self._file(target, name, target.stat().st_mode)

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
        beside, notices = self._beside(entries, folder)
        export = Located(name, (runs,), found, notices=notices, beside=beside)
        about_file = next((entry for entry in entries if entry.name == "export.json"), None)
        if about_file is None:
            return export
        inside(about_file, folder)
        file = TextFile(about_file, about_file.name)
        return replace(export, about=about_of(file), about_file=file)

    def _beside(
        self, entries: Iterable[Path], folder: Path
    ) -> tuple[tuple[TextFile, ...], tuple[str, ...]]:
        """The other files of data beside `runs`, and what is said of those that can't be read."""
        found: list[TextFile] = []
        notices: list[str] = []
        for entry in entries:
            if _has_a_name_of_ours(entry) or not may_hold_data(entry):
                continue
            try:
                if signs.wrapping(inside(entry, folder)):
                    inner = self._packed(entry, str(entry), entry.name)
                    found += (*inner.runs, *inner.others)
                else:
                    found.append(TextFile(entry, entry.name, entry.name))
            except ExportRefused as refusal:
                notices.append(f"{entry.name} left out: {refusal.what}.")
        return tuple(found), tuple(notices)

    def _all_below(self, folder: Path, name: str) -> Located | None:
        """All files of data in a folder and those in it as one export; None if there are none.
        Raises ExportRefused for one that leads out of it."""
        found: list[TextFile] = []
        notices: list[str] = []
        empty: list[str] = []
        every, said = without_empty(below(folder), folder)
        notices += said
        for path in every:
            title = path.relative_to(folder).as_posix()
            if signs.wrapping(inside(path, folder)):
                inner = self._unpacked(path, str(path), title)
                files = (*inner.runs, *inner.others)
                if not any(file.path.stat().st_size for file in files):
                    empty.append(title)
                    continue
                found += files
                notices += _looked_at(inner).notices
            else:
                found.append(TextFile(path, title, title))
        if empty and not found:
            raise no_rows(name)
        if not found:
            return None
        notices += said_of_empty(empty)
        return Located(name, tuple(found), notices=(*notices, *left_out(folder)))

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
        if not signs.wrapping(inside(found[0], folder)):
            return TextFile(found[0], found[0].name)
        inner = self._packed(found[0], str(found[0]))
        if len(inner.runs) > 1 or inner.others or inner.side:
            raise ExportRefused(
                "This holds several tables, and stands in a folder where one is meant",
                where=str(found[0]),
                remedy=f"Unpack it there, or load {found[0].name} itself.",
            )
        return inner.runs[0]

    def _packed(self, path: Path, name: str, known: str = "") -> Located:
        """What a file holds that is compressed, an archive, or the like, and something; known: as
        what, in what is said of its rows."""
        return _looked_at(self._unpacked(path, name, known))

    def _unpacked(self, path: Path, name: str, known: str) -> Located:
        """The same, also where nothing stands in it."""
        folder = self.room(name)
        found = unpack(path, known or path.name, folder, self._limits)
        if found.several:
            return _from(path, arranged(name, found, folder))
        first = text_file(found.parts[0], folder)
        return _from(path, Located(name, (first,), notices=tuple(found.notices)))

    def room(self, name: str) -> Path:
        """An empty folder of ours. Raises ExportRefused when none can be made."""
        try:
            return self._rooms.enter_context(room())
        except OSError as error:
            raise ExportRefused(
                f"There is no room to unpack it: {error.strerror or error}",
                where=name,
                remedy="Set TMPDIR to a folder that can be written to.",
            ) from error

    def _part(self, path: Path, name: str) -> Located:
        """One sheet, table or file of something packed, named like a file in a folder."""
        outer = next((parent for parent in path.parents if parent.is_file()), None)
        if outer is None or not signs.wrapping(beginning(outer, str(outer), outer.stat().st_mode)):
            raise _absent(name)
        inner = path.relative_to(outer).as_posix()
        export = self._packed(outer, str(outer))
        every = (*export.runs, *export.others, *export.side.values(), *export.beside)
        chosen = next((file for file in every if file.title == inner), None)
        if chosen is None:
            raise ExportRefused(
                f"There is no {inner} in {outer.name}; in it is "
                + listed(file.title for file in every),
                where=name,
                remedy="Check the spelling.",
            )
        return replace(export, name=name, runs=(chosen,), others=(), side={}, beside=())


def _looked_at(export: Located) -> Located:
    """The same, unless it is one file of something that can't hold rows. Raises ExportRefused."""
    if len(export.runs) == 1 and not export.others:
        beginning(export.runs[0].path, export.runs[0].name, stat.S_IFREG)
    return export


def _folders_around(path: Path, export: Located) -> tuple[str, ...]:
    """What the folders of a Parquet file that was named itself say of its rows, and is not read."""
    if path.suffix.lower() != ".parquet":
        return ()
    from dashboard.sources.files.unpacking.columns import said_by_folders

    with export.runs[0].path.open(encoding="utf-8", errors="replace") as rows:
        first = rows.readline()
    names = [name for name in said_by_folders(path) if f'"{name}":' not in first]
    if not names:
        return ()
    return (
        f"{listed(f'{name}=…' for name in names)} in the path of {path.name} is not read, as the "
        "folder was not named: load the one that all such folders stand in.",
    )


def _from(path: Path, export: Located) -> Located:
    """The export, whose files know what they were unpacked from."""
    return replace(
        export,
        runs=tuple(replace(file, origin=path) for file in export.runs),
        others=tuple(replace(file, origin=path) for file in export.others),
        beside=tuple(replace(file, origin=path) for file in export.beside),
    )


def _is_table(name: PurePosixPath, stem: str) -> bool:
    """Whether a file is called like a table: runs.csv, runs.csv.gz, runs.xlsx."""
    if name.suffix.lower() in signs.OF_STREAMS and name.stem != stem:
        name = name.with_suffix("")
    return name.stem == stem and name.suffix.lower() in (*SUFFIXES, *signs.SUFFIXES)


def _has_a_name_of_ours(entry: Path) -> bool:
    """Whether an entry is called as what stands in a folder of our own format."""
    name = PurePosixPath(entry.name)
    return entry.name == "export.json" or any(
        _is_table(name, stem) for stem in ("runs", *SIDE_TABLES)
    )


def _absent(name: str) -> ExportRefused:
    pattern = any(sign in name for sign in "*?[")
    what = "No file or folder matches this" if pattern else "There is no such file or folder"
    return ExportRefused(what, where=name, remedy="Check the spelling of the path.")


def _no_runs(folder: Path, name: str, entries: list[Path]) -> ExportRefused:
    present = ", ".join(entry.name for entry in entries[:8]) or "nothing"
    held = "" if folder.is_symlink() else f" and holds {present}"
    this = "This is a link to a folder that" if folder.is_symlink() else "The folder"
    return ExportRefused(
        f"{this} holds no runs: it needs files that end in {', '.join(SUFFIXES)}{held}",
        where=name,
        remedy="Name the export’s file itself.",
    )
