"""Which values of a thing the runs since a change have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.store.workspace.reader import Row

WHOLE = ("model", "status")
"""What is replaced as a whole when it is changed."""


def carried(cells: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many runs since a change have which value, of each of WHOLE that runs before or after it
    name at all. cells: rows of change_cells.sql; values are written as plain() does."""
    return {what: _since(cells, what) for what in WHOLE if any(row[what] for row in cells)}


def _since(cells: Sequence[Row], what: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in cells:
        if row["place"] in ("after", "late") and row[what]:
            found[plain(row[what])] += row["runs"]
    return dict(found)


def plain(name: str) -> str:
    """A name of a model or status as names are compared: whatever its case."""
    return name.strip().lower()
