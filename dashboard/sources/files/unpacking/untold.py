"""What the library for spreadsheets leaves out of a sheet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import IO

_BLOCK = 1 << 18
"""Bytes of a sheet that are looked at together."""


@dataclass(slots=True)
class Untold:
    """errors: by row from 0 on, the columns from 0 on with their errors, like "#N/A"; links: the
    same with the addresses of links; without_value: the places of formulas that were never
    computed, like "C5"; hidden: the rows from 1 on that hold anything and are not seen; merged: by
    row and column the last row that a cell is over."""

    errors: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    links: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    without_value: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: dict[tuple[int, int], int] = field(default_factory=dict)


def holds_any(sheet: IO[bytes], signs: Collection[bytes]) -> bool:
    """Whether any of the signs stands in a sheet, also where one block of it ends and the next
    begins: to walk through a sheet takes far longer than to look for them."""
    across = max(map(len, signs))
    block = b""
    while more := sheet.read(_BLOCK):
        block = block[-across:] + more
        if any(sign in block for sign in signs):
            return True
    return False
