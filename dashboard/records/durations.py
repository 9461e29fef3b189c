"""Durations as exports write them: a number in a unit, or with its units beside it."""

from __future__ import annotations

import re
from typing import Any

from dashboard.sources.mapping.rules import DURATION_UNITS
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.nothing import says_nothing

_UNITS = {
    "ns": "ns", "nanosecond": "ns", "us": "us", "µs": "us", "μs": "us", "microsecond": "us",
    "ms": "ms", "msec": "ms", "millisecond": "ms", "s": "s", "sec": "s", "second": "s",
    "m": "min", "min": "min", "minute": "min", "h": "h", "hr": "h", "hour": "h",
}  # fmt: skip
_DAY = 24 * DURATION_UNITS["h"]
_PART = r"(\d+(?:\.\d+)?)\s*([a-zµμ]+)\.?"
_WORDS = re.compile(rf"{_PART}(?:(?:\s*,?\s*|\s+and\s+){_PART})*", re.IGNORECASE)
_ISO = re.compile(
    r"P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\d+,\d+\s*[a-zµμ]+\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+)\s*days?,?\s+)?(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)", re.IGNORECASE)


def milliseconds(value: Any) -> float | None:
    """The duration that a text with units says: 1m 23s, 60.007 seconds, 00:01:23, PT1M23S, 325ms.

    None for what is no such text. Raises BadValue for one whose parts can't be told.
    """
    if type(value) is not str or not (text := value.strip()) or says_nothing(text):
        return None
    if clock := _CLOCK.fullmatch(text):
        days, hours, minutes, seconds = (float(part or 0) for part in clock.groups())
        return days * _DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000
    if re.fullmatch(r"\d+:\d\d", text):
        raise BadValue(
            f"{shown(value)} could be hours and minutes, or minutes and seconds; write 0:{text} or "
            f"{text}:00"
        )
    if (iso := _ISO.fullmatch(text)) and any(iso.groups()):
        days, hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return days * _DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000
    if _COMMA.fullmatch(text):
        raise BadValue(f"{shown(value)} has a comma before its decimals; write a point")
    if _WORDS.fullmatch(text):
        return sum(float(n) * _unit(word, value) for n, word in re.findall(_PART, text.lower()))
    return None


def _unit(word: str, value: Any) -> float:
    """Milliseconds of a unit by its name."""
    if word in ("d", "day", "days"):
        return _DAY
    found = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
    if found is None:
        units = "ms, s, min, h, d"
        raise BadValue(f"{shown(value)} is given in {word[:20]}, which is none of {units}")
    return DURATION_UNITS[found]
