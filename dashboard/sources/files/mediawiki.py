"""Tables as MediaWiki has them: `{|`, names behind `!`, cells behind `|`, rows behind `|-`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dashboard.errors import ExportRefused

_SPANS = re.compile(r"\b(?:row|col)span\s*=", re.IGNORECASE)
_ABOUT = re.compile(r"^[^\[|{]*=\s*[^\[|{]*\|(?!\|)")
"""What a cell says of its look, before the bar in front of its text."""


def is_mediawiki(lines: Iterable[str]) -> bool:
    """Whether a text begins with such a table."""
    return next(filter(str.strip, lines), "").lstrip().startswith("{|")


def rows_of(lines: Iterable[str], name: str) -> Iterator[list[str]]:
    """A row of cells for each line: on the line on which a row of the table begins all that is in
    it, and nothing on all others, so that each keeps its number. name: of the file.

    Raises ExportRefused for cells over several rows or columns.
    """
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
