"""A file of rejected rows, mended and loaded again: it says of which format its rows are."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.errors import ExportRefused
from dashboard.sources.delimited_file import DelimitedFile
from dashboard.sources.json_file import JsonFile
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.raw.raw import REJECTED_OF


def told_format(
    files: Sequence[DelimitedFile | JsonFile], formats: Sequence[Mapping], limit: int | None
) -> Sequence[Mapping]:
    """The format that a file of rejected rows says it is of; all where no file says one. Raises
    ExportRefused where it is none of these."""
    for file in files:
        if not isinstance(file, DelimitedFile):
            continue
        for key in file.seen(formats[0], limit).keys:
            if key.startswith(REJECTED_OF):
                return [_format(key.removeprefix(REJECTED_OF), file, formats)]
    return formats


def _format(name: str, file: DelimitedFile, formats: Sequence[Mapping]) -> Mapping:
    for mapping in formats:
        if mapping.name == name:
            return mapping
    raise ExportRefused(
        f"These rejected rows are of the format {name}, which is not known here",
        where=file.text.name,
        remedy="Give its mapping file: --map FILE.",
    )
