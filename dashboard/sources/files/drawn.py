"""Tables drawn with lines in a text, as Markdown, psql, mysql and terminals do: as CSV of ours."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from dashboard.sources.files.files import Located, TextFile, open_text

_BEGINNING = 16_384
"""Letters among which the header is looked for."""
_UPRIGHT, _LEVEL = "│┃║┆┇┊┋", "─━═╌╍┄┅┈┉"
_CORNERS = "".join(chr(code) for code in range(0x2500, 0x2580))
_PLAIN = str.maketrans(
    dict.fromkeys(_CORNERS, "+") | dict.fromkeys(_UPRIGHT, "|") | dict.fromkeys(_LEVEL, "-")
)
"""What boxes are drawn with, as a typewriter has it."""
_RULE = re.compile(r"\s*[|+]?\s*:?[-=]{2,}:?\s*(?:[|+]\s*:?[-=]{2,}:?\s*)+[|+]?\s*")
_BETWEEN = re.compile(r"(?<!\\)\|")


def undrawn(export: Located, folder: Callable[[], Path]) -> Located:
    """The same export, with files of ours in place of those in which a table is drawn; folder:
    makes an empty folder for them."""

    def file(one: TextFile) -> TextFile:
        return _as_csv(one, folder()) if _is_drawn(one) else one

    return replace(
        export,
        runs=tuple(map(file, export.runs)),
        others=tuple(map(file, export.others)),
        side={name: file(one) for name, one in export.side.items()},
    )


def _is_drawn(file: TextFile) -> bool:
    """Whether the first line of cells has a rule of as many below it. A table within a cell of
    another is none: it stands behind a quote that is still open."""
    if file.counted != "line" or file.above is not None:
        return False
    with open_text(file) as stream:
        text = stream.read(_BEGINNING)
    if text.lstrip()[:1] in ("{", "["):
        return False
    lines = [line.translate(_PLAIN) for line in text.splitlines()]
    for at, (line, below) in enumerate(pairwise(lines)):
        if "|" in line and not _RULE.fullmatch(line):
            quotes = sum(above.count('"') for above in lines[:at])
            return quotes % 2 == 0 and _is_rule(below, len(_cells(line)))
    return False


def _is_rule(line: str, many: int) -> bool:
    return bool(_RULE.fullmatch(line)) and many == len(_cells(line.replace("+", "|")))


def _cells(line: str) -> list[str]:
    cells = _BETWEEN.split(line.strip())
    if not cells[0]:  # a line stands around the table, too
        cells = cells[1:] if cells[-1] else cells[1:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _as_csv(file: TextFile, folder: Path) -> TextFile:
    """The file line by line, so that each keeps its number: rules are blank lines, and what stands
    above and below the table is one cell."""
    path = folder / f"{file.path.name}.csv"
    with (
        open_text(file) as drawn,
        path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as target,
    ):
        write = csv.writer(target, lineterminator="\n").writerow
        for line in drawn:
            text = line.translate(_PLAIN) if not line.isascii() else line
            if _RULE.fullmatch(text) or not text.strip("|+- \t\n"):
                write([])
            elif "|" in text:
                write(_cells(text))
            else:
                write([line.strip()])
    return replace(file, path=path, origin=file.origin or file.path)
