"""What the library for spreadsheets leaves out of the sheets of an OpenDocument workbook."""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from dashboard.sources.files.unpacking.untold import Untold, holds_any

CONTENT = "content.xml"
_WORTH_A_LOOK = (b"rows-spanned", b"visibility", b":href", b":formula")
_UNSEEN = ("collapse", "filter")
_MOST_REPEATED = 1_000
"""Rows and columns that stand there once for many and may hold something."""


def untold_of_ods(archive: zipfile.ZipFile) -> dict[str, Untold]:
    """By sheet what is left out of it."""
    reader = _OdsReader()
    with archive.open(CONTENT) as stream:
        worth = holds_any(stream, _WORTH_A_LOOK)
    if worth:
        with archive.open(CONTENT) as stream:
            reader.parser.ParseFile(stream)
    return reader.sheets


class _OdsReader:
    """Walks through the cells of all sheets."""

    def __init__(self) -> None:
        self.sheets: dict[str, Untold] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._sheet = Untold()
        self._row = self._rows = self._column = self._columns = 0
        self._is_hidden = self._in_cell = False
        self._about: dict[str, str] = {}
        self._is_error = False
        self._value = self._link = ""

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "table":
            about = _by_local_name(attributes)
            self._sheet = self.sheets.setdefault(about.get("name", ""), Untold())
            self._row = 0
        elif tag == "table-row":
            about = _by_local_name(attributes)
            self._rows, self._column = _many(about, "number-rows-repeated"), 0
            self._is_hidden = about.get("visibility") in _UNSEEN
        elif tag in ("table-cell", "covered-table-cell"):
            self._about = _by_local_name(attributes)
            self._columns = _many(self._about, "number-columns-repeated")
            self._is_error = any(
                _local(name) == "value-type" and value == "error"
                for name, value in attributes.items()
            )
            self._value, self._link, self._in_cell = "", "", True
        elif tag == "annotation":
            self._in_cell = False
        elif tag == "a" and not self._link:
            self._link = _by_local_name(attributes).get("href", "")

    def _text(self, text: str) -> None:
        if self._in_cell:
            self._value += text

    def _end(self, name: str) -> None:
        tag = _local(name)
        if tag == "table-row":
            self._row += self._rows
        elif tag == "annotation":
            self._in_cell = True
        elif tag in ("table-cell", "covered-table-cell"):
            self._in_cell = False
            self._note_cell()
            self._column += self._columns

    def _note_cell(self) -> None:
        """Note what the cell has, in all its places if it stands there once for several."""
        about, found = self._about, self._sheet
        told = about.keys() & {"value", "date-value", "time-value", "boolean-value", "string-value"}
        is_filled = bool(self._value or told)
        high = _many(about, "number-rows-spanned")
        if not (is_filled or high > 1 or "formula" in about):
            return
        for row in range(self._row, self._row + min(self._rows, _MOST_REPEATED)):
            if self._is_hidden and is_filled and found.hidden[-1:] != [row + 1]:
                found.hidden.append(row + 1)
            for column in range(self._column, self._column + min(self._columns, _MOST_REPEATED)):
                if high > 1:
                    found.merged[row, column] = row + high - 1
                if self._link:
                    found.links.setdefault(row, []).append((column, self._link))
                if self._is_error or _is_error(about, self._value):
                    found.errors.setdefault(row, []).append((column, self._value))
                elif "formula" in about and not is_filled:
                    found.without_value.append(place(row, column))


def _is_error(about: dict[str, str], shown: str) -> bool:
    """Whether a formula ended in an error, which older programs tell by its text alone."""
    return "formula" in about and shown.startswith(("#", "Err:")) and not about.get("string-value")


def place(row: int, column: int) -> str:
    """The name of a cell, like C5, of its row and column from 0 on."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _many(about: dict[str, str], name: str) -> int:
    told = about.get(name, "1")
    return max(int(told[:9]), 1) if told.isdecimal() else 1


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _by_local_name(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes by their names without namespaces; of two of one name the last holds."""
    return {_local(name): value for name, value in attributes.items()}
