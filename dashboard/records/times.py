"""Times as exports write them, read without guessing their zone, unit or order of day and month."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from dashboard import dates
from dashboard.records.time_text import EXPECTED, in_iso, take_apart, written_together
from dashboard.sources.mapping.rules import EPOCH_UNITS
from dashboard.sources.mapping.zones import clocks_change
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.json_text import Literal
from dashboard.sources.raw.nothing import NEVER, says_nothing

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
"""How far behind the export's own time a run's time may lie before it is taken for a mistake."""

OFFSETS = "they go from -12:00 to +14:00"
_FARTHEST_WEST, _FARTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)

_IN_MONGO = "$date"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_TIME = Decimal(10) ** 18
"""Microseconds that no time is away from 1970; of more digits whole numbers would take long."""
_DAY_0 = {"excel": datetime(1899, 12, 30), "excel-1904": datetime(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class Clock:
    """How the times of one field are read: what they leave open, and what is plausible.

    zone: of times without an offset; order: of two numbers as day and month; unit: of all numbers;
    numbers: the unit of those that are no dates without marks, where `unit` says none; latest:
    later times are taken for mistakes.
    """

    zone: ZoneInfo | None
    order: str | None
    unit: str | None
    latest: datetime
    numbers: str | None = None

    @property
    def in_utc(self) -> bool:
        """Whether times without an offset are in UTC."""
        return self.zone is not None and self.zone.key == "UTC"

    def read(self, value: Any) -> datetime | None:
        """A raw value as an aware time in UTC. Raises BadValue."""
        if type(value) is str:
            if not value or value.isspace() or says_nothing(value) or NEVER.match(value):
                return None
            try:
                time = in_iso(value)
            except ValueError:
                time = self._text(value)
        elif type(value) is dict and _IN_MONGO in value:
            return self._in_mongo(value[_IN_MONGO])
        else:
            time = self._counted(value)
        if time.year == 1:  # how programs write that there is no time
            return None
        if time.tzinfo is None:
            time = self._placed(time, value)
        elif time.tzinfo is not UTC:
            time = _in_utc(time, value)
        if time < EARLIEST:
            raise BadValue(f"{shown(value)} is before 2000, which is not plausible")
        if time > self.latest:
            made = f"{dates.time(self.latest - AHEAD)} UTC"
            raise BadValue(
                f"{shown(value)} is more than a day later than {made}, when the export was made "
                "or read, which is not plausible"
            )
        return time

    def _in_mongo(self, value: Any) -> datetime | None:
        """A time as MongoDB exports it: {"$date": "2026-11-16T09:10:00Z"}, or its milliseconds."""
        if type(value) is dict:
            value = value.get("$numberLong")
        return replace(self, unit="ms").read(value)

    def _text(self, text: str) -> datetime:
        if re.fullmatch(r"\s*[+-]?\d+(\.\d*)?\s*", text) and (
            self.unit or not written_together(text)
        ):
            return self._counted(text)
        found = take_apart(text)
        if isinstance(found, datetime):
            return found
        order = self.order or "dmy"
        try:
            return found.read(order)
        except ValueError as error:
            if found.reads(order):
                raise BadValue(f"{shown(text)} is no time: {error}") from None
            how = "day first" if self.order == "dmy" else "month first"
            raise BadValue(f"{shown(text)} is no date when read with the {how}") from None

    def _counted(self, value: Any) -> datetime:
        """A number of units since 1970."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise BadValue(f"{shown(value)} is not a time; {EXPECTED}")
        unit = self.unit or self.numbers
        if unit is None:
            if found := _serial(value):
                raise BadValue(
                    f"{shown(value)} is how a spreadsheet counts days, if it is a time: "
                    f"{dates.time(found)} then; give its column the format of a date and time "
                    "and export again, or load it with --numbers excel"
                )
            raise BadValue(
                f"{shown(value)} is a bare number; whether it counts s, ms, us or ns must be "
                "said (--numbers, or unit in a mapping file)"
            )
        try:
            if unit in _DAY_0:
                return _serial_day(value, unit)
            number = Decimal(value.text if isinstance(value, Literal) else str(value).strip())
            micros = number * Decimal(str(EPOCH_UNITS[unit]))
            if not abs(micros) < _NO_TIME:
                raise OverflowError
            return _EPOCH + timedelta(microseconds=int(micros))
        except (ArithmeticError, ValueError):  # of a number too large, too
            raise BadValue(f"{shown(value)} is not a plausible time in {unit}") from None

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


def _in_utc(time: datetime, value: Any) -> datetime:
    """A time with an offset, as one in UTC. Raises BadValue."""
    if not offset_in_use(time):
        raise BadValue(f"{shown(value)} has an offset that no zone has; {OFFSETS}")
    try:
        return time.astimezone(UTC)
    except OverflowError:
        raise BadValue(f"{shown(value)} is not a plausible time") from None


def offset_in_use(time: datetime) -> bool:
    """Whether clocks anywhere are as far from UTC as an aware time says."""
    return _FARTHEST_WEST <= (time.utcoffset() or timedelta()) <= _FARTHEST_EAST


def _serial(value: int | float | str) -> datetime | None:
    """The time that a number between 1 Jan 2000 and 2100 is in a spreadsheet, which counts days
    from 30 December 1899 on; None for any other number."""
    time = _serial_day(value, "excel") if 0 < float(value) < 10**6 else None
    return time if time and 2000 <= time.year < 2100 else None


def _serial_day(value: int | float | str, unit: str) -> datetime:
    """The time without a zone that a spreadsheet means with a number, to the millisecond."""
    return _DAY_0[unit] + timedelta(milliseconds=round(float(value) * 86_400_000))
