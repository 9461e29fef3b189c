"""Status over time: buckets of the workspace's zone, with the changes that fall into them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis.headline import Before, Headline, before, headline
from dashboard.records.schema import OUTCOMES
from dashboard.store.filters import Filters
from dashboard.store.history import About, History, Row

UNITS = ("hour", "day", "week")
MOST_DAYS = 120  # bars thinner than this tell nothing: then weeks

_PIECES = {
    "hour": (timedelta(minutes=1), 60, "minutes"),
    "day": (timedelta(hours=1), 24, "hours"),
    "week": (timedelta(days=1), 7, "days"),
}
_STEP = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Bucket:
    """One hour, day or week: its local start and end, runs by outcome, and how much is covered.

    complete: the whole bucket lies in the period and before the data's now; covered: the part
    that does, like "4 of 7 days" ("" when complete).
    """

    start: datetime
    end: datetime
    counts: dict[str, int]
    complete: bool
    covered: str

    @property
    def runs(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Change:
    """Something about a worker that was changed, with who says so (export, derived, recorded)."""

    worker_id: str
    worker: str
    at: datetime
    what: str
    old: str | None
    new: str | None
    author: str | None
    note: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Trends:
    """What the page Trends and `show trends` say."""

    now: Headline
    before: Before | None
    unit: str
    units: tuple[str, ...]
    buckets: tuple[Bucket, ...]
    changes: tuple[Change, ...]


def trends(history: History, filters: Filters, unit: str | None = None) -> Trends:
    """Headline, previous window, buckets and changes of the chosen runs.

    unit: "hour", "day" or "week"; None takes hours when all runs are of one day, weeks when
    there are more than MOST_DAYS days, else days.
    """
    about = history.about
    now = headline(history, filters)
    units = fitting_units(now, about.zone)
    unit = unit if unit in UNITS else units[0]
    rows = history.ask("outcomes_by_bucket", filters, unit=unit, zone=about.zone)
    return Trends(
        now=now,
        before=before(history, filters, now),
        unit=unit,
        units=units,
        buckets=buckets(rows, unit, about, filters),
        changes=changes(history, filters),
    )


def fitting_units(now: Headline, zone: str) -> tuple[str, ...]:
    """The units that suit these runs, the best first."""
    if now.first is None or now.last is None:
        return ("day",)
    first, last = (moment.astimezone(ZoneInfo(zone)).date() for moment in (now.first, now.last))
    days = (last - first).days + 1
    if days == 1:
        return ("hour",)
    return ("day", "week") if days <= MOST_DAYS else ("week", "day")


def buckets(rows: list[Row], unit: str, about: About, filters: Filters) -> tuple[Bucket, ...]:
    """Buckets without gaps from the rows of queries/outcomes_by_bucket.sql."""
    if not rows:
        return ()
    counts: dict[datetime, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["bucket"], {})[row["outcome"]] = row["runs"]
    start, stop, found = min(counts), max(counts), []
    while start <= stop:
        held = counts.get(start, {})
        found.append(
            _bucket(start, unit, {name: held.get(name, 0) for name in OUTCOMES}, about, filters)
        )
        start += _STEP[unit]
    return tuple(found)


def _bucket(
    start: datetime, unit: str, counts: dict[str, int], about: About, filters: Filters
) -> Bucket:
    zone = ZoneInfo(about.zone)
    end = start + _STEP[unit]
    begins, ends = start, end
    if filters.since:
        begins = max(begins, _local(filters.since, zone))
    if about.first and unit == "week":  # a history that begins on Thursday has no whole first week
        begins = max(begins, datetime.combine(_local(about.first, zone).date(), time()))
    if filters.until:
        ends = min(ends, _local(filters.until, zone))
    if about.as_of:
        ends = min(ends, _local(about.as_of, zone))
    complete = begins == start and ends == end
    return Bucket(start, end, counts, complete, "" if complete else _covered(ends - begins, unit))


def _covered(part: timedelta, unit: str) -> str:
    """The part begun, like "4 of 7 days"; never all of a bucket that is not over."""
    piece, pieces, name = _PIECES[unit]
    begun = -(-max(part, timedelta()) // piece)
    return f"{min(begun, pieces - 1)} of {pieces} {name}"


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def changes(history: History, filters: Filters) -> tuple[Change, ...]:
    """The changes, within the period, of the workers that have chosen runs; oldest first."""
    since, until = filters.since, filters.until
    return tuple(
        Change(**{"at" if name == "changed_at" else name: value for name, value in row.items()})
        for row in history.ask("changes", filters)
        if (not since or row["changed_at"] >= since) and (not until or row["changed_at"] < until)
    )
