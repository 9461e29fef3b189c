"""A row below the header of a CSV or TSV that says in which units its columns are: it is no run."""

from __future__ import annotations

import csv
import re
from itertools import islice

from dashboard.sources.files.files import TextFile, open_text
from dashboard.sources.tables.headings import Heading
from dashboard.sources.tables.two_rows import is_unit

_DIGIT = re.compile(r"\d")
_LONGEST = 12
"""Letters of a unit."""


def units_below(file: TextFile, heading: Heading) -> tuple[str, ...]:
    """What stands in the row right below the header where it is of units; () where it is not.

    Nothing stands in the first column of such a row, no cell holds a digit, as the time of a run
    does, and all that stands there are units; or half of it, where half of the cells are empty.
    """
    with open_text(file, newline="") as stream:
        line = next(islice(stream, heading.below, None), "")
    cells = next(csv.reader([line], delimiter=heading.delimiter), [])
    filled = tuple(stripped for cell in cells if (stripped := cell.strip()))
    if len(cells) != len(heading.cells) or cells[0].strip():
        return ()
    if any(len(cell) > _LONGEST or _DIGIT.search(cell) for cell in filled):
        return ()
    units = sum(map(is_unit, filled))
    few = 2 * len(filled) <= len(cells) and 2 * units >= len(filled)
    return filled if units and (few or units == len(filled)) else ()
