"""Tables that stand beside each other in a sheet, with columns between them that nothing names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dashboard.sources.tables.headings import Heading, written_names

_FEWEST = 2
"""Columns of a table."""


def apart(heading: Heading) -> list[Heading]:
    """The tables of a header that names a column more than once, each without the others; none
    where no column without a name stands between them, or one of them has the name twice itself."""
    names = written_names(heading)
    if not any(many > 1 for name, many in Counter(names).items() if name):
        return []
    tables = [(start, end) for start, end in _groups(names) if end - start >= _FEWEST]
    if any(len({*names[start:end]}) < end - start for start, end in tables):
        return []
    return [replace(heading, own=own) for own in tables] if len(tables) > 1 else []


def _groups(names: list[str]) -> Iterator[tuple[int, int]]:
    """Where names stand beside each other: from and to."""
    start = None
    for at, name in enumerate([*names, ""]):
        if name and start is None:
            start = at
        elif not name and start is not None:
            yield start, at
            start = None
