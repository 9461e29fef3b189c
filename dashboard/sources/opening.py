"""From the files of an export to its tables of raw rows and the mapping that fits them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.continued import continued
from dashboard.sources.delimited_file import DelimitedFile
from dashboard.sources.files.files import SIDE_TABLES, Located
from dashboard.sources.first_pages import more_elsewhere
from dashboard.sources.fitting import ExportFile, Names
from dashboard.sources.format_of import format_of, why_format
from dashboard.sources.json_file import JsonFile
from dashboard.sources.left_out import no_part, unlike
from dashboard.sources.mapping.copies import WithoutCopies
from dashboard.sources.mapping.gathering import Gathered
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, begun_for_created, in_named_zones
from dashboard.sources.mapping.reread import Beside, InSmallLetters, Sifted, Spread
from dashboard.sources.raw.nothing import is_nothing
from dashboard.sources.raw.raw import Table, listed
from dashboard.sources.rows_of_files import put_together, rows_of
from dashboard.sources.side_files import is_delimited, open_side
from dashboard.sources.tables.delimited import header_again
from dashboard.sources.tables.repeated_header import RepeatedHeader
from dashboard.sources.told_by_id import ToldById, tells_more, told_by_id


@dataclass(frozen=True, slots=True)
class OpenedExport:
    """An export whose format is known.

    why: a sentence that says how it was recognised; side: tables beside the runs; about: what
    the export says of itself (as_of, note); notices: what else there is to say, each a sentence;
    files: how many hold the runs and what more is told of them; told: tables that have more to say
    once they were read.
    """

    runs: Table
    mapping: Mapping
    why: str
    side: dict[str, Table] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    files: int = 1
    told: tuple[Spread | Sifted | WithoutCopies | Gathered | ToldById | RepeatedHeader, ...] = ()

    def read_on(self, rest: Table) -> OpenedExport:
        """The same of a file of which some rows were read as columns, and these are the rest."""
        whole, header = header_again(self.runs), header_again(rest)
        told = tuple(table for table in self.told if table is not whole)
        return replace(self, runs=rest, told=(*told, header) if header else told)

    def all_notices(self) -> tuple[str, ...]:
        """The notices, with those that are known once all rows were read."""
        return (*self.notices, *(notice for table in self.told for notice in table.notices()))


def open_export(
    located: Located, formats: Sequence[Mapping], given: Mapping | None, names: Names
) -> OpenedExport:
    """Open the runs with the mapping that the person gave, or the first format that fits.

    names: the columns of every table in our own format. Raises ExportRefused when none fits,
    naming what was found and what is needed.
    """
    files, refused = _opened(located, given, names)
    mapping, fitting, seen = format_of(located, files, [given] if given else formats, names)
    fitting, goes_on = continued(fitting, files, mapping)
    mapping, zoned = in_named_zones(mapping, seen.keys)
    tables = [rows_of(file, mapping, names) for file in fitting]
    runs, told_later = put_together(tables, mapping, seen)
    # a sheet or table that is called workers means something else beside other formats
    side_files = located.side if mapping.is_ours or located.folder is None else {}
    side = {
        **(_side_within(fitting[0], names) if mapping.is_ours else {}),
        **{name: open_side(file, names[name]) for name, file in side_files.items()},
    }
    about = {**_about(fitting, mapping), **located.about}

    others = [file for file in files if all(file.text is not one.text for one in fitting)]
    beside, unread = _beside(located, given, names)
    telling = [file for file in (*others, *beside) if tells_more(file, mapping, names)]
    more_rows = [(file, rows_of(file, mapping, names)) for file in telling]
    by_id = told_by_id(runs, more_rows, mapping, seen, names)

    not_side = [file.name for name, file in located.side.items() if name not in side_files]
    unlike_runs = [file for file in others if file not in telling]
    apart = [file for file in beside if file not in telling]
    known = [] if given else formats
    notices = (
        *(notice for file in fitting for notice in file.notices),
        *goes_on,
        *unlike(unlike_runs, [*refused, *not_side], mapping, known, names),
        *no_part(apart, unread, fitting[0].name, mapping, known, names),
        *_of_times(mapping, zoned, seen),
        *more_elsewhere(fitting, mapping),
    )
    read = (*tables, *side.values(), *(table for _, table in more_rows))
    return OpenedExport(
        by_id or runs,
        mapping,
        why_format(mapping, seen),
        side,
        about,
        notices,
        files=len(fitting) + len(telling),
        told=(*_told_first(read, tables), *told_later, *([by_id] if by_id else ())),
    )


def _told_first(
    read: Sequence[Table], of_runs: Sequence[Table]
) -> Iterator[RepeatedHeader | Spread]:
    """The tables that have more to say of the rows of single files: of all that are read those
    whose header stands in them again, and of those of runs those that a
    reader in Python reads."""
    yield from filter(None, map(header_again, read))
    within = (table.table if isinstance(table, Beside) else table for table in of_runs)
    yield from (table for table in within if isinstance(table, Spread))


def _of_times(mapping: Mapping, zoned: Sequence[str], seen: Contents) -> list[str]:
    """What is worth a word of the times of runs. zoned: the columns that name their zone."""
    said = []
    if zoned:
        said.append(f"Times are read in the zone that their column names: {listed(zoned)}.")
    if begun := begun_for_created(mapping, seen.keys):
        said.append(f"No column says when runs were created; {begun} counts for it.")
    return said


def _opened(
    located: Located, given: Mapping | None, names: Names
) -> tuple[list[ExportFile], list[str]]:
    """The files that may hold runs, and the names of those that hold nothing that can be read.
    Raises ExportRefused where that is all of them."""
    files: list[ExportFile] = []
    refused: list[str] = []
    for text in located.runs:
        try:
            files.append(
                DelimitedFile(text, names["runs"], given) if is_delimited(text) else JsonFile(text)
            )
        except ExportRefused:
            refused.append(text.name)
            if len(refused) == len(located.runs):
                raise
    return files, refused


def _beside(
    located: Located, given: Mapping | None, names: Names
) -> tuple[list[ExportFile], list[str]]:
    """The files beside `runs`, and the names of those that hold nothing that can be read."""
    if not located.beside:
        return [], []
    try:
        return _opened(replace(located, runs=located.beside), given, names)
    except ExportRefused:
        return [], [file.name for file in located.beside]


def _about(files: Sequence[ExportFile], mapping: Mapping) -> dict[str, Any]:
    """What the files say of the export: the first that says it, of its own time the newest."""
    told = [file.about(mapping) for file in files]
    found = {key: value for about in reversed(told) for key, value in about.items()}
    stated = [about.get("as_of") for about in told]
    times = [time for time in stated if isinstance(time, str) and not is_nothing(time)]
    return found | ({"as_of": max(times)} if times else {})


def _side_within(file: ExportFile, names: Names) -> dict[str, Table]:
    found = file.side()
    return {name: InSmallLetters(found[name], names[name]) for name in SIDE_TABLES if name in found}
