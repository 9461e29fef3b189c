"""The clocks of an export: what its mapping, its dates and a person say about its times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.errors import ExportRefused, UserError
from dashboard.records.rows import Answers
from dashboard.records.times import AHEAD, Clock
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.rules import DATE_ORDERS, EPOCH_UNITS, Rule
from dashboard.sources.mapping.zones import zone_named
from dashboard.sources.raw.faults import BadValue


def zone_of(answers: Answers) -> ZoneInfo | None:
    """The zone that a person named, after checking all answers. Raises UserError."""
    if answers.dates is not None and answers.dates not in DATE_ORDERS:
        raise UserError(
            f"{answers.dates!r} is no order of day and month",
            where="--dates",
            remedy="Say dmy (03/04 is 3 April) or mdy (03/04 is 4 March).",
        )
    if answers.numbers is not None and answers.numbers not in EPOCH_UNITS:
        raise UserError(
            f"{answers.numbers!r:.60} is no unit of times",
            where="--numbers",
            remedy=f"Say one of {', '.join(EPOCH_UNITS)}.",
        )
    if answers.zone is None:
        return None
    zone = zone_named(answers.zone)
    if zone is None:
        raise UserError(
            f"{answers.zone!r:.60} is no time zone",
            where="--zone",
            remedy="Write a name like Europe/Berlin, America/New_York or UTC.",
        )
    return zone


def clocks(
    mapping: Mapping, zone: ZoneInfo | None, order: str | None, numbers: str | None, as_of: datetime
) -> Callable[[Rule], Clock]:
    """Makes the clock of each field of times.

    A field's own zone, unit or order goes before the mapping's; a person's zone goes before the
    mapping's, but not before the field's. numbers: the unit where neither names one, of numbers
    that are no dates.
    """

    def clock(rule: Rule) -> Clock:
        named = rule.zone or (None if zone else mapping.zone)
        return Clock(
            zone=ZoneInfo(named) if named else zone,
            order=rule.dates or mapping.dates or order,
            unit=rule.unit or mapping.unit,
            latest=as_of + AHEAD,
            numbers=numbers,
        )

    return clock


def export_time(value: Any, file: str, zone: ZoneInfo | None, now: datetime) -> datetime | None:
    """The time that an export says of itself, which can't be after the import.

    Raises ExportRefused when it is no such time.
    """
    if value is None:
        return None
    try:
        return Clock(zone, None, None, now + AHEAD).read(value)
    except BadValue as bad:
        raise ExportRefused(
            f"The export’s own time cannot be used: as_of {bad.reason}",
            where=file,
            remedy="Write it with its offset, like 2026-11-16T09:10:00Z.",
        ) from None


def shown_in(told: Any, file: str) -> str | None:
    """The zone of days and weeks that export.json names; None where it names none. Raises
    ExportRefused for what is none."""
    if told is None or zone_named(told):
        return told  # type: ignore[no-any-return]
    raise ExportRefused(
        f"The zone that the export names is no time zone: {told!r:.60}",
        where=file,
        remedy="Write zone in export.json like Europe/Berlin, or leave it out.",
    )
