"""The spellings of a time: what a text says of it, and what it leaves open."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dashboard.sources.raw.faults import BadValue, shown

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BETWEEN = ("", "T", "t", " ")
EXPECTED = "a time like 2026-11-16T09:10:00Z is expected"
_ZONE = r"[A-Z]{3,5}|Z|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?"
_CLOCK = (
    r"(?:(?:,|\s|T|\bat\b)+(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?:[:m](?P<second>\d{2})s?"
    r"(?:[.,](?P<fraction>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    rf"(?P<zone>{_ZONE})?(?:(?<=\d)\s+(?:[A-Z]{{3,5}}|\([^)]*\)))?)?"
)
_DATE_ZONE = r"(?:\s*(?P<date_zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}:?\d{2}))?"
_IN_NAMES = (
    r"(?P<year>20\d{2})-?(?P<month>\d{2})-?(?P<day>\d{2})[T_ -](?P<hour>\d{2})-?(?P<minute>\d{2})-?"
    rf"(?P<second>\d{{2}})(?:[.,](?P<fraction>\d{{1,9}}))?\s*(?P<zone>{_ZONE})?"
)
"""As the names of files have it: 20260718_132659, 2024-09-19_21-07-34, 20260302T100000Z."""
_PLACES = {
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago",
    "CDT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon", "CET": "Europe/Berlin", "CEST": "Europe/Berlin",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki",
}  # fmt: skip
"""A place whose clocks show each of the names in RFC 5322, or of those of Europe."""
_LONGEST = 100  # characters; no spelling of a time is longer
_DAYNAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_SPELLINGS = (
    re.compile(_IN_NAMES, re.IGNORECASE),
    *(
        re.compile(f"{_DAYNAME}{date}(?:{_DATE_ZONE}|{_CLOCK})", re.IGNORECASE)
        for date in (
            r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
            r"(?P<first>\d{1,2})[-/.](?P<second_>\d{1,2})[-/.](?P<year>\d{4})",
            r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<name>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})",
            r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        )
    ),
)


class TwoNumbers(NamedTuple):
    """A date whose day and month are both numbers, in an order that it does not tell."""

    first: int
    second: int
    rest: datetime
    """The year and time of day, on some day of that year."""

    def read(self, order: str) -> datetime:
        """The time with its day first (dmy) or month first (mdy). Raises ValueError."""
        day, month = (self.first, self.second) if order == "dmy" else (self.second, self.first)
        return self.rest.replace(month=month, day=day)

    @property
    def open(self) -> bool:
        """Whether both orders give a date, and not the same one."""
        return self.first != self.second and self.first <= 12 and self.second <= 12


def take_apart(text: str) -> datetime | TwoNumbers:
    """The time that the text says, aware if it says an offset. Raises BadValue."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise BadValue(f"{shown(text)} is too long to be a time; {EXPECTED}")
    try:
        return in_iso(text)
    except ValueError:
        pass  # another spelling, or no time at all: the next lines tell
    for spelling in _SPELLINGS:
        match = spelling.fullmatch(text)
        if match:
            try:
                return _from(match.groupdict())
            except ValueError as error:
                raise BadValue(f"{shown(text)} is no time: {error}") from None
    if re.fullmatch(r"\D*\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\b.*", text):
        raise BadValue(f"{shown(text)} has a year of two digits; {EXPECTED}")
    raise BadValue(f"{shown(text)} is not read as a time; {EXPECTED}")


def in_iso(text: str) -> datetime:
    """The time that text in ISO 8601 says. Raises ValueError.

    Python takes any character between date and time of day, the sign of an offset too.
    """
    if text[4:5] != "-" or text[10:11] not in _BETWEEN:
        raise ValueError
    return datetime.fromisoformat(text)


def _from(parts: dict[str, str | None]) -> datetime | TwoNumbers:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError("hours with AM or PM go from 1 to 12")
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    zone = parts["zone"] or parts.get("date_zone")
    micro = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    rest = datetime(
        int(parts["year"] or 0), 1, 1, hour, minute, int(parts["second"] or 0), micro,
        _offset(zone),
    )  # fmt: skip
    place = _place(zone)
    if parts.get("first"):
        if place:
            raise ValueError(f"{zone} is winter or summer time only; write its offset")
        numbers = TwoNumbers(int(parts["first"] or 0), int(parts["second_"] or 0), rest)
        for order in ("dmy", "mdy"):
            try:
                numbers.read(order)
            except ValueError:
                continue
            return numbers
        raise ValueError("there is no such day")
    name = (parts.get("name") or "")[:3].lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(parts.get("month") or 0)
    found = rest.replace(month=month, day=int(parts["day"] or 0))
    if place is None:
        return found
    there = found.replace(tzinfo=place)
    if there.tzname() != (zone or "").upper():
        raise ValueError(f"clocks don’t show {zone} then; write its offset, like +01:00")
    return found.replace(tzinfo=timezone(there.utcoffset() or timedelta()))


def _place(zone: str | None) -> ZoneInfo | None:
    """A place where the clocks show a zone's name; None of an offset. Raises ValueError."""
    if zone is None or not zone.isalpha() or zone.upper() in ("Z", "UTC", "GMT"):
        return None
    if zone.upper() not in _PLACES:
        raise ValueError(f"several zones are called {zone}; write its offset, like +01:00")
    return ZoneInfo(_PLACES[zone.upper()])


def _offset(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    match = re.search(r"([+-])(\d{2}):?(\d{2})?$", zone)
    if match is None:
        return UTC
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset >= timedelta(days=1):
        raise ValueError("an offset is less than 24 hours")
    return timezone(-offset if sign == "-" else offset)
