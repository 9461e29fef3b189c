"""Names of time zones: those of the IANA list, and nothing else that a machine may know."""

from __future__ import annotations

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
