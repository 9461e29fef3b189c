"""Numbers that a rule reckons with, read by the rules by which columns are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dashboard.sources.raw.faults import BadValue, shown

Reckon = Callable[[Any], Any]
"""From a raw value to a number, or to a time, to compare with others. Raises BadValue, or TypeError
or ValueError for what is none."""

_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")
_SPACED = re.compile(
    "[+-]?[1-9][0-9]{0,2}([ \u00a0\u2009\u202f'\u2019])[0-9]{3}(?:\\1[0-9]{3})*(?:\\.[0-9]+)?"
)
"""A number with spaces or apostrophes between its thousands, which can be nothing else."""


def closed_up(text: str) -> str | None:
    """A number without the spaces or apostrophes between its thousands; None for any other text."""
    found = _SPACED.fullmatch(text.strip())
    return found[0].replace(found[1], "") if found else None


def number(value: Any) -> int | float:
    """A number with a point for decimals; a whole one exactly, however many digits it has."""
    if type(value) is int:
        return value
    if isinstance(value, bool):
        raise TypeError
    if type(value) is str:
        value = closed_up(value) or value
        if value.strip().lstrip("+-").isdecimal():
            return int(value)
        if "_" in value:
            raise ValueError
    return float(value)


def of_whole(value: Any) -> int | float:
    """A number of which a whole one is made, where 1.000 could be a thousand."""
    require_plain(value)
    return number(value)


def require_plain(value: Any) -> None:
    """Raise BadValue for text with a point where a thousand may have one."""
    if type(value) is str and _THOUSANDS.fullmatch(value.strip()):
        raise BadValue(
            f"{shown(value)} may have a point between its thousands; write it without, or say "
            'decimal = "." in a mapping'
        )
