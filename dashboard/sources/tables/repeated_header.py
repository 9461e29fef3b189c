"""The header that stands again among the rows, where several files were written into one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.errors import ExportRefused
from dashboard.sources.raw.raw import listed

_VALUE = re.compile(r"[-+]?\d|https?:")
"""How a value begins that stands in a first row, which is no header then."""


class RepeatedHeader:
    """Tells the lines that repeat the header of a table, and remembers where they stand."""

    def __init__(self, file: str, counted: str, names: Sequence[str]) -> None:
        """names: of the columns, trimmed, "" where none stands."""
        self._file, self._counted, self._names = file, counted, names
        self._known = frozenset(names)
        self._are_names = len(names) > 1 and not any(map(_VALUE.match, names))
        self._found: set[int] = set()

    def is_at(self, number: int, cells: Sequence[str]) -> bool:
        """Whether the cells on that line are the names of all columns; a header of one column could
        be a value of it. number: 0 of a line that is only looked at.

        Raises ExportRefused where they are these names in another order, since what stands below
        would be read under the wrong ones.
        """
        names = self._names
        if not self._are_names or (first := cells[0].strip("\ufeff \t")) not in self._known:
            return False
        found = [first, *(cell.strip() for cell in cells[1:])]
        if found == list(names):
            if number:
                self._found.add(number)
            return True
        if sorted(found) == sorted(names):
            raise ExportRefused(
                f"{self._file} has its header again{self._place(number)}, with the columns in "
                "another order.",
                remedy="Several exports were written into one file. Load each as a file of its "
                "own; together they may be in one folder.",
            )
        return False

    def _place(self, number: int) -> str:
        return f" in {self._counted} {number:,}" if number else ""

    def notices(self) -> tuple[str, ...]:
        """Which lines were left out, once all rows were read."""
        if not self._found:
            return ()
        places = listed((f"{number:,}" for number in sorted(self._found)), 5)
        if len(self._found) == 1:
            return (f"{self._file} has its header again in {self._counted} {places}: left out.",)
        return (f"{self._file} has its header again in {self._counted}s {places}: left out.",)
