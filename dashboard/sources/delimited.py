"""CSV and TSV: the header tells the delimiter, and each row has its cells by name."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice

from dashboard.errors import ExportRefused
from dashboard.sources.delimited_records import ESCAPED_BYTE, SIGNS, Records
from dashboard.sources.files import TextFile, no_rows, open_text
from dashboard.sources.raw import (
    MOST_COLUMNS,
    NO_UTF8,
    SHOWN_BEGINNING,
    Fault,
    RawRow,
    Record,
    in_small_letters,
    listed,
)

DELIMITERS = tuple(SIGNS)
_HEADER_LINES = 100
_BLANK = ',;\t\r\n "\ufeff'  # a line of nothing else has only empty cells
# Our own CSV export writes ' before text that a spreadsheet would run as a formula.
_NEUTRALISED = re.compile("'[=+\\-@\t\r＝＋－＠]")  # noqa: RUF001


def headers(file: TextFile) -> dict[str, list[str]]:
    """The header that the file has under each possible delimiter; unreadable ones left out."""
    with open_text(file, newline="") as stream:
        filled = dropwhile(lambda line: not line.strip(_BLANK), stream)
        start = list(islice(filled, _HEADER_LINES))
    if start and ESCAPED_BYTE.search(start[0]):
        raise ExportRefused(f"The header cannot be read: {NO_UTF8}", where=file.at(1))
    found = {}
    for delimiter in DELIMITERS:
        try:
            cells = next((row for row in csv.reader(start, delimiter=delimiter) if row), [])
        except csv.Error:
            continue
        if len(cells) > MOST_COLUMNS:
            raise ExportRefused(
                f"The header has {len(cells):,} columns; {MOST_COLUMNS:,} can be read",
                where=file.name,
                remedy="Export one row a run, with a column for each field.",
            )
        if cells:
            found[delimiter] = _named(cells)
    if not found:
        raise no_rows(file.name)
    return found


def named_twice(names: Iterable[str], file: str) -> ExportRefused:
    """The refusal of a header in which several columns have one name."""
    return ExportRefused(
        f"The header names more than once: {listed(names)}",
        where=f"{file}, line 1",
        remedy="Rename or remove one of each, then load the file again.",
    )


def _named(cells: list[str]) -> list[str]:
    """The column names, trimmed; a column without a name gets its number."""
    return [cell.strip() or f"column {number}" for number, cell in enumerate(cells, 1)]


class DelimitedTable:
    """The rows of a CSV or TSV file, as texts by column name."""

    def __init__(
        self,
        file: TextFile,
        delimiter: str,
        *,
        restore: bool = False,
        names: frozenset[str] = frozenset(),
    ) -> None:
        """restore: take back the ' that our own export writes before formula-like text; names:
        columns that the header may write in capitals."""
        self.file = file.name
        self.counted = file.counted
        self._text = file
        self._delimiter = delimiter
        self._restore = restore
        written = headers(file)[delimiter]
        self.header = tuple(in_small_letters(name, names) for name in written)
        counts = Counter(self.header)
        pairs = zip(written, self.header, strict=True)
        if twice := sorted({name for name, small in pairs if counts[small] > 1}):
            raise named_twice(twice, self.file)

    def rows(self) -> Iterator[RawRow | Fault]:
        """Rows in order; faults for ragged, badly quoted and wrongly encoded ones."""
        with open_text(self._text, newline="") as stream:
            records = Records(stream, self._delimiter, self.header, self.counted)
            for number, found in enumerate(records):
                if number == 0:
                    continue  # the header
                if isinstance(found, Fault):
                    yield found
                    continue
                line, cells, plain = found
                if not plain and self._restore:
                    cells = [c[1:] if _NEUTRALISED.match(c) else c for c in cells]
                yield RawRow(line, dict(zip(self.header, cells, strict=True)))

    def show(self, values: Record) -> str:
        """The row's cells with the file's delimiter between them, cut."""
        return self._delimiter.join(str(value) for value in values.values())[:SHOWN_BEGINNING]
