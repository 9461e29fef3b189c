"""What the library for spreadsheets leaves out of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

BLOCK = 1 << 18
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
