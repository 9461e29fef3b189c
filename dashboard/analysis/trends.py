"""Status over time: buckets of the workspace's zone, with the changes that fall into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis.change_log import Change, changes
from dashboard.analysis.clock_hours import Place, Span, clock, hour_of, local, place_of, spans
from dashboard.analysis.compared import ComparedTime, NotCompared, compared_time
from dashboard.analysis.headline import Before, Headline, before, headline
from dashboard.records.schema import OUTCOMES
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

UNITS = ("hour", "day", "week")
MOST_DAYS = 120  # bars thinner than this tell nothing: then weeks

_PIECES = {
    "hour": (timedelta(minutes=1), "minutes"),
    "day": (timedelta(hours=1), "hours"),
    "week": (timedelta(days=1), "days"),
}


NOT_EXPORTED = "not exported"


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
    def exported(self) -> bool:
        """Whether any export covers some of it; else it is not known what ran."""
        return self.covered != NOT_EXPORTED

    @property
    def runs(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Trends:
    """What the page Trends and `show trends` say.

    days: the first and last local day of the period that the data covers, None without any;
    compared: with what, or why with nothing; before: what was then, None where it is with nothing.
    """

    now: Headline
    days: tuple[date, date] | None
    before: Before | None
    compared: ComparedTime | NotCompared
    unit: str
    units: tuple[str, ...]
    buckets: tuple[Bucket, ...]
    changes: tuple[Change, ...]


def trends(history: History, filters: Filters, unit: str | None = None) -> Trends:
    """Headline, previous window, buckets and changes of the chosen runs.

    unit: "hour", "day" or "week"; None takes hours when the period is one day and its runs have
    hours, weeks when there are more than MOST_DAYS days, else days.
    """
    about = history.about
    now = headline(history, filters)
    period = covered(about, filters)
    own = now.runs - now.placed - now.stamped
    units = fitting_units(period, hours=own > 0 or not now.stamped)
    unit = unit if unit in UNITS else units[0]
    rows = history.ask("outcomes_by_bucket", filters, unit=unit, zone=about.zone)
    return Trends(
        now=now,
        days=period and (period[0].date(), (period[1] - timedelta.resolution).date()),
        before=before(history, filters, now),
        compared=compared_time(about, filters),
        unit=unit,
        units=units,
        buckets=buckets(
            rows, unit, shown(period, unit, about), ZoneInfo(about.zone), unknown(about, unit)
        ),
        changes=changes(history, filters),
    )


def covered(about: About, filters: Filters) -> Span | None:
    """The part of the chosen period that the data covers, in local time; None if there is none."""
    if about.whole_from is None or about.until is None:
        return None
    zone = ZoneInfo(about.zone)
    since = max(filter(None, (filters.since, about.whole_from)))
    until = min(filter(None, (filters.until, about.until)))
    return (local(since, zone), local(until, zone)) if since < until else None


def shown(period: Span | None, unit: str, about: About) -> Span | None:
    """A period as courses by this unit show it: by the hour from that of the first run on, since
    how quiet it was before is only taken to be as usual."""
    if period is None or unit != "hour" or about.first is None:
        return period
    return max(period[0], hour_of(local(about.first, ZoneInfo(about.zone)))), period[1]


def unknown(about: About, unit: str) -> list[Span]:
    """The local times that no export covers, as courses by this unit show them: by the hour, they
    last from the newest time that is known to the first run after it."""
    zone = ZoneInfo(about.zone)
    if unit == "hour":
        return [(local(gap.last, zone), hour_of(local(gap.first, zone))) for gap in about.gaps]
    return [(local(gap.since, zone), local(gap.until, zone)) for gap in about.gaps]


def fitting_units(period: Span | None, *, hours: bool) -> tuple[str, ...]:
    """The units that suit a period, the best first. hours: whether its runs have any."""
    if period is None:
        return ("day",)
    days = ((period[1] - timedelta.resolution).date() - period[0].date()).days + 1
    if days == 1 and hours:
        return ("hour",)
    return ("day", "week") if days <= MOST_DAYS else ("week", "day")


def buckets(
    rows: list[Row],
    unit: str,
    period: Span | None,
    zone: ZoneInfo,
    gaps: Sequence[Span] = (),
) -> tuple[Bucket, ...]:
    """Buckets of a whole period from the rows of queries/outcomes_by_bucket.sql.

    gaps: local times that no export covers.
    """
    if period is None:
        return ()
    counts: dict[Place, dict[str, int]] = {}
    for row in rows:
        place = row["bucket"], row["instant"]
        counts.setdefault(place, {})[row["outcome"]] = row["runs"]
    found = []
    for start, end in spans(period, unit, zone):
        held = counts.get(place_of(start, unit, zone), {})
        runs = {name: held.get(name, 0) for name in OUTCOMES}
        found.append(_bucket((start, end), unit, runs, period, zone, gaps))
    return tuple(found)


def _bucket(
    own: Span,
    unit: str,
    counts: dict[str, int],
    period: Span,
    zone: ZoneInfo,
    gaps: Sequence[Span],
) -> Bucket:
    start, end, first, last = (clock(at, unit, zone) for at in (*own, *period))
    begins, ends = max(start, first), min(end, last)
    held = ends - begins
    for gap in gaps:
        since, until = (clock(at, unit, zone) for at in gap)
        held -= max(min(ends, until) - max(begins, since), timedelta())
    if held <= timedelta():
        return Bucket(*own, counts, False, NOT_EXPORTED)
    complete = held == end - start
    return Bucket(*own, counts, complete, "" if complete else _part(held, end - start, unit))


def _part(part: timedelta, whole: timedelta, unit: str) -> str:
    """A part of a bucket, like "4 of 7 days": of days those begun, of hours and minutes the
    nearest number; at least one, and never all."""
    piece, name = _PIECES[unit]
    pieces = whole // piece
    number = -(-part // piece) if unit == "week" else round(part / piece)
    return f"{min(max(number, 1), pieces - 1)} of {pieces} {name}"
