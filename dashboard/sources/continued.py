"""Files that go on where another ends: parts of one export of which only the first has a header, as
`split` and some databases write them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.sources.delimited_file import DelimitedFile
from dashboard.sources.fitting import ExportFile
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.raw.raw import listed


def continued(
    fitting: Sequence[ExportFile], files: Sequence[ExportFile], mapping: Mapping
) -> tuple[list[ExportFile], tuple[str, ...]]:
    """Those of `files` that fit a format, in their order, with those among them that go on below
    the header of the first, and a sentence about these, if there are any."""
    first = fitting[0]
    if not isinstance(first, DelimitedFile):
        return list(fitting), ()
    found: list[ExportFile] = []
    without: list[str] = []
    for file in files:
        if file in fitting:
            found.append(file)
        elif isinstance(file, DelimitedFile) and (below := file.below(first, mapping)):
            found.append(below)
            without.append(file.name)
    if not without:
        return list(fitting), ()
    rows = "its rows are" if len(without) == 1 else "their rows are"
    none = "has no header" if len(without) == 1 else "have no header"
    return found, (f"{listed(without, 5)} {none}: {rows} read under that of {first.name}.",)
