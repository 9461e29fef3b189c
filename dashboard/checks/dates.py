"""Dates in a text, in the ways that five languages write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = (
    "january jan januar jänner janvier enero ene",
    "february feb februar février fevrier febrero",
    "march mar märz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet julio",
    "august aug août aout agosto ago",
    "september sep sept septembre septiembre",
    "october oct okt oktober octobre octubre",
    "november nov novembre noviembre",
    "december dec dez dezember décembre diciembre dic",
)
_MONTH = {name: place for place, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAMED = "|".join(sorted(_MONTH, key=len, reverse=True))

DATES = re.compile(
    r"(?<![A-Za-z0-9_À-ɏ/.-])(?:"
    r"(?P<iso>\d{4}-\d\d?-\d\d?)(?=T\d|\b)|"
    r"(?P<numbers>\d{1,2}(?P<sign>[./])\d{1,2}(?P=sign)(?:\d{4}|\d\d))|"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|"
    rf"de\s)?(?P<month>{_NAMED})\b\.?(?:,?\s(?:de\s)?(?P<year>\d{{4}}))?|"
    rf"(?P<month2>{_NAMED})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:]\d|"
    rf"\d)(?:,?\s(?P<year2>\d{{4}}))?|"
    r"(?:(?P<year3>\d{4})年)?(?P<month3>\d{1,2})月(?P<day3>\d{1,2})日"
    r")(?![A-Za-z0-9_À-ɏ/-]|\.\d)",
    re.IGNORECASE,
)
"""What may be a date, with its day."""

_RELATIVE = re.compile(
    r"\b(?:today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|days?|"
    r"months?|years?|"
    r"heute|morgen|gestern|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|wochen?|tagen?|"
    r"monaten?|monats|"
    r"aujourd['’]hui|demain|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaines?|"
    r"jours?|mois|"
    r"hoy|mañana|ayer|lunes|martes|miércoles|jueves|viernes|sábado|domingo|semanas?|días?|"
    r"mes(?:es)?)\b|"
    r"今日|明日|昨日|曜日|週|日後|か月",
    re.IGNORECASE,
)

Day = tuple[int | None, int, int]
"""A day as year, month and day of the month; the year None where it isn't said."""


def days(text: str) -> set[Day]:
    """The days that a text may name; of 03/04/2026 both."""
    return {day for match in DATES.finditer(text) for day in read(match)}


def read(match: re.Match[str]) -> Iterator[Day]:
    """The days that a match of DATES may mean; none where it is no date."""
    held = match.groupdict()
    if held["iso"]:
        year, month, day = map(int, held["iso"].split("-"))
        found = [(year, month, day)]
    elif held["numbers"]:
        first, second, last = map(int, held["numbers"].split(held["sign"]))
        year = last if last > 99 else 2000 + last
        found = [(year, second, first), (year, first, second)]
    elif held["month3"]:
        found = [(int(held["year3"] or 0), int(held["month3"]), int(held["day3"]))]
    else:
        month = _MONTH[(held["month"] or held["month2"]).lower()]
        day = int(held["day"] or held["day2"])
        found = [(int(held["year"] or held["year2"] or 0), month, day)]
    for year, month, day in found:
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield (year or None, month, day)


def tells_time(text: str) -> bool:
    """Whether a text names times relative to another, from which days can be worked out."""
    return bool(_RELATIVE.search(text))
