"""The time that a text says, and what it leaves open."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dashboard.records.months import month
from dashboard.records.time_spellings import NAMED, NAMES_PLACE, SEEN_FROM_NOW, SPELLINGS, TOGETHER
from dashboard.sources.mapping.zones import clocks_change, zone_named
from dashboard.sources.raw.faults import BadValue, shown

_BETWEEN = ("", "T", "t", " ")
EXPECTED = "a time like 2026-11-16T09:10:00Z is expected"
_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Signs of direction and of no width, which browsers and systems put around times."""
_LONGEST = 100  # characters; no spelling of a time is longer
_PLACES = {
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago",
    "CDT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon", "CET": "Europe/Berlin", "CEST": "Europe/Berlin",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki",
}  # fmt: skip
"""A place whose clocks show each of the names in RFC 5322, or of those of Europe."""
_CALLED = {"MEZ": "CET", "MESZ": "CEST"}
"""How others call these."""


class TwoNumbers(NamedTuple):
    """A date of several numbers in an order that it does not tell: of day and month, or of day and
    a year of two digits."""

    first: int
    second: int
    rest: datetime
    """The year and time of day, on some day of that year."""
    zone: str | None = None
    """The name of a zone that is not its offset all year, like CET."""
    short: bool = False
    """Whether its year has two digits: then it could stand first, too."""
    named: bool = False
    """Whether its month is a name, as in 26-Nov-05: then only year and day could change places."""

    def read(self, order: str) -> datetime:
        """The time with its day first (dmy) or month first (mdy), and its year last. Raises
        ValueError."""
        return _in_place(self._dated(order), self.zone)

    def _dated(self, order: str) -> datetime:
        first = order == "dmy" or self.named
        day, month = (self.first, self.second) if first else (self.second, self.first)
        return self.rest.replace(month=month, day=day)

    @property
    def open(self) -> bool:
        """Whether both orders give a time, and not the same one; or neither is told by a year."""
        both = self.first != self.second and all(map(self.reads, ("dmy", "mdy")))
        return both or self.short

    @property
    def could_begin_with_year(self) -> bool:
        """Whether it is a date too if its year is the first number, and its day the last."""
        try:
            self.rest.replace(year=2000 + self.first, month=self.second, day=self.rest.year % 100)
        except ValueError:
            return False
        return True

    def reads(self, order: str) -> bool:
        """Whether it is a date in that order, dmy or mdy. That clocks at its place change just
        then says nothing of the order."""
        try:
            dated = self._dated(order)
            if self.zone:
                _in_place(dated, self.zone)
        except ValueError:
            return False
        return True


def take_apart(text: str) -> datetime | TwoNumbers:
    """The time that the text says, aware if it says an offset. Raises BadValue."""
    text = text.strip().strip(f" {_UNSEEN}")
    if len(text) > _LONGEST:
        raise BadValue(f"{shown(text)} is too long to be a time; {EXPECTED}")
    named = NAMED.fullmatch(text) if NAMES_PLACE.search(text) else None
    return _in_zone(named["time"], named["zone"], text) if named else _spelled(text)


def _in_zone(time: str, zone: str, text: str) -> datetime | TwoNumbers:
    """The time that stands before the name of a zone. An offset says all there is to know."""
    try:
        found = _spelled(time)
    except BadValue as bad:
        raise BadValue(bad.reason.replace(shown(time), shown(text), 1)) from None
    rest = found.rest if isinstance(found, TwoNumbers) else found
    if rest.tzinfo is not None:
        return found
    place = zone_named(zone)
    if place is None:
        raise BadValue(f"{shown(text)} names a zone that is not known: {zone}")
    if isinstance(found, TwoNumbers):
        return found._replace(rest=rest.replace(tzinfo=place))
    try:
        return _in_place(rest.replace(tzinfo=place), None)
    except ValueError as error:
        raise BadValue(f"{shown(text)} is no time: {error}") from None


def _spelled(text: str) -> datetime | TwoNumbers:
    try:
        return in_iso(text)
    except ValueError:
        pass  # another spelling, or no time at all: the next lines tell
    if together := written_together(text):
        return together
    for spelling in SPELLINGS:
        match = spelling.fullmatch(text)
        if match:
            try:
                return _from(match.groupdict())
            except ValueError as error:
                raise BadValue(f"{shown(text)} is no time: {error}") from None
    if SEEN_FROM_NOW.search(text):
        raise BadValue(
            f"{shown(text)} is a time only as seen from when it was written, which nothing tells; "
            f"{EXPECTED}"
        )
    raise BadValue(f"{shown(text)} is not read as a time; {EXPECTED}")


