"""Names of time zones: those of the IANA list, and nothing else that a machine may know; and when
clocks there change."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

# Files beside the zones: what a machine is set to, and a stand-in for none.
_NO_ZONES = frozenset(("localtime", "Factory", "posixrules"))


@cache
def zone_names() -> frozenset[str]:
    """All names of zones, like Europe/Berlin."""
    return frozenset(available_timezones() - _NO_ZONES)


def zone_named(name: Any) -> ZoneInfo | None:
    """The zone of that name; None if there is none."""
    return ZoneInfo(name) if isinstance(name, str) and name in zone_names() else None


def clocks_change(local: datetime, zone: ZoneInfo) -> str:
    """Why a local time says no instant of a zone, "" if it does: "happens twice in Europe/Berlin,
    where the clocks change then". Raises OverflowError."""
    early, late = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return ""
    back = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    what = "happens twice" if back == local else "does not exist"
    return f"{what} in {zone.key}, where the clocks change then"
