"""Tables drawn with lines in a text, as Markdown, psql, mysql, terminals and wikis do, or aligned
with spaces: as CSV of ours; and keys with their values, on a line or below each other, as JSON of
ours."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TextIO

from dashboard.sources.files.aligned import AlignedTable, aligned, is_rule
from dashboard.sources.files.expanded import as_json_lines, is_expanded
from dashboard.sources.files.files import Located, TextFile, open_text, unreadable
from dashboard.sources.files.logfmt import as_json, is_logfmt
from dashboard.sources.files.markdown_cells import ShownCells
from dashboard.sources.files.mediawiki import is_mediawiki, rows_of

_MOST_ALIGNED = 20_000_000
"""Bytes of an aligned table: all its lines are looked at together."""
_BEGINNING = 16_384
"""Letters among which the header is looked for."""
_UPRIGHT, _LEVEL = "│┃║┆┇┊┋", "─━═╌╍┄┅┈┉"
_CORNERS = "".join(chr(code) for code in range(0x2500, 0x2580))
_PLAIN = str.maketrans(
    dict.fromkeys(_CORNERS, "+") | dict.fromkeys(_UPRIGHT, "|") | dict.fromkeys(_LEVEL, "-")
)
"""What boxes are drawn with, as a typewriter has it."""
_EMPTY = "|+- \t" + _CORNERS
_RULE = re.compile(r"(?:[|+]\s*)?:?[-=]+:?\s*(?:[|+]\s*:?[-=]+:?\s*)+[|+]?")
_ACROSS = re.compile(r"[-=]{5,}")
_FEWEST = 2
"""Cells of a line that has bars around it and no rule below it, at least one more."""
_OF_MARKDOWN = re.compile(r"[|:\s-]*\|[|:\s-]*")
_LOGGED = re.compile(r"\s*\[\d{4}-\d\d-\d\d[T ]")
"""How a line of a log begins that a command printed above its table."""
_BARS = re.compile(r"(?<!\\)\|"), re.compile(f"[{_UPRIGHT}]")
_WIKI_NAMES, _WIKI_CELLS = re.compile(r"\|\|"), re.compile(r"(?<!\\)\|(?![^\[\]|]*\])")
"""The bars of a wiki around names, and around cells; those within a link are none."""


class _Drawing(NamedTuple):
    """How a table is drawn: what stands between cells, whether also around them, and whether cells
    have the marks of Markdown."""

    bar: re.Pattern[str]
    framed: bool
    marked: bool = False

    def cells(self, line: str) -> list[str]:
        """The cells of a line."""
        cells = self.bars(line).split(line)
        if self.framed and not cells[0]:
            cells = cells[1:] if cells[-1] else cells[1:-1]
        return [cell.strip().replace("\\|", "|") for cell in cells]

    def bars(self, line: str) -> re.Pattern[str]:
        """What stands between the cells of this line."""
        return self.bar


class _Wiki(_Drawing):
    """How wikis have tables: ||Run ID||Status|| above |7|ok|."""

    def bars(self, line: str) -> re.Pattern[str]:
        """Two bars around names, one around cells."""
        return _WIKI_NAMES if line[:2] == "||" else _WIKI_CELLS


_WIKI = _Wiki(_BARS[0], framed=True)


def undrawn(export: Located, folder: Callable[[], Path]) -> Located:
    """The same export, with files of ours in place of those in which a table is drawn or aligned,
    or lines hold keys and values; folder: makes an empty folder for them. Raises ExportRefused."""

    def file(one: TextFile) -> TextFile:
        try:
            if one.counted != "line" or one.above is not None:
                return one
            lines = _beginning(one)
            if is_mediawiki(lines):
                return _wiki_as_csv(one, folder())
            if is_expanded(lines):
                return _expanded_as_json(one, folder())
            if drawing := _drawing(lines):
                return _as_csv(one, drawing, folder())
            if aligned(lines) and (table := _aligned_to_its_end(one)):
                return _table_as_csv(one, table, folder())
            return _as_json(one, folder()) if is_logfmt(lines) else one
        except OSError as error:
            raise unreadable(one.name, error) from error

    return replace(
        export,
        runs=tuple(map(file, export.runs)),
        others=tuple(map(file, export.others)),
        side={name: file(one) for name, one in export.side.items()},
        beside=tuple(map(file, export.beside)),
    )


def _beginning(file: TextFile) -> list[str]:
    """The first lines, whole ones."""
    with open_text(file) as stream:
        lines = list(StringIO(stream.read(_BEGINNING), newline=""))
        if lines and stream.read(1):
            lines.pop()
    return lines


def _drawing(beginning: Sequence[str]) -> _Drawing | None:
    """How a table is drawn in a file: below a line of cells stands a rule, of as many or, as SAP
    has it, across all, or another line of as many with bars around them, too. A table within a cell
    of another is none: it stands behind a quote that is still open."""
    lines = [line.strip() for line in beginning]
    first = next(filter(None, lines), "")
    if first[:1] in ("{", "[") and not _LOGGED.match(first):
        return None
    if _is_of_wiki(lines):
        return _WIKI
    quotes = 0
    for line, below in pairwise(lines):
        bar = next((bar for bar in _BARS if bar.search(line)), None)
        if bar and not _is_rule(line) and quotes % 2 == 0:
            found = _Drawing(bar, bool(bar.match(line)))
            if _is_header(line, below, found):
                return found._replace(marked=bool(_OF_MARKDOWN.fullmatch(below)))
        quotes += line.count('"')
    return None


def _is_header(line: str, below: str, drawing: _Drawing) -> bool:
    """Whether a line is the header of such a table, by the line below it."""
    many = len(drawing.cells(line))
    if _is_rule(below):
        rule = _Drawing(_BARS[0], drawing.framed)
        return len(rule.cells(below.translate(_PLAIN).replace("+", "|"))) == many
    if not drawing.framed or not all(drawing.bar.match(one[-1:]) for one in (line, below)):
        return drawing.framed and _is_across(below)
    return many > _FEWEST and bool(drawing.bar.match(below)) and len(drawing.cells(below)) == many


def _is_of_wiki(lines: Sequence[str]) -> bool:
    """Whether the first line with bars is a header as wikis have it, and the next a row of it."""
    header, row = [*(line for line in lines if line[:1] == "|"), "", ""][:2]
    if not re.fullmatch(r"\|\|[^|]+(?:\|\|[^|]+)+\|\|", header) or row[:2] == "||":
        return False
    return len(_WIKI.cells(header)) == len(_WIKI.cells(row))


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line.translate(_PLAIN)))


def _is_across(line: str) -> bool:
    """Whether a line is a rule across all columns."""
    return bool(_ACROSS.fullmatch(line.translate(_PLAIN)))


def _as_csv(file: TextFile, drawing: _Drawing, folder: Path) -> TextFile:
    """The file line by line, so that each keeps its number: rules are blank lines, and what stands
    above and below the table is one cell."""
    path = folder / f"{file.path.name}.csv"
    with open_text(file) as drawn, _writing(path) as target:
        write = csv.writer(target, lineterminator="\n").writerow
        shown = ShownCells().of if drawing.marked else list[str]
        for line in drawn:
            text = line.strip()
            if _is_rule(text) or _is_across(text) or not text.strip(_EMPTY):
                write([])
            else:
                write(shown(drawing.cells(text)) if drawing.bar.search(text) else [text])
    return replace(file, path=path, origin=file.origin or file.path)


def _aligned_to_its_end(file: TextFile) -> AlignedTable | None:
    """How columns are aligned in a file whose beginning is a table; it must hold to the end."""
    if file.path.stat().st_size > _MOST_ALIGNED:
        return None
    with open_text(file) as stream:
        return aligned(stream)


def _table_as_csv(file: TextFile, table: AlignedTable, folder: Path) -> TextFile:
    """The file line by line: what stands above and below the table is one cell."""
    path = folder / f"{file.path.name}.csv"
    with open_text(file) as lines, _writing(path) as target:
        write = csv.writer(target, lineterminator="\n").writerow
        ended = False
        for at, line in enumerate(lines):
            ended = ended or (at > table.header and not line.strip())
            cells = None if ended or at < table.header else table.cells(line)
            blank = not line.strip() or _is_rule(line.strip()) or is_rule(line)
            write([] if blank else cells or [line.strip()])
    return replace(file, path=path, origin=file.origin or file.path)


def _as_json(file: TextFile, folder: Path) -> TextFile:
    path = folder / f"{file.path.name}.ndjson"
    with open_text(file) as lines, _writing(path) as target:
        target.writelines(f"{as_json(line)}\n" for line in lines)
    return replace(file, path=path, origin=file.origin or file.path)


def _expanded_as_json(file: TextFile, folder: Path) -> TextFile:
    path = folder / f"{file.path.name}.ndjson"
    with open_text(file) as lines, _writing(path) as target:
        target.writelines(as_json_lines(lines))
    return replace(file, path=path, origin=file.origin or file.path)


def _wiki_as_csv(file: TextFile, folder: Path) -> TextFile:
    path = folder / f"{file.path.name}.csv"
    with open_text(file) as lines, _writing(path) as target:
        csv.writer(target, lineterminator="\n").writerows(rows_of(lines, file.name))
    return replace(file, path=path, origin=file.origin or file.path)


def _writing(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", errors="surrogateescape", newline="")
