"""Tables whose columns are aligned with spaces, as terminals show them: where one ends is told by
the header, or the rule below it, and by what is blank in all rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_LEAST = 3
"""Columns of such a table; fewer may be sentences."""
_LONGEST = 5_000
"""Letters of a line."""
_ABOVE = 10
"""Lines among which the header is looked for."""
_CELL = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"\s{2}")
"""Within a cell it shows that the cell is two."""
_DASHES = re.compile(r"-{2,}|={2,}")
_RULE = re.compile(r"\s*(?:(-{2,}|={2,})\s+)+(?:-{2,}|={2,})\s*")
_OTHERWISE = re.compile(r"[,;|\t{}\[\]]|\S=\S|^\s*<")
"""What headers of other kinds of files hold."""
_FILL = "\ue000"
"""Stands behind a letter that takes two places, in the second."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Where the columns of an aligned table stand.

    header: the number of the line of its names, from 0 on; spans: of each column, from where to
    where; measure: lays a line out so that places in it are those on a screen.
    """

    header: int
    spans: tuple[Span, ...]
    measure: Callable[[str], str]

    def cells(self, line: str) -> list[str] | None:
        """The cells of a line; None if one of them reaches out of its column."""
        laid = self.measure(line.rstrip())
        starts = [*(start for start, _ in self.spans[1:]), None]
        between = zip((end for _, end in self.spans), starts, strict=True)
        if any(laid[end:start].strip() for end, start in between):
            return None
        return [laid[start:end].replace(_FILL, "").strip() for start, end in self.spans]


def aligned(lines: Iterable[str]) -> AlignedTable | None:
    """How the lines of a text are a table of aligned columns; None if they are not plainly one: a
    row that reaches over a gap shows that nothing is sure."""
    rows = [line.rstrip() for line in lines]
    for at, line in enumerate(rows[:_ABOVE]):
        if not line.strip():
            continue
        every = rows[at + 1 :]
        ruled = bool(every) and is_rule(every[0])
        names = (_DASHES if ruled else _CELL).findall(every[0] if ruled else line)
        if len(names) < _LEAST or _OTHERWISE.search(line):
            if len(names) == 1:
                continue  # a title
            return None
        layouts = [found for how in (str, _on_screen) if (found := _laid(at, line, every, how))]
        cells = [[found.cells(row) for row in _until_blank(every)] for found in layouts]
        return layouts[0] if layouts and cells[0] == cells[-1] else None
    return None


def is_rule(line: str) -> bool:
    """Whether a line is the rule below the names: dashes for each column, with spaces between."""
    return _RULE.fullmatch(line) is not None


def _laid(
    at: int, header: str, rows: Sequence[str], measure: Callable[[str], str]
) -> AlignedTable | None:
    """The table, as lines are laid out so. Rows end at a blank line."""
    table = list(_until_blank(rows))
    if not table or max(map(len, table)) > _LONGEST:
        return None
    if is_rule(table[0]):
        spans = [match.span() for match in _DASHES.finditer(table.pop(0))]
        if not all(AlignedTable(at, tuple(spans), measure).cells(header) or [""]):
            return None
    else:
        spans = _between_gaps(header, table, measure)
    found = AlignedTable(at, tuple(spans), measure)
    return found if spans and table and all(map(found.cells, table)) else None


def _until_blank(rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        if not row:
            return
        yield row


def _between_gaps(header: str, rows: Sequence[str], measure: Callable[[str], str]) -> list[Span]:
    """The columns between gaps of two places and more that are blank in all lines; none
    where these are not just those of the names, but for one before them, which numbers the rows."""
    names = [match.span() for match in _CELL.finditer(measure(header))]
    laid = [measure(line) for line in (header, *rows)]
    width = max(map(len, laid))
    filled = [0] * (width + 1)
    for line in laid:
        for match in re.finditer(r"\S+", line):
            filled[match.start()] += 1
            filled[match.end()] -= 1
    taken = "".join("x" if many else " " for many in accumulate(filled))
    spans = [match.span() for match in re.finditer(r"x+(?: x+)*", taken)]
    unnamed = [span for span in spans if not any(_within(name, span) for name in names)]
    named = [span for span in spans if span not in unnamed]
    if unnamed not in ([], spans[:1]) or len(named) != len(names):
        return []
    if unnamed and not _counts([line[slice(*unnamed[0])].strip() for line in laid[1:]]):
        return []
    if any(_GAP.search(line[slice(*span)].strip()) for span in named for line in laid):
        return []
    ends = [*(start for start, _ in spans[1:]), _LONGEST]
    whole = [(start, end - 1) for (start, _), end in zip(spans, ends, strict=True)]
    found = [span for span, near in zip(whole, spans, strict=True) if near in named]
    return found if unnamed else [(0, found[0][1]), *found[1:]]


def _counts(cells: Sequence[str]) -> bool:
    """Whether cells number their rows: any other first column without a name may be their id."""
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    return len(numbers) == len(cells) and numbers == [*range(numbers[0], numbers[0] + len(cells))]


def _within(name: Span, span: Span) -> bool:
    return span[0] <= name[0] and name[1] <= span[1]


def _on_screen(line: str) -> str:
    """The line with every letter that takes two places on a screen followed by a fill."""
    return "".join(
        letter + _FILL if unicodedata.east_asian_width(letter) in "WF" else letter
        for letter in line
    )
