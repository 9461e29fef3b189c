"""Where the header of a CSV or TSV stands, and what delimits it: told by what its lines hold."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, no_rows, open_text
from dashboard.sources.raw.delimited_records import ESCAPED_BYTE, SIGNS, Records
from dashboard.sources.raw.raw import MOST_COLUMNS, NO_UTF8, listed
from dashboard.sources.tables.quoting import reading
from dashboard.sources.tables.two_rows import joined

_LINES = 200
_ROWS = 30
"""Rows among which the header is looked for."""
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""A first line with which a spreadsheet program says its delimiter."""
_SELDOM = "^~¦§#:\x1f\x01"
"""Signs that stand between cells of files in which none of the usual ones could."""
_FEWEST_SELDOM = 2
_BLANK = ",;\t \ufeff"
_EMPTY = _BLANK + '"|\r\n'
_LONGEST_NAME = 10_000
"""Characters of a column's name. Each format compares it with those it knows."""
_MOST_EMPTY = 100_000
"""Lines without anything that may stand above the others."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that may be the header of a table.

    cells: the names of its columns, trimmed; below: the lines of the file down to its end; number:
    the line or row in which it stands, as a person counts; first: that of the row below it; before:
    the text of the rows above it; escaped: whether backslashes stand for what quotes do elsewhere;
    quoted: what splits it and the lines below into records, by how quotes stand in them; both: the
    names of columns to which the row below it gives a part; own: from and to which of its cells the
    table goes, where others stand beside it.
    """

    delimiter: str
    cells: tuple[str, ...]
    below: int
    number: int
    first: int
    before: tuple[str, ...] = ()
    escaped: bool = False
    quoted: type[Records] = Records
    both: tuple[str, ...] = ()
    own: tuple[int, int] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the table's columns."""
        return self.cells[slice(*self.own)] if self.own else self.cells

    def notice(self, file: TextFile) -> str:
        """A sentence about the rows above it, "" if there are none, and whether it is over two."""
        said = [self._above(file)] if self.before else []
        if self.both:
            said.append(
                f"Of {file.name}, the header is over two {file.counted}s, and names columns by "
                f"both: {listed(self.both, 5)}."
            )
        if self.own:
            beside = [name for name in written_names(self) if name not in ("", *self.columns)]
            said.append(
                f"Tables stand beside each other in {file.name}: the runs are read from the "
                f"columns {self.columns[0]} to {self.columns[-1]}, and what else is there is not"
                f"{f': {listed(beside, 5)}' if beside else ''}."
            )
        return " ".join(said)

    def _above(self, file: TextFile) -> str:
        many = len(self.before)
        rows = f"1 {file.counted}" if many == 1 else f"{many} {file.counted}s"
        return (
            f"Of {file.name}, {rows} before the header ({file.counted} {self.number}) "
            f"{'was' if many == 1 else 'were'} left out: {listed(self.before, 3)}."
        )


def headings(file: TextFile) -> list[Heading]:
    """The rows that may be the header: under each delimiter the first, then each below it that has
    more cells filled than all above, since titles are narrower than the table.

    Raises ExportRefused when there is none, or the first can't be one.
    """
    lines, signs, _ = beginning(file)
    found = [
        heading
        for delimiter in signs
        for row, below in _wider(islice(rows(lines, delimiter, file.counted), _ROWS))
        if delimiter != "|" or lines[row.below - 1][:1] != "|"  # a table drawn in a text
        for heading in [_with_parts(as_quoted(row, lines, file), below)]
    ]
    if not found:
        raise no_rows(file.name)
    for heading in found:
        if not heading.before:
            _require_readable(heading, file)
    _require_names(found, file)
    return sorted(found, key=lambda heading: len(heading.before))


def beginning(file: TextFile) -> tuple[list[str], tuple[str, ...], int]:
    """The first lines of a file; the signs that may stand between its cells; and how many of its
    lines only say which: that one is blank then."""
    with open_text(file, newline="") as stream:
        above = takewhile(lambda line: not line.strip(_EMPTY), islice(stream, _MOST_EMPTY))
        empty = sum(1 for _ in above)
    with open_text(file, newline="") as stream:
        lines = list(islice(stream, empty + _LINES))
    said = _SEPARATOR.fullmatch(lines[0]) if lines else None
    if said is None:
        return lines, (*SIGNS, *_seldom(lines)), 0
    return ["\n", *lines[1:]], (said[1],), 1


