"""Dates in a text, in the ways that five languages write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

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

_OTHER_MONTHS = (
    "gennaio januari janeiro stycznia ledna января ocak",
    "febbraio februari fevereiro lutego února февраля şubat",
    "maart março marca března марта mart",
    "aprile kwietnia dubna апреля nisan",
    "maggio mei maj maio maja května мая",
    "giugno junho czerwca června июня haziran",
    "luglio julho lipca července июля temmuz",
    "augustus augusti agustus sierpnia srpna августа ağustos",
    "settembre setembro setiembre września září сентября eylül",
    "ottobre outubro oktober października října октября ekim",
    "novembro listopada listopadu ноября",
    "dicembre dezembro grudnia prosince декабря",
)
_ANY_MONTH = _MONTH | {
    name: place
    for place, names in enumerate(_OTHER_MONTHS, start=1)
    for name in names.split()
    if name not in _MONTH
}
_ANY_NAMED = "|".join(sorted(_ANY_MONTH, key=len, reverse=True))
_SEPARATED = re.compile(r"(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2})?)?(?!\d)")
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|e|ème|\.|º|,)*[\s/-]*(?:of\s|de\s|den\s)?,?\s?({_ANY_NAMED})"
    r"(?!\w)\.?(?:[\s,/-]*(?:de\s)?(\d{4}|\d{2})(?!\d))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w)({_ANY_NAMED})\.?[\s/-]*(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    r"(?:[\s,/-]*(\d{4}))?",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"(?<!\w)({_ANY_NAMED})\.?\s(?:de\s)?(\d{{4}})(?!\d)", re.IGNORECASE)
_OF_NO_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})\.?\s(?:de\s)?([^\W\d_]{3,})\.?\s(?:de\s)?(\d{4})(?!\d)"
)

_RELATIVE = re.compile(
    r"\b(?:today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|days?|"
    r"months?|years?|"
    r"heute|morgen|gestern|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|wochen?|tagen?|"
    r"monaten?|monats|"
    r"aujourd['’]hui|demain|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaines?|"
    r"jours?|mois|"
    r"hoy|mañana|ayer|lunes|martes|miércoles|jueves|viernes|sábado|domingo|semanas?|días?|"
    r"mes(?:es)?|"
    r"quarters?|quartal\w*|trimestres?|q[1-4]|[kc]w|weekend|fortnight|end of|ende|fin de)\b|"
    r"今日|明日|昨日|曜日|週|日後|か月|月末|末日",
    re.IGNORECASE,
)

Day = tuple[int | None, int, int]
"""A day as year, month and day of the month; the year None where it isn't said."""


def days(text: str) -> set[Day]:
    """The days that a text may name in any way that comes near to one, of 03/04/2026 both; of
    “March 2026” the first and the last ones."""
    plain = unicodedata.normalize("NFKC", text)
    found = {day for match in DATES.finditer(plain) for day in read(match)}
    return found | set(_possible(_loosely(plain)))


def _loosely(text: str) -> Iterator[Day]:
    for year, month, day in _DIGITS.findall(text):
        yield int(year), int(month), int(day)
    for first, _, second, third in _SEPARATED.findall(text):
        if len(first) > 2:
            yield int(first), int(second), int(third or 1)
        else:
            year = _year(third)
            yield year, int(second), int(first)
            yield year, int(first), int(second)
            if third and len(third) == 2:
                yield 2000 + int(first), int(second), int(third)
    for day, month, year in _DAY_MONTH.findall(text):
        yield _year(year), _ANY_MONTH[month.lower()], int(day)
    for month, day, year in _MONTH_DAY.findall(text):
        yield _year(year), _ANY_MONTH[month.lower()], int(day)
    for month, year in _MONTH_ALONE.findall(text):
        for day in (1, 28, 29, 30, 31):
            yield int(year), _ANY_MONTH[month.lower()], day
    for day, word, year in _OF_NO_MONTH.findall(text):
        if word.lower() not in _ANY_MONTH:  # a month of a language that we don't know, perhaps
            yield from ((int(year), month, int(day)) for month in range(1, 13))


def _year(digits: str) -> int | None:
    return (int(digits) if len(digits) > 2 else 2000 + int(digits)) if digits else None


def _possible(found: Iterable[Day]) -> Iterator[Day]:
    return (day for day in found if 1 <= day[1] <= 12 and 1 <= day[2] <= 31)


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
