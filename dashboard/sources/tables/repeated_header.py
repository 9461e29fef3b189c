"""Headers that stand among the rows, where several files were written into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.errors import ExportRefused
from dashboard.sources.raw.raw import listed

_VALUE = re.compile(r"[-+]?\d|https?:")
"""How a value begins that stands in a first row, which is no header then."""
_DIGIT = re.compile(r"\d")
_ENOUGH = 3
"""So many cells that may be names of columns are hardly values of a row."""


class RepeatedHeader:
    """Tells the lines that repeat the header of a table, and remembers where they stand."""

    def __init__(
        self, file: str, counted: str, names: Sequence[str], others: Iterable[str] = ()
    ) -> None:
        """names: of the columns, trimmed, "" where none stands; others: what columns of its format
        may be called, too."""
        self._file, self._counted, self._names = file, counted, names
        self._own = tuple(name.casefold() for name in names)
        self._known = frozenset((*self._own, *(name.casefold() for name in others)))
        self._are_names = len(names) > 1 and not any(map(_VALUE.match, names))
        self._found: set[int] = set()

    def is_at(self, number: int, cells: Sequence[str]) -> bool:
        """Whether the cells on that line are the names of all columns; a header of one column could
        be a value of it. number: 0 of a line that is only looked at.

        Raises ExportRefused where they are these names in another order, or those of another
        header, since what stands below would be read under the wrong ones.
        """
        first = cells[0].strip("\ufeff \t")
        if not self._are_names or first.casefold() not in self._known:
            return False
        found = [first, *(cell.strip() for cell in cells[1:])]
        plain = [cell.casefold() for cell in found]
        if plain == list(self._own):
            if number:
                self._found.add(number)
            return True
        if sorted(plain) == sorted(self._own):
            raise self._refusal("its header again", number, ", with the columns in another order")
        self._refuse(number, [name for name in found if name])
        return False

    def refuse_another(self, number: int, cells: Sequence[str]) -> None:
        """Raise ExportRefused where the cells, which may be too many or too few, are those of
        another header. What stands below one that only ends otherwise is rejected like it."""
        filled = [name for cell in cells if (name := cell.strip("\ufeff \t"))]
        until = max(len(filled) - 1, 2)
        alike = filled[:until] == list(filter(None, self._names))[:until]
        if self._are_names and not alike:
            self._refuse(number, filled)

    def _refuse(self, number: int, filled: Sequence[str]) -> None:
        if self._is_another(filled):
            raise self._refusal("another header", number, f": {listed(filled, 6)}")

    def _is_another(self, filled: Sequence[str]) -> bool:
        """Whether most of these cells are names of columns, and none holds a digit, as the time of
        a run does. Two may be values of a row that was cut off, as Bot and Error are, unless the
        header has them."""
        plain = [cell.casefold() for cell in filled]
        names = self._own if len(plain) < _ENOUGH else self._known
        known = sum(cell in names for cell in plain)
        return 1 < known > len(filled) / 2 and not any(map(_DIGIT.search, filled))

    def _refusal(self, what: str, number: int, how: str) -> ExportRefused:
        return ExportRefused(
            f"{self._file} has {what}{self._place(number)}{how}.",
            remedy="Several exports were written into one file. Load each as a file of its own; "
            "together they may be in one folder.",
        )

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
