"""The time that a period is compared with, as a link names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

PREVIOUS, FOUR_WEEKS, DATES = "previous", "4-weeks-before", "dates"
"""The time just before, of the same length; the same days four weeks earlier; days of one's own."""
MOVING = (PREVIOUS, FOUR_WEEKS)
"""Those that move with the period."""
TO = ".."
"""Stands between the first and the last day of one's own."""


@dataclass(frozen=True, slots=True)
class Against:
    """With what a period is compared. how: PREVIOUS, FOUR_WEEKS or DATES; since, until: of DATES
    the first instant and the end, exclusive, both aware; else None."""

    how: str = PREVIOUS
    since: datetime | None = None
    until: datetime | None = None


BEFORE = Against()
