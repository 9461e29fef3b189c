"""What the library for spreadsheets leaves out of the sheets of an Excel workbook."""

from __future__ import annotations

import posixpath
import re
import zipfile
from xml.parsers import expat

from dashboard.sources.files.unpacking.untold import Untold, holds_any

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORTH_A_LOOK = (b't="e"', b"t='e'", b"<f", b":f", b"hidden=", b"hyperlink")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_LINKING = re.compile(r'\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_MOST_LINKED = 10_000
"""Rows that one link may be over."""


def untold_of_sheets(archive: zipfile.ZipFile) -> dict[str, Untold]:
    """By sheet what is left out of it."""
    found = {}
    for sheet, entry in _entries(archive).items():
        reader = _Reader(_targets(archive, entry))
        with archive.open(entry) as stream:
            worth = holds_any(stream, _WORTH_A_LOOK)
        if worth:
            with archive.open(entry) as stream:
                reader.parser.ParseFile(stream)
        found[sheet] = reader.found
    return found


def _entries(archive: zipfile.ZipFile) -> dict[str, str]:
    """By sheet the entry of the archive in which its cells stand."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = _targets(archive, "xl/workbook.xml")
    found = {
        about.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(about.get(_RELATION, ""), ""))
        )[1:]
        for about in _elements(archive, "xl/workbook.xml", "sheet")
    }
    return {sheet: entry for sheet, entry in found.items() if entry in names}


def _targets(archive: zipfile.ZipFile, entry: str) -> dict[str, str]:
    """By id what an entry of the archive refers to."""
    folder, _, name = entry.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.NameToInfo:
        return {}
    every = _elements(archive, relations, "Relationship")
    return {about.get("Id", ""): about.get("Target", "") for about in every}


def _elements(archive: zipfile.ZipFile, entry: str, tag: str) -> list[dict[str, str]]:
    """The attributes of every element of that name."""
    found: list[dict[str, str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == tag:
            found.append(attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    parser.Parse(archive.read(entry), True)
    return found


class _Reader:
    """Walks through the cells of a sheet."""

    def __init__(self, targets: dict[str, str]) -> None:
        self.found = Untold()
        self._targets = targets
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._place = self._type = self._value = self._formula = ""
        self._has_formula = self._in_value = self._in_formula = self._is_hidden = False

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self._is_hidden = attributes.get("hidden") in ("1", "true")
        elif tag == "c":
            self._place, self._type = attributes.get("r", ""), attributes.get("t", "")
            self._value, self._formula, self._has_formula = "", "", False
        elif tag == "f":
            self._has_formula = self._in_formula = True
        elif tag in ("v", "t"):
            self._in_value = True
        elif tag == "hyperlink":
            self._link(attributes.get("ref", ""), self._targets.get(attributes.get(_RELATION, "")))

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text
        elif self._in_formula:
            self._formula += text

    def _link(self, over: str, address: str | None) -> None:
        """Note a link over a cell or a column of cells, like F2:F9, to an address of the web."""
        first, _, last = over.partition(":")
        begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
        if begin and end and address:
            top = int(begin[2])
            for row in range(top, min(int(end[2]), top + _MOST_LINKED) + 1):
                self.found.links.setdefault(row - 1, []).append((_column(begin[1]), address))

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "t"):
            self._in_value = False
        elif tag == "f":
            self._in_formula = False
        elif tag == "c" and (place := _PLACE.fullmatch(self._place)):
            if self._is_hidden and self._value:
                self.found.hidden.append(int(place[2]))
                self._is_hidden = False  # once is enough
            if self._type == "e":
                cells = self.found.errors.setdefault(int(place[2]) - 1, [])
                cells.append((_column(place[1]), self._value))
            elif self._has_formula and not self._value and self._type != "str":
                self.found.without_value.append(self._place)
            if linking := _LINKING.match(self._formula):
                self._link(self._place, linking[1])


def _column(letters: str) -> int:
    """The number of a column from 0 on: 0 of A, 26 of AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
