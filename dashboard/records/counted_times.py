"""Times that are bare numbers: what they could count, of which only a person can say which."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard import dates
from dashboard.records.time_text import written_together
from dashboard.records.times import Clock
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw_text import as_text

_UNITS = {
    "excel": "days as spreadsheets count them",
    "excel-1904": "days as spreadsheets of old Macs count them, from 1904 on",
    "s": "seconds since 1970",
    "ms": "milliseconds since 1970",
    "us": "microseconds since 1970",
    "ns": "nanoseconds since 1970",
}
WITHOUT_ZONE = frozenset(("excel", "excel-1904"))
"""Units in which a number is the time of a clock on a wall."""

_NUMBER = re.compile(r"\s*[+-]?\d+(\.\d*)?\s*")


def is_number(value: Any) -> bool:
    """Whether a time is a bare number."""
    if type(value) is str:
        return _NUMBER.fullmatch(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_written_together(value: Any) -> bool:
    """Whether digits are a date without marks, like 20261013."""
    return type(value) is str and written_together(value) is not None


def meanings(value: Any, latest: datetime) -> dict[str, str]:
    """By each unit in which a number is a plausible time, what it then is, in words.

    latest: later times are not plausible.
    """
    found = {}
    for unit, counts in _UNITS.items():
        clock = Clock(ZoneInfo("UTC"), None, unit, latest)
        try:
            time = clock.read(value)
        except BadValue:
            continue
        if time is not None:
            zone = "" if unit in WITHOUT_ZONE else " UTC"
            found[unit] = f"{counts}: {as_text(value)} is {dates.time(time)}{zone}"
    return found
