"""Where the header of a CSV or TSV stands, and what delimits it: told by what its lines hold."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, no_rows, open_text
from dashboard.sources.raw.delimited_records import ESCAPED_BYTE, SIGNS
from dashboard.sources.raw.raw import MOST_COLUMNS, NO_UTF8, listed

_LINES = 200
_ROWS = 30
"""Rows among which the header is looked for."""
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""A first line with which a spreadsheet program says its delimiter."""
_BLANK = ",;\t \ufeff"
_EMPTY = _BLANK + '"|\r\n'
_CELL = r"(?:'(?:[^'\\]|\\.|'')*'|\\N|-?\d+(?:\.\d+)?)"
"""A cell where cells stand in ': also one without a value, and a number."""
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
    apostrophes: whether its cells, and so those below, stand in ' where others stand in quotes.
    """

    delimiter: str
    cells: tuple[str, ...]
    below: int
    number: int
    first: int
    before: tuple[str, ...] = ()
    escaped: bool = False
    apostrophes: bool = False

    def notice(self, file: TextFile) -> str:
        """A sentence about the rows above it, "" if there are none."""
        if not self.before:
            return ""
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
        for heading in _wider(islice(rows(lines, delimiter, file.counted), _ROWS))
        if delimiter != "|" or lines[heading.below - 1][:1] != "|"  # a table drawn in a text
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
        return lines, tuple(SIGNS), 0
    return ["\n", *lines[1:]], (said[1],), 1


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


def _wider(rows: Iterable[Heading]) -> Iterator[Heading]:
    most = 0
    for heading in rows:
        if (names := _names(heading)) > most:
            most = names
            yield heading


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
            quoted = _in_apostrophes(lines[reader.line_num - 1], delimiter)
            every = enumerate(quoted or cells, 1)
            names = tuple(cell.strip() or f"column {n}" for n, cell in every)
            number = count if counted == "row" else lines_before + 1
            first = count + 1 if counted == "row" else reader.line_num + 1
            heading = Heading(delimiter, names, reader.line_num, number, first, before)
            yield replace(heading, apostrophes=quoted is not None)
            before = (*before, text)
        lines_before = reader.line_num


def _in_apostrophes(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line of several that stand in '; None of any other."""
    if line[:1] != "'" or not re.fullmatch(rf"{_CELL}(?:{re.escape(delimiter)}{_CELL})+\s*", line):
        return None
    return next(csv.reader([line], delimiter=delimiter, quotechar="'", escapechar="\\"))


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
