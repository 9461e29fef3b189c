"""What the library for spreadsheets leaves out: cells with errors, formulas without a value, and
which rows are hidden."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

_BLOCK = 1 << 18
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORTH_A_LOOK = (b't="e"', b"<f", b":f", b"hidden=")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


@dataclass(slots=True)
class Untold:
    """errors: by row from 0 on, the columns from 0 on with their errors, like "#N/A";
    without_value: the places of formulas that were never computed, like "C5"; hidden: the rows from
    1 on that hold anything and are not seen."""

    errors: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    without_value: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def untold(path: Path) -> dict[str, Untold]:
    """By sheet what is left out of it; nothing of files that are no .xlsx or .xlsm."""
    if not zipfile.is_zipfile(path):
        return {}
    found = {}
    with zipfile.ZipFile(path) as archive:
        for sheet, entry in _entries(archive).items():
            reader = _Reader()
            with archive.open(entry) as stream:
                blocks = iter(lambda: stream.read(_BLOCK), b"")
                worth = any(any(sign in block for sign in _WORTH_A_LOOK) for block in blocks)
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
    targets = {
        about.get("Id", ""): posixpath.normpath(posixpath.join("/xl", about.get("Target", "")))[1:]
        for about in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    found = {
        about.get("name", ""): targets.get(about.get(_RELATION, ""), "")
        for about in _elements(archive, "xl/workbook.xml", "sheet")
    }
    return {sheet: entry for sheet, entry in found.items() if entry in names}


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

    def __init__(self) -> None:
        self.found = Untold()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._place = self._type = self._value = ""
        self._formula = self._in_value = self._is_hidden = False

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self._is_hidden = attributes.get("hidden") in ("1", "true")
        elif tag == "c":
            self._place, self._type = attributes.get("r", ""), attributes.get("t", "")
            self._value, self._formula = "", False
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "t"):
            self._in_value = True

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "t"):
            self._in_value = False
        elif tag == "c" and (place := _PLACE.fullmatch(self._place)):
            if self._is_hidden and self._value:
                self.found.hidden.append(int(place[2]))
                self._is_hidden = False  # once is enough
            if self._type == "e":
                cells = self.found.errors.setdefault(int(place[2]) - 1, [])
                cells.append((_column(place[1]), self._value))
            elif self._formula and not self._value and self._type != "str":
                self.found.without_value.append(self._place)


def _column(letters: str) -> int:
    """The number of a column from 0 on: 0 of A, 26 of AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
