"""What was unpacked of one file, as one export: like a folder of the same files would be one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import (
    ABOUT,
    READABLE,
    SIDE_TABLES,
    SUFFIXES,
    Located,
    TextFile,
    open_text,
)
from dashboard.sources.files.on_disk import no_data
from dashboard.sources.files.unpacking.parts import Part, Unpacked
from dashboard.sources.raw.json_text import decode, why
from dashboard.sources.raw.raw import listed, with_small_keys


def arranged(name: str, found: Unpacked, folder: Path) -> Located:
    """The files, sheets or tables of something packed: `runs` and what stands beside it, or those
    of which one may hold the runs.

    name: as the user wrote it; folder: where the parts' paths begin. Raises ExportRefused when
    nothing in it could hold runs.
    """
    parts = [part for part in found.parts if _may_be_read(part)]
    unread = [part.title for part in found.parts if not _may_be_read(part)]
    top = _common_folder(parts)
    tables: dict[str, list[Part]] = {}
    about: TextFile | None = None
    for part in parts:
        place = _place(part).relative_to(top)
        if place == PurePosixPath("export.json"):
            about = text_file(part, folder)
        else:
            alone = place.name if part.is_table else place.stem
            table = alone.lower() if len(place.parts) == 1 else str(place)
            tables.setdefault(table, []).append(part)
    side = {table: tables.pop(table)[0] for table in SIDE_TABLES if table in tables}
    named = tables.pop("runs", None)
    rest = [part for parts in tables.values() for part in parts]
    of_runs = named or rest
    if not of_runs:
        present = listed((part.title for part in found.parts), 8) or "nothing"
        raise ExportRefused(
            f"It holds no runs: in it is {present}", where=name, remedy=f"{READABLE}."
        )
    first, *others = (text_file(part, folder) for part in of_runs)
    together = (first, *others) if found.together else (first,)
    beside = rest if named else []
    return Located(
        name,
        together,
        {table: text_file(part, folder) for table, part in side.items()},
        about_of(about) if about else {},
        about,
        () if found.together else tuple(others),
        folder,
        (
            *found.notices,
            *no_data(unread, PurePosixPath(name).name),
            *other_tables(name, [part.title for part in beside if not _may_be_joined(part)]),
        ),
        tuple(text_file(part, folder) for part in beside if _may_be_joined(part)),
    )


def other_tables(name: str, titles: Sequence[str]) -> tuple[str, ...]:
    """A sentence about the tables of a database that are not read, none without any."""
    if not titles:
        return ()
    others = "another is" if len(titles) == 1 else f"{len(titles):,} others are"
    of = PurePosixPath(name).name
    return (f"Of {of} the table of the runs is read, and {others} not: {listed(titles, 5)}.",)


def _may_be_joined(part: Part) -> bool:
    """Whether a part may say more of the runs in another: files and sheets may, while the tables of
    a database have joins of their own."""
    return part.sheet or not part.is_table


def text_file(part: Part, folder: Path) -> TextFile:
    """A part as a file that can be read."""
    return TextFile(
        folder / part.path, part.name, part.title, part.counted, part.above, sheet=part.sheet
    )


def about_of(file: TextFile) -> dict[str, Any]:
    """What export.json says of the export. Raises ExportRefused."""
    with open_text(file) as stream:
        text = stream.read()
    try:
        about = decode(text)
    except (ValueError, RecursionError) as error:
        raise ExportRefused(f"This is not JSON: {why(error)}", where=file.name) from error
    if not isinstance(about, dict):
        raise ExportRefused(
            'This should be an object like {"as_of": "2026-11-16T09:10:00Z"}', where=file.name
        )
    return with_small_keys(about, ABOUT, file.name)


def _common_folder(parts: list[Part]) -> PurePosixPath:
    """The folder in an archive in which all its files stand."""
    folders = [_place(part).parent for part in parts] or [PurePosixPath()]
    tops = (folders[0], *folders[0].parents)
    return next(top for top in tops if all(place.is_relative_to(top) for place in folders))


def _place(part: Part) -> PurePosixPath:
    """Where a part stands in an archive. Sheets and tables stand side by side, whatever signs
    their names hold, but for those of a workbook in an archive."""
    return PurePosixPath(part.title.strip("/") or part.name)


def _may_be_read(part: Part) -> bool:
    """Whether a file of an archive is of a kind that can hold rows: a README is not."""
    return PurePosixPath(part.path).suffix.lower() in SUFFIXES
