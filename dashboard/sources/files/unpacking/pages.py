"""Web pages, which many systems call a spreadsheet, and spreadsheets in XML: each table as CSV.

Row 17 of a table is record 17 of its file. A cell has its text, or in a column of links the address
of its link; a merged one in all its rows.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

from dashboard.sources.files.links import columns_of_links, is_address
from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.parts import Part, Unpacked
from dashboard.sources.files.unpacking.shown_rows import part_of_all

_CELLS, _ROWS, _TABLES = ("td", "th", "cell"), ("tr", "row"), ("table",)
_LINES = ("br", "p", "div", "li")
_SILENT = ("script", "style", "template", "comment")
_PIECE, _LONGEST = 1 << 16, 1 << 24
"""Letters that are read at a time, and of which one tag or script may be."""
_DEEPEST, _WIDEST = 50, 1_000
"""Tables within each other, and columns and rows that one cell may span."""
_MOST_BESIDE = 1 << 18
"""Letters beside tables that are looked at."""
_BY_HAND = "Open it in a spreadsheet program, and save it as CSV."
_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?([\w-]+)|encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)


def unpack_page(path: Path, part: Part, folder: Path, root: Path, budget: Budget) -> Unpacked:
    """Write every table that has two rows and two columns or more.

    part: the page as the person knows it; folder: where the files are to stand, within root.
    Raises Refused when it has none, or can't be read.
    """
    found = Unpacked(several=True)
    tables = _PageTables(folder, budget)
    _read(path, tables)
    for number, target in enumerate(tables.written, 1):
        title = f"{part.title}/{number}" if part.title else str(number)
        name = f"{part.name}, table {number}"
        found.parts.append(Part(str(target.relative_to(root)), name, title, "row"))
    if not found.parts:
        raise Refused(
            "It is a web page without a table of rows",
            "Save the table as CSV, or the page whole once the table is shown on it.",
        )
    if shown := part_of_all(" ".join(tables.beside)):
        found.notices.append(
            f"{part.name} says “{shown}”: it shows a part of its rows. Have it show all of them, "
            "or save each page, and load them as one folder."
        )
    return found


def _read(path: Path, tables: _PageTables) -> None:
    """Have the page go by. Raises Refused."""
    with path.open("rb") as stream:
        told = _CHARSET.search(stream.read(4096))
    encoding = (told[1] or told[2]).decode("ascii") if told else "utf-8"
    same = encoding.lower().replace("-", "") == "utf8"
    try:
        with path.open(encoding="utf-8-sig" if same else encoding) as page:
            # What is not taken yet is looked at again with each piece, which so grows with it.
            while piece := page.read(max(_PIECE, len(tables.rawdata))):
                tables.feed(piece)
                if len(tables.rawdata) > _LONGEST:
                    raise Refused("It is a web page of which one part never ends", _BY_HAND)
    except (LookupError, UnicodeError):
        raise Refused(
            f"It is a web page whose letters are not in {encoding}, which it should be in", _BY_HAND
        ) from None
    tables.close()


@dataclass(slots=True)
class _OpenTable:
    """A table that has begun: its file, the row and the cell that are open, the address of the
    first link in that cell, the columns of links by its header, what cells of earlier rows reach
    into the next ones (by column how many rows, and the text), and its size so far: rows with
    something in them, most cells with something in them of a row, and most cells of a row."""

    path: Path
    file: CountedFile
    row: list[str] | None = None
    cell: list[str] | None = None
    address: str | None = None
    of_links: frozenset[int] | None = None
    spans: tuple[int, int] = (1, 1)
    reaching: dict[int, tuple[int, str]] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    width: int = 0


class _PageTables(HTMLParser):
    """Writes the tables of a page that goes by; what one in a cell has, that cell has, too. beside:
    the text that stands in none."""

    def __init__(self, folder: Path, budget: Budget) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[Path] = []
        self.beside: list[str] = []
        self._letters_beside = 0
        self._folder, self._budget = folder, budget
        self._open: list[_OpenTable] = []
        self._begun = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell, which ends the one before where nothing else does."""
        if tag in _SILENT:
            self._silent += 1
        elif tag in _TABLES:
            if len(self._open) == _DEEPEST:
                raise Refused(f"It has more than {_DEEPEST} tables within each other", _BY_HAND)
            self._budget.take_files(1)
            path = self._folder / f"{self._begun}.csv"
            self._begun += 1
            self._open.append(_OpenTable(path, CountedFile(path, self._budget)))
        elif not self._open:
            return
        elif tag in _ROWS:
            self._end_row()
            self._open[-1].row = []
        elif tag in _CELLS:
            self._begin_cell(dict(attrs))
        elif tag == "a":
            self._open[-1].address = self._open[-1].address or dict(attrs).get("href")
        elif tag in _LINES:
            self._text("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of XML that has nothing in it."""
        if tag in (*_CELLS, *_ROWS, *_LINES):
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what the tag ends."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif not self._open:
            return
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _ROWS:
            self._end_row()
        elif tag in _TABLES:
            self._end_table()

    def handle_data(self, data: str) -> None:
        """Take text that stands in a cell."""
        if not self._silent:
            self._text(" ".join(data.split("\n")))
            if not self._open and self._letters_beside < _MOST_BESIDE and not data.isspace():
                self.beside.append(data)
                self._letters_beside += len(data)

    def close(self) -> None:
        """End what the page leaves open."""
        super().close()
        while self._open:
            self._end_table()

    def _text(self, data: str) -> None:
        for table in self._open:
            if table.cell is not None:
                table.cell.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.row is None:
            table.row = []
        self._fill(table)
        before = _span(attributes.get("ss:index")) - 1  # cells that are empty, and not written
        while len(table.row) < before:
            table.row.append("")
            self._fill(table)
        table.cell = []
        table.address = attributes.get("ss:href")
        wide, high = attributes.get("ss:mergeacross"), attributes.get("ss:mergedown")
        table.spans = (
            _span(attributes.get("colspan"), wide),
            _span(attributes.get("rowspan"), high),
        )

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.cell is None or table.row is None:
            return
        text, (wide, high) = _plain("".join(table.cell)), table.spans
        if table.address and len(table.row) in (table.of_links or ()):
            text = table.address if is_address(table.address) else text
        if high > 1:
            table.reaching[len(table.row)] = high - 1, text
        table.row.extend([text, *[""] * (wide - 1)])
        table.cell = None
        self._fill(table)

    @staticmethod
    def _fill(table: _OpenTable) -> None:
        """Put in what reaches into the open row from above."""
        row = table.row
        while row is not None and len(row) in table.reaching:
            more, text = table.reaching.pop(len(row))
            if more > 1:
                table.reaching[len(row)] = more - 1, text
            row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.row is None:
            return
        self._fill(table)
        if table.of_links is None:
            table.of_links = columns_of_links(table.row)
        table.rows += any(table.row)
        table.columns = max(table.columns, sum(map(bool, table.row)))
        table.width = max(table.width, len(table.row))
        table.row.extend(
            [""] * (table.width - len(table.row))
        )  # those behind the last are left out
        line = StringIO()
        csv.writer(line).writerow(table.row)
        table.file.write(line.getvalue().encode("utf-8", "surrogatepass"))
        table.row = None

    def _end_table(self) -> None:
        self._end_row()
        table = self._open.pop()
        table.file.close()
        if table.rows > 1 and table.columns > 1:
            self.written.append(table.path)
        else:
            table.path.unlink()


def _span(told: str | None, more: str | None = None) -> int:
    """How many columns or rows a cell is over, as a page tells, or how many more, as XML does."""
    if more and more.isdecimal():
        return min(int(more[:9]) + 1, _WIDEST)
    return min(max(int(told[:9]), 1), _WIDEST) if told and told.isdecimal() else 1


def _plain(text: str) -> str:
    """Text without the spaces and lines that only lay out the page."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