def written_together(text: str) -> datetime | None:
    """The date, or date and time of day, that digits without marks are; None if they are none."""
    if TOGETHER.fullmatch(text):
        with suppress(ValueError):
            day, clock = text.strip()[:8], text.strip()[8:]
            return datetime.fromisoformat(f"{day}T{clock.ljust(6, '0')}")
    return None


def in_iso(text: str) -> datetime:
    """The time that text in ISO 8601 says. Raises ValueError.

    Python takes any character between date and time of day, the sign of an offset too.
    """
    if text[4:5] != "-" or text[10:11] not in _BETWEEN:
        raise ValueError
    time = datetime.fromisoformat(text)
    if time.tzinfo is not UTC and time.tzinfo is not None and text[-2:] >= "60":
        raise ValueError  # Python reads +00:60 as an hour
    return time


def _from(parts: dict[str, str | None]) -> datetime | TwoNumbers:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    early, late = parts.get("early") and "am", parts.get("late") and "pm"
    if half := parts.get("half") or early or late:
        if not (0 if early or late else 1) <= hour <= 12:  # noon is 午後0:00 as well as 12:00 PM
            raise ValueError("hours with AM or PM go from 1 to 12")
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    zone = (parts["zone"] or parts.get("date_zone") or "").strip("()") or None
    if (again := parts.get("again")) and not (zone or "").startswith(again):
        raise ValueError("it has two offsets")
    zone = zone and _CALLED.get(zone.upper(), zone)
    micro = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    year = int(parts["year"] or f"20{parts['short']}")
    second = int(parts["second"] or 0)
    rest = datetime(year, 1, 1, hour, minute, second, micro, _offset(zone))
    place = _place(zone)
    rest = rest.replace(tzinfo=place) if place else rest
    named = zone if place else None
    if parts.get("first"):
        found = _two_numbers(int(parts["first"] or 0), int(parts["second_"] or 0), rest, named)
        return found._replace(short=bool(parts.get("short")))
    day, number = int(parts["day"] or 0), _month(parts)
    read = _in_place(rest.replace(month=number, day=day), named)
    if _could_start_with_year(parts, rest, number):
        return TwoNumbers(day, number, rest, named, short=True, named=True)
    return read


def _could_start_with_year(parts: dict[str, str | None], rest: datetime, month: int) -> bool:
    """Whether it is 26-Nov-05: behind a slash, as in 26/Nov/05, nobody writes the day last."""
    day, short = parts["day"] or "", parts.get("short")
    if not short or len(day) < 2 or parts["mark"] != "-" or day == short:
        return False
    try:
        rest.replace(year=int(f"20{day}"), month=month, day=int(short))
    except ValueError:
        return False
    return True


def _two_numbers(first: int, second: int, rest: datetime, zone: str | None) -> TwoNumbers:
    """Both, if they are a date in one order at least. Raises ValueError."""
    why = ValueError("there is no such day")
    for order in ("dmy", "mdy"):
        try:
            TwoNumbers(first, second, rest).read(order)
        except ValueError:
            continue
        try:
            found = TwoNumbers(first, second, rest, zone)
            found.read(order)
        except ValueError as error:
            why = error
            continue
        return found
    raise why


def _in_place(time: datetime, zone: str | None) -> datetime:
    """A time at a place, with the offset that its clocks have then, under the zone's name if there
    is one. Raises ValueError where they don't show that name or time, or show it twice."""
    if zone is None:
        place = time.tzinfo
        if isinstance(place, ZoneInfo) and (why := clocks_change(time.replace(tzinfo=None), place)):
            raise ValueError(f"it {why}; write its offset, like +01:00")
        return time
    for there in (time, time.replace(fold=1)):  # the hour that clocks show twice
        if there.tzname() == zone.upper():
            return time.replace(tzinfo=timezone(there.utcoffset() or timedelta()))
    raise ValueError(f"clocks don’t show {zone} then; write its offset, like +01:00")


def _month(parts: dict[str, str | None]) -> int:
    if (name := parts.get("name")) is None:
        return int(parts["month"] or 0)
    if (found := month(name)) is None:
        raise ValueError(f"no month is called {name}")
    return found


def _place(zone: str | None) -> ZoneInfo | None:
    """A place where the clocks show a zone's name; None of an offset. Raises ValueError."""
    if zone is None or not zone.isalpha() or zone.upper() in ("Z", "UTC", "GMT"):
        return None
    if zone.upper() not in _PLACES:
        raise ValueError(f"what {zone} is there can’t be told; write its offset, like +01:00")
    return ZoneInfo(_PLACES[zone.upper()])


def _offset(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if match is None:
        return UTC
    sign, hours, minutes = match.groups()
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise ValueError(f"{sign}{hours}:{minutes or '00'} is no offset")
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset)
