"""Durations as exports write them: a number in a unit, or with its units beside it."""

from __future__ import annotations

import re
from typing import Any

from dashboard.sources.mapping.rules import DURATION_UNITS
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.nothing import says_nothing

_NAMES = {
    "ns": "ns nanosecond",
    "us": "us µs μs microsecond mikrosekunde mikrosekunden マイクロ秒 微秒",
    "ms": "ms msec millisecond millisekunde millisekunden milliseconde milliseconden milisegundo "
    "millisecondo millisecondi ミリ秒 毫秒",
    "s": "s sec second sek sekunde sekunden seconde seconden seg segundo secondo secondi sekunda "
    "sekundy sekund 秒 秒钟",
    "min": "m min minute minuten minuto minuti minuut minuta minuty minut 分 分钟",
    "h": "h hr hour std stunde stunden heure hora ora ore uur uren godz godzina godziny godzin "
    "時間 小时",
    "d": "d day tag tage tagen jour día dia giorno giorni dag dagen dzień dni 日 天",
    "week": "w wk week woche wochen weken semaine semana settimana settimane tydzień tygodnie "
    "tygodni 週間 周",
}
UNITS = {
    name + ending: unit
    for unit, names in _NAMES.items()
    for name in names.split()
    for ending in ("", "s" if len(name) > 1 else "")
}
"""Units by their names, in the languages of the run list, and of several."""
_DAY = 24 * DURATION_UNITS["h"]
_MILLISECONDS = {**DURATION_UNITS, "d": _DAY, "week": 7 * _DAY}
_PART = r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?"
_AND = r"and|und|et|y|e|en|i"
_WORDS = re.compile(rf"{_PART}(?:(?:\s*,?\s*|\s+(?:{_AND})\s+){_PART})*", re.IGNORECASE)
_ISO = re.compile(
    r"P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\d,\d{3}(?!\d)")
"""A comma that may stand before decimals as well as between thousands."""
_CLOCK = re.compile(
    r"(?:(\d+)(?:\s*days?,?\s+|[-.](?=\d\d:)))?(\d+):([0-5]?\d|(?<=^0:)\d+):([0-5]\d(?:\.\d+)?)",
    re.IGNORECASE,
)
"""Hours, minutes and seconds; before them days: `2 days, 1:00:00`, `2-01:00:00`, `2.01:00:00`.
Where the hours are 0, the minutes may be more than 59: `0:75:20`."""


def milliseconds(value: Any) -> float | None:
    """The duration that a text with units says: 1m 23s, 60.007 seconds, 00:01:23, PT1M23S, 325ms,
    1,5 Minuten.

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
    if not _WORDS.fullmatch(text):
        return None
    if _COMMA.search(text):
        raise BadValue(f"{shown(value)} has a comma before its decimals; write a point")
    parts = re.findall(_PART, text.lower())
    return sum(float(number.replace(",", ".")) * _unit(word, value) for number, word in parts)


def _unit(word: str, value: Any) -> float:
    """Milliseconds of a unit by its name."""
    found = UNITS.get(word)
    if found is None:
        units = "ns, µs, ms, s, min, h, d, weeks"
        raise BadValue(f"{shown(value)} is given in {word[:20]}, which is none of {units}")
    return _MILLISECONDS[found]
