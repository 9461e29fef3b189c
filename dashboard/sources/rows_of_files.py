"""The rows of an export as its mapping reads them: of each file, and of all together."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.sources.delimited_file import DelimitedFile
from dashboard.sources.fitting import ExportFile, Names
from dashboard.sources.mapping.copies import WithoutCopies
from dashboard.sources.mapping.gathering import Gathered
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.readers import READERS
from dashboard.sources.mapping.recognise import Contents, finder
from dashboard.sources.mapping.reread import (
    Assembled,
    Beside,
    InSmallLetters,
    Joined,
    Sifted,
    Spread,
    objects_of,
)
from dashboard.sources.raw.raw import FILE, FOLDER, OUTSIDE, PARTS, Record, Table


def rows_of(file: ExportFile, mapping: Mapping, names: Names) -> Table:
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


def put_together(
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
