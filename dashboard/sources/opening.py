"""From the files of an export to its tables of raw rows and the mapping that fits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.continued import continued
from dashboard.sources.delimited_file import DelimitedFile
from dashboard.sources.elsewhere import Elsewhere
from dashboard.sources.files.files import SIDE_TABLES, Located
from dashboard.sources.first_pages import more_elsewhere
from dashboard.sources.fitting import (
    ExportFile,
    Fitting,
    Names,
    first_fitting,
    seen_by,
    whose_parts,
)
from dashboard.sources.headerless import no_header
from dashboard.sources.held import SAMPLE
from dashboard.sources.json_file import JsonFile
from dashboard.sources.left_out import no_part, unlike
from dashboard.sources.mapping.copies import WithoutCopies
from dashboard.sources.mapping.gathering import Gathered
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.readers import READERS
from dashboard.sources.mapping.recognise import Contents, begun_for_created, finder, in_named_zones
from dashboard.sources.mapping.reread import (
    Assembled,
    Beside,
    InSmallLetters,
    Joined,
    Sifted,
    Spread,
    objects_of,
)
from dashboard.sources.raw.nothing import is_nothing
from dashboard.sources.raw.raw import FILE, FOLDER, OUTSIDE, PARTS, Record, Table, listed
from dashboard.sources.rejected_file import told_format
from dashboard.sources.side_files import is_delimited, open_side
from dashboard.sources.tables.delimited import header_again
from dashboard.sources.tables.repeated_header import RepeatedHeader
from dashboard.sources.told_by_id import ToldById, tells_more, told_by_id
from dashboard.sources.unrecognised import nearest, unrecognised


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
    mapping, fitting, seen = _recognised(located, files, [given] if given else formats, names)
    fitting, goes_on = continued(fitting, files, mapping)
    mapping, zoned = in_named_zones(mapping, seen.keys)
    tables = [_rows_of(file, mapping, names) for file in fitting]
    # a sheet or table that is called workers means something else beside other formats
    beside = located.side if mapping.is_ours or located.folder is None else {}
    side = {
        **(_side_within(fitting[0], names) if mapping.is_ours else {}),
        **{name: open_side(file, names[name]) for name, file in beside.items()},
    }
    about = {**_about(fitting, mapping), **located.about}
    others = [file for file in files if all(file.text is not one.text for one in fitting)]
    more, unread = _beside(located, given, names)
    tells = [file for file in (*others, *more) if tells_more(file, mapping, names)]
    rest = [file for file in others if file not in tells]
    unread_too = [file.name for name, file in located.side.items() if name not in beside]
    apart = [file for file in more if file not in tells]
    others_known = [] if given else formats
    runs, told_later = _put_together(tables, mapping, seen)
    more_rows = [(file, _rows_of(file, mapping, names)) for file in tells]
    by_id = told_by_id(runs, more_rows, mapping, seen, names)
    spread = (table.table if isinstance(table, Beside) else table for table in tables)
    told_first = tuple(table for table in spread if isinstance(table, Spread))
    every = (*tables, *side.values(), *(table for _, table in more_rows))
    headers = tuple(header for table in every if (header := header_again(table)))
    notices = (
        *(notice for file in fitting for notice in file.notices),
        *goes_on,
        *unlike(rest, [*refused, *unread_too], mapping, others_known, names),
        *no_part(apart, unread, fitting[0].name, mapping, others_known, names),
        *_of_times(mapping, zoned, seen),
        *more_elsewhere(fitting, mapping),
    )
    told = (*headers, *told_first, *told_later, *([by_id] if by_id else ()))
    why = _why(mapping, seen)
    many = len(fitting) + len(tells)
    return OpenedExport(by_id or runs, mapping, why, side, about, notices, many, told)


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


def _rows_of(file: ExportFile, mapping: Mapping, names: Names) -> Table:
    """The rows of one file, as the mapping reads them."""
    table = file.table(mapping)
    if mapping.is_ours and not table.header:
        table = InSmallLetters(table, names["runs"])
    if mapping.reader:
        table = Spread(table, READERS[mapping.reader])
    beside: Record = {
        key: value
        for key, value in ((FILE, file.text.stem), (FOLDER, file.text.folder))
        if mapping.reads(key)
    }
    if mapping.reads(OUTSIDE) and (isinstance(file, DelimitedFile) or file.is_object):
        beside[OUTSIDE] = file.outside(mapping)
    return Beside(table, beside) if beside else table


def _put_together(
    tables: Sequence[Table], mapping: Mapping, seen: Contents
) -> tuple[Table, tuple[Sifted | WithoutCopies | Gathered, ...]]:
    """The rows of all files, of which those that belong together are one, and the tables on the way
    there that count what they leave out."""
    table = tables[0] if len(tables) == 1 else Joined(tables)
    if not mapping.reader and (objects := objects_of(mapping, seen.keys)):
        table = Assembled(table, objects)
    if not (mapping.skip or mapping.absent or mapping.gather):
        return table, ()
    find = finder(mapping, table.header)
    sifted = Sifted(table, mapping, find)
    if mapping.gather is None:
        return sifted, (sifted,)
    status = (mapping.fields or {}).get("status")
    told_by = status.paths() if status else ()
    by_root = bool(told_by) and not any(path.startswith(PARTS) for path in told_by)
    copies = WithoutCopies(sifted, mapping.gather, find) if mapping.gather.copied else None
    gathered = Gathered(copies or sifted, mapping.gather, find, ended_by_root=by_root)
    return gathered, (sifted, *([copies] if copies else ()), gathered)


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


def _recognised(
    located: Located, files: Sequence[ExportFile], formats: Sequence[Mapping], names: Names
) -> Fitting:
    """The first format that fits. Raises ExportRefused."""
    formats = told_format(files, formats, SAMPLE)
    found, near = first_fitting(files, formats, SAMPLE, names)
    if found is None:  # rows differ: perhaps a later one has the key that a format lacks
        found, _ = first_fitting(files, near, None, names)
    if found is not None:
        found = whose_parts(found, files, formats, names) or found
    elsewhere = Elsewhere(files, formats, names)
    if found is not None and not elsewhere.may_be_meant(found):
        return found
    if found_elsewhere := elsewhere.fitting():
        return found_elsewhere
    if found is not None:
        return found
    files[0].refuse_if_nothing()
    _refuse_if_empty(files[0], formats)
    if isinstance(files[0], DelimitedFile) and files[0].row_for_header:
        raise no_header(files[0].name, files[0].row_for_header, linked=located.linked)
    views = [(mapping, seen_by(files[0], mapping, SAMPLE, names)) for mapping in formats]
    nearest_view = nearest([*views, *elsewhere.views()])
    lists = elsewhere.lists()
    refusal = unrecognised(files[0].name, *nearest_view, lists=lists, linked=located.linked)
    if len(files) > 1:
        others = listed(file.text.title or file.name for file in files[1:])
        refusal = ExportRefused(
            f"{refusal.what}. Nothing else in it fits either: {others}",
            where=refusal.where,
            remedy=refusal.remedy,
        )
    raise refusal


def _refuse_if_empty(file: ExportFile, formats: Sequence[Mapping]) -> None:
    """Refuse a document of a known format in which nothing stands where its rows should."""
    if not isinstance(file, JsonFile):
        return
    for mapping in formats:
        if key := file.empty_for(mapping):
            raise ExportRefused(
                f"This is of the format {mapping.name} and holds no runs: nothing stands under "
                f"{key}",
                where=file.name,
                remedy="Check that it was written to its end, and exported whole.",
            )


def _why(mapping: Mapping, seen: Contents) -> str:
    if not mapping.is_tried:
        return f"The mapping {mapping.file} was given."
    found = [
        next(path for path in group if seen.has(path, ignore_case=mapping.ignore_case))
        for group in mapping.recognise
    ]
    tells = "mapping kept as" if mapping.kept else "format"
    return f"It has the columns of the {tells} {mapping.name}: {', '.join(found)}."
