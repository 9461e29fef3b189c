"""Days between exports that no export covers: nobody knows whether anything ran on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.store.reader import Row

Gap = tuple[datetime, datetime]
"""From the first instant, inclusive, to the second, exclusive: whole days of the zone."""


def gaps(rows: Sequence[Row], zone: str) -> tuple[Gap, ...]:
    """The gaps between exports, oldest first, from the rows of queries/covers.sql.

    An export covers the time from its first run to its as-of. One that shows runs known before
    reaches back over an unknown time, so no gap is claimed before its as-of.
    """
    overlapping = [row["until"] for row in rows if row["overlaps"] and row["until"]]
    found: list[Gap] = []
    end: datetime | None = None
    for row in rows:
        if row["first"] is None:
            continue
        if end and (gap := _whole_days(end, row["first"], ZoneInfo(zone))):
            found.append(gap)
        end = max(filter(None, (end, row["until"])), default=None)
    return tuple(gap for gap in found if not any(until >= gap[1] for until in overlapping))


def _whole_days(end: datetime, first: datetime, zone: ZoneInfo) -> Gap | None:
    day = end.astimezone(zone).date() + timedelta(days=1)
    until = first.astimezone(zone).date()
    if day >= until:
        return None
    return tuple(datetime.combine(at, time(), tzinfo=zone) for at in (day, until))  # type: ignore[return-value]
