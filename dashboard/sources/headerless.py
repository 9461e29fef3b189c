"""CSV and TSV without a header: a mapping names their columns, or the dump that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, no_rows, open_text
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.raw.delimited_records import SIGNS
from dashboard.sources.raw.escaped_records import cells_of
from dashboard.sources.raw.raw import REJECTED, listed
from dashboard.sources.tables.headings import Heading, as_quoted, beginning, rows

_FIGURE = re.compile(r"[-+]?\d[\d.,]*")
_VALUE = re.compile(
    r"""\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?     # times
    | \d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?:[ ,].*)?
    | [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}    # ids
    | https?://.*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_WAY = (
    "Write the names of its columns above it; or name them in a mapping file, in their order, with "
    'columns = ["id", "status", …] at its top (--map FILE; see “Files without a header” in '
    "data/SCHEMA.md). If another file of the same export has them, load a folder that holds both."
)


def told_heading(file: TextFile, given: Mapping | None) -> Heading | None:
    """The heading of a file that is written otherwise than a CSV with a header above its rows; None
    if nothing says so. given: a person's mapping. Raises ExportRefused where it does not fit."""
    if file.above is not None:  # a table of a dump, with its names in the line of the statement
        return _first_line(file, ("\t",))
    if given is None or not (given.columns or given.backslash) or _is_rejected(file):
        return None
    return _named(file, given) if given.columns else _first_line(file, ("\t", *SIGNS))


def unnamed_heading(file: TextFile, mapping: Mapping) -> Heading | None:
    """The heading of a file that has none, of a format of such files: where its first row has as
    many cells between tabs as the format has columns, and holds values."""
    lines, _, above = beginning(file)
    first = cells_of(next((line for line in lines if line.strip()), ""), "\t")
    if len(first) != len(mapping.columns) or not value_among(first):
        return None
    return Heading("\t", mapping.columns, above, 0, above + 1, escaped=mapping.backslash)


def _is_rejected(file: TextFile) -> bool:
    """Whether it is a file of rejected rows, which has a header however the export was written."""
    with open_text(file) as stream:
        return REJECTED[0] in stream.readline()


def value_among(cells: Iterable[str]) -> str | None:
    """What shows that these are no names of columns but a row: the first that is a time, an id or
    an address; or, where half of them and more are figures, the first of these."""
    filled = [cell for cell in cells if cell]
    figures = [cell for cell in filled if _FIGURE.fullmatch(cell)]
    values = [cell for cell in filled if is_value(cell)]
    values += figures if len(figures) > 1 and 2 * len(figures) >= len(filled) else []
    return values[0] if values else None


def is_value(cell: str) -> bool:
    """Whether a cell is plainly a time, an id or an address."""
    return _VALUE.fullmatch(cell) is not None


def no_header(file: str, value: str, *, linked: bool = False) -> ExportRefused:
    """The refusal of a file that begins with a row. value: what shows it; linked: a link leads to
    the file, so that its words may be none that the person means to show."""
    like = "" if linked else f", like “{value:.60}”"
    return ExportRefused(
        f"It has no header: what stands first are values{like}, and no names of columns",
        where=file,
        remedy=_WAY,
    )


def _first_line(file: TextFile, signs: tuple[str, ...]) -> Heading:
    """The first line as the header of lines with backslashes, under the sign that it has most."""
    with open_text(file, newline="") as stream:
        line = stream.readline()
    if not line.strip():
        raise no_rows(file.name)
    delimiter = max(signs, key=line.count)
    number = 1 + (file.above or 0)
    cells = tuple(cell.strip() for cell in cells_of(line, delimiter))
    return Heading(delimiter, cells, 1, number, number + 1, escaped=True)


def _named(file: TextFile, given: Mapping) -> Heading:
    """The heading that a mapping names, under the sign with which most of the first rows have as
    many cells; a header of just these names is one."""
    lines, signs, above = beginning(file)
    if not any(map(str.strip, lines)):
        raise no_rows(file.name)
    every = {sign: _widths(lines, sign, given) for sign in signs}
    widths = {sign: found for sign, found in every.items() if max(found) > 1} or every
    wanted = len(given.columns)
    delimiter = max(widths, key=lambda sign: widths[sign].count(wanted))
    if wanted not in widths[delimiter]:
        raise _other_width(file, given, widths)
    first = as_quoted(next(iter(rows(lines, delimiter, file.counted))), lines, file)
    if [*map(str.casefold, first.cells)] == [*map(str.casefold, given.columns)]:
        return replace(first, cells=given.columns, escaped=given.backslash)
    nowhere = Heading(delimiter, given.columns, above, 0, above + 1, escaped=given.backslash)
    return replace(nowhere, quoted=first.quoted)


def _widths(lines: list[str], delimiter: str, given: Mapping) -> list[int]:
    """How many cells the first rows have."""
    if given.backslash:
        return [len(cells_of(line, delimiter)) for line in lines if line.strip()]
    return [len(row.cells) for row in rows(lines, delimiter, "row")]


def _other_width(file: TextFile, given: Mapping, widths: dict[str, list[int]]) -> ExportRefused:
    found = " or ".join(
        f"{counts[0]:,} with a {SIGNS.get(sign, sign)} between them"
        for sign, counts in widths.items()
        if counts
    )
    return ExportRefused(
        f"The mapping {given.file} names {len(given.columns):,} columns "
        f"({listed(given.columns, 5)}), and the first row has {found}",
        where=file.name,
        remedy="Name all columns of the file in their order, also those that are not needed. What "
        "tells a file with a header stands under [recognise].",
    )
