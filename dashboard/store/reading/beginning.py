"""From when on the history can be taken to hold every run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

USUAL_GAPS = 3
"""A silence of so many mean gaps between runs is nothing special."""


def beginning(firsts: Sequence[datetime], last: datetime, runs: int, zone: str) -> datetime:
    """From when on the data is whole.

    firsts: the first run of each local day, oldest first; last: the newest run; runs: how many.
    That is the start of the first day if its first run came no later than is usual on other days
    (nine in ten), else a usual gap before the first run: an export seldom begins at midnight.
    """
    local = [first.astimezone(ZoneInfo(zone)) for first in firsts]
    first = local[0]
    midnight = datetime.combine(first.date(), time(), tzinfo=first.tzinfo)
    others = sorted(moment.time() for moment in local[1:])
    if others and first.time() <= others[(len(others) - 1) * 9 // 10]:
        return midnight
    gap = (last - first) / max(runs - 1, 1)
    return max(midnight, first - min(USUAL_GAPS * gap, timedelta(days=1)))
