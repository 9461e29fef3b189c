"""Which of several sheets, tables or files of one export holds the runs: the one that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.errors import ExportRefused
from dashboard.sources.files.arranging import other_tables
from dashboard.sources.files.files import Located
from dashboard.sources.fitting import Names
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import loose
from dashboard.sources.opening import OpenedExport, open_export
from dashboard.sources.raw.raw import listed


def open_fitting(
    located: Located, formats: Sequence[Mapping], given: Mapping | None, names: Names
) -> tuple[Located, OpenedExport]:
    """Open the export with the one file of those located that fits a format, or with all sheets of
    a workbook if those that fit have the same columns, as a sheet for every month; some may have
    more of them.

    Takes what open_export takes. Raises ExportRefused where none fits, with what was left out, and
    where several others do: which is meant is not guessed.
    """
    try:
        return _open_fitting(located, formats, given, names)
    except ExportRefused as refusal:
        if type(refusal) is not ExportRefused or not located.notices:
            raise
        remedy = " ".join(part for part in (refusal.remedy, *located.notices) if part)
        raise ExportRefused(refusal.what, where=refusal.where, remedy=remedy) from None


def _open_fitting(
    located: Located, formats: Sequence[Mapping], given: Mapping | None, names: Names
) -> tuple[Located, OpenedExport]:
    if not located.others:
        return located, open_export(located, formats, given, names)
    fitting: list[tuple[Located, OpenedExport]] = []
    refused: list[ExportRefused] = []
    for file in (*located.runs, *located.others):
        one = replace(located, runs=(file,), others=())
        try:
            fitting.append((one, open_export(one, formats, given, names)))
        except ExportRefused as refusal:
            refused.append(refusal)
    there = {opened.mapping.name for _, opened in fitting}
    fitting = [pair for pair in fitting if pair[1].mapping.parts_of not in there]
    if len(fitting) > 1:
        if whole := _sheets_of_one(located, [opened for _, opened in fitting]):
            return whole, open_export(whole, formats, given, names)
        raise _open_choice(located, [one for one, _ in fitting])
    if fitting:
        return _with_what_tells_more(located, *fitting[0], formats, given, names)
    raise _none(located, refused)


def _with_what_tells_more(
    located: Located,
    one: Located,
    opened: OpenedExport,
    formats: Sequence[Mapping],
    given: Mapping | None,
    names: Names,
) -> tuple[Located, OpenedExport]:
    """The one sheet of runs with the other sheets, which may say more of these; of the tables of a
    database the one alone."""
    rest = tuple(file for file in (*located.runs, *located.others) if file not in one.runs)
    if not all(file.sheet for file in rest):
        told = other_tables(located.name, [file.title for file in rest])
        return replace(one, notices=(*one.notices, *told)), opened
    whole = replace(one, beside=rest)
    return whole, open_export(whole, formats, given, names)


def _sheets_of_one(located: Located, fitting: Sequence[OpenedExport]) -> Located | None:
    """All sheets as one export, where those that fit are of one format and have all columns of the
    narrowest; tables of a database may be copies of one another."""
    first = fitting[0]
    if not all(file.sheet for file in (*located.runs, *located.others)) or not first.runs.header:
        return None
    name = loose if first.mapping.ignore_case else str
    columns = [frozenset(map(name, one.runs.header)) for one in fitting]
    shared = frozenset[str].intersection(*columns)
    if len(shared) < min(map(len, columns)) or any(one.mapping != first.mapping for one in fitting):
        return None
    sheets = listed(one.runs.file for one in fitting)
    notice = f"With the same columns, these are read as one export: {sheets}."
    return replace(
        located,
        runs=(*located.runs, *located.others),
        others=(),
        notices=(*located.notices, notice),
    )


def _open_choice(located: Located, fitting: Sequence[Located]) -> ExportRefused:
    titles = [one.runs[0].title for one in fitting]
    return ExportRefused(
        f"Several of what it holds could be the runs: {listed(titles)}",
        where=located.name,
        remedy=f"Say which: {located.name}/{titles[0]}. Each can be loaded so, one by one.",
    )


def _none(located: Located, refused: Sequence[ExportRefused]) -> ExportRefused:
    """Why the first does not fit says most, and the others are named."""
    others = listed(file.title for file in located.others)
    first = refused[0]
    return ExportRefused(
        f"{first.what}. Nothing else in it fits either: {others}",
        where=first.where,
        remedy=first.remedy,
    )
