"""Which of the known formats the files of an export are in, and how that is told."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.errors import ExportRefused
from dashboard.sources.delimited_file import DelimitedFile
from dashboard.sources.elsewhere import Elsewhere
from dashboard.sources.files.files import Located
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
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents
from dashboard.sources.raw.raw import listed
from dashboard.sources.rejected_file import told_format
from dashboard.sources.unrecognised import nearest, unrecognised


def format_of(
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


def why_format(mapping: Mapping, seen: Contents) -> str:
    """A sentence that says how the format was told."""
    if not mapping.is_tried:
        return f"The mapping {mapping.file} was given."
    found = [
        next(path for path in group if seen.has(path, ignore_case=mapping.ignore_case))
        for group in mapping.recognise
    ]
    tells = "mapping kept as" if mapping.kept else "format"
    return f"It has the columns of the {tells} {mapping.name}: {', '.join(found)}."