def _seldom(lines: list[str]) -> tuple[str, ...]:
    """The sign that stands between the cells of the first two lines in equal number, if it is none
    of the usual ones, which then is nowhere in the first."""
    first, second = [*filter(str.strip, lines), "", ""][:2]
    if any(sign in first for sign in SIGNS):
        return ()
    many = {sign: first.count(sign) for sign in _SELDOM}
    signs = (sign for sign in _SELDOM if many[sign] == second.count(sign) >= _FEWEST_SELDOM)
    return tuple(islice(signs, 1))


def likely(found: list[Heading]) -> Heading:
    """The row that is the header where no format tells: the first with the most columns, or one
    below it that has more than twice as many names, as under a title."""
    first = max((h for h in found if not h.before), key=lambda heading: len(heading.cells))
    most = max(found, key=_names)
    return most if _names(most) > 2 * _names(first) else first


def numbered(names: Sequence[str]) -> tuple[str, ...]:
    """The names, where several are alike each with its number: Comment (1), Comment (2)."""
    counts = Counter(names)
    numbers: Counter[str] = Counter()

    def own(name: str) -> str:
        numbers[name] += 1
        called = f"{name} ({numbers[name]})"
        return called if called not in counts else own(name)

    return tuple(name if counts[name] == 1 else own(name) for name in names)


def written_names(heading: Heading) -> list[str]:
    """The names of a header as they stand there, "" where none does."""
    every = enumerate(heading.cells, 1)
    return ["" if name == f"column {number}" else name for number, name in every]


def _wider(rows: Iterable[Heading]) -> Iterator[tuple[Heading, Heading | None]]:
    """The rows that have more names than all above, each with that which stands below it."""
    most = 0
    for heading, below in pairwise((*rows, None)):
        if heading and (names := _names(heading)) > most:
            most = names
            yield heading, below


def _with_parts(heading: Heading, below: Heading | None) -> Heading:
    """The row with the parts of its names that stand right below it, if they do."""
    if below is None or below.number != heading.first or below.delimiter != heading.delimiter:
        return heading
    names = joined(written_names(heading), written_names(below))
    if names is None:
        return heading
    if names == below.cells and len(set(names)) == len(names):
        return replace(below, quoted=heading.quoted)  # those above are but titles
    both = tuple(name for name, own in zip(names, heading.cells, strict=True) if name != own)
    cells = _named(names)
    return replace(heading, cells=cells, below=below.below, first=below.first, both=both)


def _names(heading: Heading) -> int:
    return sum(not cell.startswith("column ") for cell in heading.cells)


def rows(lines: list[str], delimiter: str, counted: str) -> Iterator[Heading]:
    """The rows that hold anything, each with the text of those above it."""
    reader = csv.reader(lines, delimiter=delimiter)
    before: tuple[str, ...] = ()
    lines_before = count = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            return
        if cells is None:
            return
        count += 1
        text = " ".join(stripped for cell in cells if (stripped := cell.strip(_BLANK)))
        if text:
            names = _named(cells)
            number = count if counted == "row" else lines_before + 1
            first = count + 1 if counted == "row" else reader.line_num + 1
            yield Heading(delimiter, names, reader.line_num, number, first, before)
            before = (*before, text)
        lines_before = reader.line_num


def as_quoted(heading: Heading, lines: list[str], file: TextFile) -> Heading:
    """The same row as it is read by how quotes stand in it and below. lines: the first of the
    file."""
    if file.counted != "line":
        return heading  # a sheet: its quotes are ours
    found = reading(lines[heading.number - 1 :], heading.delimiter, heading.cells)
    return replace(heading, cells=_named(found.cells), quoted=found.kind)


def _named(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(cell.strip() or f"column {number}" for number, cell in enumerate(cells, 1))


def _require_readable(heading: Heading, file: TextFile) -> None:
    if any(map(ESCAPED_BYTE.search, heading.cells)):
        where = file.at(heading.number)
        raise ExportRefused(f"The header cannot be read: {NO_UTF8}", where=where)
    if len(heading.cells) > MOST_COLUMNS:
        raise ExportRefused(
            f"The header has {len(heading.cells):,} columns; {MOST_COLUMNS:,} can be read",
            where=file.name,
            remedy="Export one row a run, with a column for each field.",
        )


def _require_names(found: list[Heading], file: TextFile) -> None:
    """Refuse a file of which no delimiter makes names that somebody could have given."""
    longest = min(max(map(len, heading.cells)) for heading in found)
    if longest > _LONGEST_NAME:
        raise ExportRefused(
            f"The header has a name of {longest:,} characters; {_LONGEST_NAME:,} can be read",
            where=file.at(found[0].number),
            remedy="Check that the file has lines, and the names of its columns in the first.",
        )
