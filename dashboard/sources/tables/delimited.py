"""CSV and TSV: the rows below a header, each with its cells by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile, open_text
from dashboard.sources.raw.delimited_records import SIGNS, Records
from dashboard.sources.raw.escaped_records import Escaped
from dashboard.sources.raw.raw import (
    REJECTED,
    SHOWN_BEGINNING,
    Fault,
    Over,
    RawRow,
    Record,
    Table,
    beside_rejected,
    in_small_letters,
    listed,
)
from dashboard.sources.tables.cell_pieces import Body, CellPieces
from dashboard.sources.tables.headings import Heading, numbered, written_names
from dashboard.sources.tables.repeated_header import RepeatedHeader
from dashboard.sources.tables.totals import last_lines, left_at_end, without_last
from dashboard.sources.tables.units import units_below

# Our own CSV export writes ' before text that a spreadsheet would run as a formula.
_NEUTRALISED = re.compile("'+[=+\\-@\t\r＝＋－＠]")  # noqa: RUF001

# As others write a number that a spreadsheet is to keep as it stands: ="00123".
_AS_TEXT = re.compile('="((?:[^"]|"")*)"')


def named_twice(names: Iterable[str], where: str) -> ExportRefused:
    """The refusal of a header in which several columns have the name of one that is needed."""
    return ExportRefused(
        f"The header names more than once: {listed(names)}",
        where=where,
        remedy="Rename or remove one of each, then load the file again; or say which is meant in a "
        "mapping file, with its number behind it, as in Run (1).",
    )


class DelimitedTable:
    """The rows of a CSV or TSV file, as texts by column name."""

    def __init__(
        self,
        file: TextFile,
        heading: Heading,
        *,
        restore: bool = False,
        names: frozenset[str] = frozenset(),
        others: Iterable[str] = (),
    ) -> None:
        """heading: the row that is its header; restore: take back the ' that our own export writes
        before formula-like text; names: columns that the header may write in capitals; others: what
        columns of its format may be called, too."""
        self.file = file.name
        self.counted = file.counted
        self._text = file
        self._units = units_below(file, heading)
        if self._units:
            heading = replace(heading, below=heading.below + 1, first=heading.first + 1)
        self._heading = heading
        own = restore or REJECTED[0] in heading.cells  # our own export, of any format
        self._restore = own and not heading.escaped
        called = [in_small_letters(name, names) for name in heading.columns]
        self.twice = [name for name, many in Counter(called).items() if many > 1]
        self.header = numbered(called)
        self.repeated = RepeatedHeader(
            file.name, file.counted, written_names(heading), (*names, *others)
        )
        width = len(heading.cells)
        self._usual = not heading.escaped and heading.quoted is Records
        self._below = (
            () if heading.escaped else left_at_end(file, heading.delimiter, width, heading.quoted)
        )

    def rows(self) -> Iterator[RawRow | Fault]:
        """Rows in order; faults for ragged, badly quoted and wrongly encoded ones."""
        with open_text(self._text, newline="") as stream:
            below = islice(stream, self._heading.below, None)
            lines = without_last(below, len(self._below)) if self._below else below
            yield from self.named(self.records(lines, self._heading.first))

    def records(self, lines: Iterator[str], number: int) -> Records:
        """What splits lines of this file into records. number: of the first line."""
        heading = self._heading
        kind = Escaped if heading.escaped else heading.quoted
        names = numbered(heading.cells) if heading.own else self.header
        return kind(lines, self._heading.delimiter, names, number, self.counted)

    def named(
        self, found: Iterable[Fault | tuple[int, list[str], bool]]
    ) -> Iterator[RawRow | Fault]:
        """Records with their cells by name."""
        for one in found:
            if isinstance(one, Fault):
                for reading in one.readings[:1]:
                    self.repeated.refuse_another(one.line, list(map(str, reading.values())))
                yield one
                continue
            line, cells, plain = one
            if self.repeated.is_at(line, cells):
                continue
            if own := self._heading.own:
                cells = cells[slice(*own)]
                if not any(map(str.strip, cells)):
                    continue  # it is one of the tables beside it alone
            if not plain and not self._heading.escaped:
                cells = [self._meant(cell) for cell in cells]
            yield RawRow(line, dict(zip(self.header, cells, strict=True)))

    def _meant(self, cell: str) -> str:
        """A cell without what is written for spreadsheets only."""
        if found := _AS_TEXT.fullmatch(cell):
            return found[1].replace('""', '"')
        return cell[1:] if self._restore and _NEUTRALISED.match(cell) else cell

    def pieces(self) -> CellPieces | None:
        """Its cells in pieces; None where it is not of the kind that can be read so."""
        heading, until = self._heading, None
        if not self._usual or self.counted != "line" or heading.delimiter not in SIGNS:
            return None
        if heading.own or any(map(beside_rejected, heading.cells)):
            return None
        many = len(self._below)
        if many and (until := last_lines(self._text, many)) is None:
            return None
        body = Body(heading.below, heading.first, until)
        path, restored = self._text.path, self._restore
        return CellPieces(path, body, self.header, heading.delimiter, restored=restored)

    def notices(self) -> tuple[str, ...]:
        """What was left out above and below its rows, and columns of one name, each a sentence."""
        above = self._heading.notice(self._text)
        twice = ""
        if self.twice:
            one = self.twice[0]
            twice = (
                f"The header of {self.file} names more than once: {listed(self.twice, 5)}. These "
                f"columns are kept with their numbers, as {one} (1) and {one} (2), and are read as "
                "a field only where a mapping file names one so."
            )
        below = ""
        units = ""
        if self._units:
            units = (
                f"Of {self.file}, the {self.counted} below the header was left out, because it "
                f"tells units: {listed(self._units, 5)}."
            )
        if many := len(self._below):
            rows = f"last {self.counted} was" if many == 1 else f"last {many} {self.counted}s were"
            what = "because it is a total or a note" if many == 1 else "being totals and notes"
            below = f"Of {self.file}, the {rows} left out, {what}: {listed(self._below, 3)}."
        return tuple(notice for notice in (above, units, twice, below) if notice)

    def show(self, values: Record) -> str:
        """The row's cells with the file's delimiter between them, cut."""
        delimiter = self._heading.delimiter
        return delimiter.join(str(value) for value in values.values())[:SHOWN_BEGINNING]


def header_again(table: Table) -> RepeatedHeader | None:
    """What tells where the header of a CSV stands again, of a table or of that which it is over."""
    while isinstance(table, Over):
        table = table.table
    return table.repeated if isinstance(table, DelimitedTable) else None
