"""The wall: every worker's weeks beside each other, so that one sees where it began."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.rates import Rate
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.habits import midnight
from dashboard.store.reading.history import History

WEEKS = 8


@dataclass(frozen=True, slots=True)
class WallRow:
    """One worker: the failure rate of each week, 0 of 0 where nothing finished in it."""

    worker_id: str
    worker: str
    weeks: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """starts: the first day of each week, oldest first; rows: by worker, the most failures of the
    newest week first."""

    starts: tuple[date, ...]
    rows: tuple[WallRow, ...]


def wall(history: History, filters: Filters, window: Reviewed) -> Wall:
    """The eight weeks, from Monday on, up to that in which the reviewed window ends, of the workers
    with runs in them."""
    zone = ZoneInfo(history.about.zone)
    last = (window.until.astimezone(zone) - timedelta(microseconds=1)).date()
    until = midnight(last + timedelta(days=7 - last.weekday()), zone)
    ends = [until - n * WEEK for n in range(WEEKS)]  # wall-clock arithmetic, by intent
    edges: list[datetime] = [*ends, until - WEEKS * WEEK]
    first = history.about.whole_from
    kept = [n for n in range(WEEKS) if first is None or edges[n] > first]
    counts: dict[str, dict[int, Rate]] = defaultdict(dict)
    names: dict[str, str] = {}
    rows = history.ask("wall", filters.of_any_ending().within(None, None), edges=edges)
    for row in rows:
        counts[row["worker_id"]][row["place"] - 1] = Rate(row["failed"], row["finished"])
        names[row["worker_id"]] = row["worker"] or row["worker_id"]
    known = history.values_of("worker")
    told = [
        WallRow(
            worker,
            known.get(worker, names[worker]),
            tuple(held.get(n, Rate(0, 0)) for n in reversed(kept)),
        )
        for worker, held in counts.items()
    ]
    told.sort(key=lambda row: (-row.weeks[-1].s if row.weeks else 0, row.worker))
    return Wall(tuple(edges[n + 1].date() for n in reversed(kept)), tuple(told))
