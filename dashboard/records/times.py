"""Times as exports write them, read without guessing their zone, unit or order of day and month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dashboard.sources.faults import BadValue, shown
from dashboard.sources.json_text import Literal
from dashboard.sources.rules import EPOCH_UNITS

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
"""How far behind the export's own time a run's time may lie before it is taken for a mistake."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BETWEEN = ("", "T", "t", " ")
_EXPECTED = "a time like 2026-11-16T09:10:00Z is expected"
_CLOCK = (
    r"(?:(?:,|\s|T|\bat\b)+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})"
    r"(?:[.,](?P<fraction>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    r"(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)?)?"
)
_DATE_ZONE = r"(?:\s*(?P<date_zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}:?\d{2}))?"
_LONGEST = 100  # characters; no spelling of a time is longer
_DAYNAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_SPELLINGS = tuple(
    re.compile(f"{_DAYNAME}{date}(?:{_DATE_ZONE}|{_CLOCK})", re.IGNORECASE)
    for date in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<first>\d{1,2})[-/.](?P<second_>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<name>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})",
        r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
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
        raise BadValue(f"{shown(text)} is too long to be a time; {_EXPECTED}")
    try:
        return _iso(text)
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
        raise BadValue(f"{shown(text)} has a year of two digits; {_EXPECTED}")
    raise BadValue(f"{shown(text)} is not read as a time; {_EXPECTED}")


def _iso(text: str) -> datetime:
    """The time that text in ISO 8601 says. Raises ValueError.

    Python takes any character between date and time of day, the sign of an offset too.
    """
    if text[4:5] != "-" or text[10:11] not in _BETWEEN:
        raise ValueError
    return datetime.fromisoformat(text)


def _from(parts: dict[str, str | None]) -> datetime | TwoNumbers:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    if parts["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("hours with AM or PM go from 1 to 12")
        hour = hour % 12 + (12 if parts["half"].lower().startswith("p") else 0)
    micro = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    rest = datetime(
        int(parts["year"] or 0), 1, 1, hour, minute, int(parts["second"] or 0), micro,
        _offset(parts["zone"] or parts["date_zone"]),
    )  # fmt: skip
    if parts.get("first"):
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
    return rest.replace(month=month, day=int(parts["day"] or 0))


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


@dataclass(frozen=True, slots=True)
class Clock:
    """How the times of one field are read: what they leave open, and what is plausible.

    zone: of times without an offset; order: of two numbers as day and month; unit: of numbers;
    latest: later times are taken for mistakes.
    """

    zone: ZoneInfo | None
    order: str | None
    unit: str | None
    latest: datetime

    def read(self, value: Any) -> datetime | None:
        """A raw value as an aware time in UTC. Raises BadValue."""
        if type(value) is str:
            if not value or value.isspace():
                return None
            try:
                time = _iso(value)
            except ValueError:
                time = self._text(value)
        else:
            time = self._counted(value)
        if time.tzinfo is None:
            time = self._placed(time, value)
        elif time.tzinfo is not UTC:
            try:
                time = time.astimezone(UTC)
            except OverflowError:
                raise BadValue(f"{shown(value)} is not a plausible time") from None
        if time < EARLIEST:
            raise BadValue(f"{shown(value)} is before 2000, which is not plausible")
        if time > self.latest:
            made = f"{self.latest - AHEAD:%Y-%m-%d %H:%M} UTC"
            raise BadValue(
                f"{shown(value)} is more than a day later than {made}, when the export was made "
                "or read, which is not plausible"
            )
        return time

    def _text(self, text: str) -> datetime:
        if re.fullmatch(r"\s*[+-]?\d+(\.\d*)?\s*", text):
            return self._counted(text)
        found = take_apart(text)
        if isinstance(found, datetime):
            return found
        try:
            return found.read(self.order or "dmy")
        except ValueError:
            how = "day first" if self.order == "dmy" else "month first"
            raise BadValue(f"{shown(text)} is no date when read with the {how}") from None

    def _counted(self, value: Any) -> datetime:
        """A number of units since 1970."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise BadValue(f"{shown(value)} is not a time; {_EXPECTED}")
        if self.unit is None:
            raise BadValue(
                f"{shown(value)} is a bare number; whether it counts s, ms, us or ns must be "
                "said in a mapping file (unit)"
            )
        try:
            number = Decimal(value.text if isinstance(value, Literal) else str(value).strip())
            micros = int(number * Decimal(str(EPOCH_UNITS[self.unit])))
            return _EPOCH + timedelta(microseconds=micros)
        except (OverflowError, InvalidOperation, ValueError):
            raise BadValue(f"{shown(value)} is not a plausible time in {self.unit}") from None

    def _placed(self, time: datetime, value: Any) -> datetime:
        """A time without an offset, in the zone, as one in UTC."""
        if self.zone is None:
            raise BadValue(f"{shown(value)} names no time zone")
        try:
            if left_open := clocks_change(time, self.zone):
                raise BadValue(f"{shown(value)} {left_open}; write its offset, like +01:00")
            return time.replace(tzinfo=self.zone).astimezone(UTC)
        except OverflowError:
            raise BadValue(f"{shown(value)} is not a plausible time") from None


def clocks_change(local: datetime, zone: ZoneInfo) -> str:
    """Why a local time says no instant of a zone, "" if it does: "happens twice in Europe/Berlin,
    where the clocks change then". Raises OverflowError."""
    early, late = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return ""
    back = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    what = "happens twice" if back == local else "does not exist"
    return f"{what} in {zone.key}, where the clocks change then"
