"""Tables as MediaWiki has them: `{|`, names behind `!`, cells behind `|`, rows behind `|-`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from dashboard.errors import ExportRefused
from dashboard.sources.files.links import is_of_links

_SPANS = re.compile(r"\b(?:row|col)span\s*=", re.IGNORECASE)
_ABOUT = re.compile(r"^[^\[|{]*=\s*[^\[|{]*\|(?!\|)")
"""What a cell says of its look, before the bar in front of its text."""
_PAGE = re.compile(r"\[\[([^\[\]{}|]+)(?:\|([^\[\]{}]*))?\]\]")
_ADDRESS = re.compile(r"\[((?:https?:)?//[^\s\[\]]+)(?:[ \t]+([^\[\]]+))?\]")
"""A link to a page and one to an address, each with the text that is shown of it."""


def is_mediawiki(lines: Iterable[str]) -> bool:
    """Whether a text begins with such a table."""
    return next(filter(str.strip, lines), "").lstrip().startswith("{|")


def rows_of(lines: Iterable[str], name: str) -> Iterator[list[str]]:
    """A row of cells for each line: on the line on which a row of the table begins all that is in
    it, and nothing on all others, so that each keeps its number. Of a link stands what is shown of
    it, in a column of addresses its address. name: of the file.

    Raises ExportRefused for cells over several rows or columns.
    """
    names: list[str] = []
    for cells in _as_written(lines, name):
        names = names or [_shown(cell, "") for cell in cells]
        yield [_shown(cell, column) for cell, column in zip_longest(cells, names[: len(cells)])]


def _shown(cell: str, column: str | None) -> str:
    """A cell with what a wiki shows of its links; column: the name of its column, if it has one."""
    text = _PAGE.sub(lambda link: link[2] or link[1], cell)
    if column and is_of_links(column):
        return _ADDRESS.sub(r"\1", text)
    return _ADDRESS.sub(lambda link: link[2] or link[1], text)


def _as_written(lines: Iterable[str], name: str) -> Iterator[list[str]]:
    cells: list[str] = []
    waiting = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if _SPANS.search(text):
            raise ExportRefused(
                "A cell of its table stands over several rows or columns",
                where=f"{name}, line {number}",
                remedy="Give each row all of its cells, or save the table as CSV.",
            )
        if text[:2] in ("{|", "|-", "|}", "|+"):
            if cells:
                yield cells
                yield from [[]] * (waiting - 1)
                cells, waiting = [], 0
            yield []
            continue
        if text[:1] in ("!", "|"):
            sign = "!!" if text[:1] == "!" else "||"
            parts = re.split(r"!!|\|\|", text[1:]) if sign == "!!" else text[1:].split("||")
            cells += [_ABOUT.sub("", part).strip() for part in parts]
        elif cells and text:
            cells[-1] = f"{cells[-1]}\n{text}"
        waiting += 1 if cells else 0
        if not cells:
            yield []
    if cells:
        yield cells
