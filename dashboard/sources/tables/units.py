"""A row below the header of a CSV or TSV that says in which units its columns are: it is no run."""

from __future__ import annotations

import csv
import re
from itertools import islice

from dashboard.sources.files.files import TextFile, open_text
from dashboard.sources.tables.headings import Heading

_UNIT = re.compile(
    r"[(\[]?(?:[mµun]?s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|utc|gmt|tokens?|count|%|#"
    r"|[€$£¥]|usd|eur|gbp|[kmg]?b|bytes?)[)\]]?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LONGEST = 12
"""Letters of a unit."""


def units_below(file: TextFile, heading: Heading) -> tuple[str, ...]:
    """What stands in the row right below the header where it is of units; () where it is not.

    Nothing stands in the first column of such a row, nor in half of the others, at least half of
    what stands there are units, and no cell holds a digit, as the time of a run does.
    """
    with open_text(file, newline="") as stream:
        line = next(islice(stream, heading.below, None), "")
    cells = next(csv.reader([line], delimiter=heading.delimiter), [])
    filled = tuple(stripped for cell in cells if (stripped := cell.strip()))
    if len(cells) != len(heading.cells) or cells[0].strip() or 2 * len(filled) > len(cells):
        return ()
    if any(len(cell) > _LONGEST or _DIGIT.search(cell) for cell in filled):
        return ()
    units = sum(_UNIT.fullmatch(cell) is not None for cell in filled)
    return filled if units and 2 * units >= len(filled) else ()
