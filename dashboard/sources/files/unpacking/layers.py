"""Taking off one wrapping after another until plain text is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dashboard.sources.files.files import SUFFIXES
from dashboard.sources.files.unpacking import signs
from dashboard.sources.files.unpacking.limits import Budget, Refused
from dashboard.sources.files.unpacking.parts import Part, Unpacked

DEEPEST = 3
"""Wrappings within each other, like a CSV in gzip in a zip."""
_BY_HAND = "Unpack it yourself, and load that."
_WORDS = {"zip": "a zip archive", "tar": "a tar archive", "workbook": "a workbook",
          "database": "a SQLite database", "Parquet": "a Parquet file",
          "dump": "a dump in SQL", "page": "a web page"}  # fmt: skip


class Layers:
    """One export on its way out of its wrappings. What each kind needs is imported only for it."""

    def __init__(self, folder: Path, budget: Budget) -> None:
        """folder: where the files are written."""
        self._folder = folder
        self._budget = budget
        self._made = 0

    def unpack(self, path: Path, part: Part, depth: int = 0) -> Unpacked:
        """Take off what is around the file, and around what is within it. Raises Refused.

        part: the file as the person knows it; its title is "" unless it was in an archive.
        """
        kind = _kind(path)
        if depth == DEEPEST:
            raise Refused(f"It is wrapped more than {DEEPEST} times", _BY_HAND)
        found = self._unpacked(path, kind, part, depth)
        if Path(part.name).suffix.lower() in SUFFIXES:
            what = _WORDS.get(kind, f"compressed with {kind}")
            found.notices.append(f"{part.name} is {what}, whatever its name says, and read as one.")
        return found

    def _unpacked(self, path: Path, kind: str, part: Part, depth: int) -> Unpacked:
        if kind in signs.STREAMS:
            return self._stream(path, kind, part, depth)
        if kind == "zip":
            return self._zip(path, part, depth)
        if kind == "tar":
            from dashboard.sources.files.unpacking.tars import extract_tar

            place = self._place()
            return self._archive(place, extract_tar(path, place, self._budget), part, depth)
        if kind == "Parquet":
            from dashboard.sources.files.unpacking.columns import unpack_columns

            target = self._place() / "rows.ndjson"
            unpack_columns(path, PurePosixPath(part.title or part.name), target, self._budget)
            return Unpacked([self._plain(target, replace(part, counted="row"))])
        if kind == "workbook":
            from dashboard.sources.files.unpacking.workbooks import unpack_sheets

            return unpack_sheets(path, part, self._place(), self._folder, self._budget)
        if kind == "database":
            from dashboard.sources.files.unpacking.databases import unpack_tables

            return unpack_tables(path, part, self._place(), self._folder, self._budget)
        if kind == "page":
            from dashboard.sources.files.unpacking.pages import unpack_page

            return unpack_page(path, part, self._place(), self._folder, self._budget)
        if kind == "dump":
            from dashboard.sources.files.unpacking.dumps import unpack_dump

            found = unpack_dump(path, part, self._place(), self._folder, self._budget)
            if found.parts or not part.title:
                return found
        if depth:  # one of the files of an archive, and not what is looked for
            return Unpacked([self._plain(path, part)])
        raise Refused(f"This is {kind}, not an export", "Save the export as CSV.")

    def _stream(self, path: Path, kind: str, part: Part, depth: int) -> Unpacked:
        from dashboard.sources.files.unpacking.streams import decompress, inner_name

        if depth == 0:
            target = self._place() / f"plain{Path(inner_name(part.name)).suffix[:20]}"
            decompress(path, kind, target, self._budget)
        else:  # the packed form is a file of ours, and its plain one takes its place
            packed = path.rename(path.with_name(f"{path.name}.packed"))
            target = path.with_name(inner_name(path.name))
            decompress(packed, kind, target, self._budget)
            packed.unlink()
        inner = replace(part, title=inner_name(part.title) if part.title else "")
        return self._further(target, inner, depth)

    def _zip(self, path: Path, part: Part, depth: int) -> Unpacked:
        from dashboard.sources.files.unpacking.archives import extract
        from dashboard.sources.files.unpacking.inspect_log import whole_log

        place = self._place()
        entries = extract(path, place, self._budget)
        if log := whole_log(place, entries, self._budget):
            return Unpacked([self._plain(log, part)])
        return self._archive(place, entries, part, depth)

    def _archive(
        self, place: Path, entries: Sequence[PurePosixPath], part: Part, depth: int
    ) -> Unpacked:
        """What the entries of an archive hold, which were written to that place."""
        found = Unpacked(several=True, together=True)
        for entry in entries:
            title = f"{part.title}/{entry}" if part.title else str(entry)
            inner = Part("", f"{part.name} › {entry}", title)
            more = self._further(place / entry, inner, depth)
            found.parts.extend(more.parts)
            found.notices.extend(more.notices)
        return found

    def _further(self, path: Path, part: Part, depth: int) -> Unpacked:
        """What a file holds that was just unpacked, which may be wrapped itself."""
        if _kind(path):
            return self.unpack(path, part, depth + 1)
        return Unpacked([self._plain(path, part)])

    def _plain(self, path: Path, part: Part) -> Part:
        return replace(part, path=str(path.relative_to(self._folder)))

    def _place(self) -> Path:
        """A folder of its own for what comes out next."""
        self._made += 1
        place = self._folder / str(self._made)
        place.mkdir()
        return place


def _kind(path: Path) -> str:
    """What the file is wrapped in; "" if in nothing."""
    with path.open("rb") as stream:
        kind = signs.wrapping(stream.read(4096)) or ""
    if kind == "zip":
        from dashboard.sources.files.unpacking.archives import contents

        return contents(path)
    return kind
