"""Whether a cause is new, came back, is above what is usual, is quiet, or goes on.

The rule is that of a count with more spread than Poisson's: above usual is more than
m + 1.96·√(φ·m·1.25), where m is what the previous weeks lead us to expect, φ their Pearson
dispersion (McCullagh and Nelder, "Generalized linear models", 1989), and 1.25 allows for m itself
being estimated from four weeks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt
from zoneinfo import ZoneInfo

from dashboard.analysis.rates import Z95
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About

WEEK = timedelta(days=7)
WEEKS_BEFORE = 4
FEWEST_WEEKS = 2
ENOUGH_RUNS = 3  # to be a cause of its own
FEWEST_ABOVE, FEWEST_TASKS = 5, 2
ESTIMATED = 1.25

NEW, CAME_BACK, ABOVE, QUIET, ONGOING, TOO_SHORT = (
    "new",
    "came back",
    "above usual",
    "quiet",
    "ongoing",
    "history too short",
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The window whose causes are judged, and the edges of the weeks before it.

    edges: newest first: the window's end, its start, and a week further back each time; weeks:
    how many of the weeks before it the data covers, at most WEEKS_BEFORE; whole_week: whether the
    window is a calendar week.
    """

    since: datetime
    until: datetime
    edges: tuple[datetime, ...]
    weeks: int

    @property
    def short(self) -> bool:
        """Whether the history before the window is too short to call anything new."""
        return self.weeks < FEWEST_WEEKS


@dataclass(frozen=True, slots=True)
class Seen:
    """How often something was counted. window: in the reviewed window; weeks: in each of the
    covered weeks before it, newest first; earlier: before those."""

    window: int
    weeks: tuple[int, ...]
    earlier: int

    @property
    def before(self) -> int:
        return sum(self.weeks) + self.earlier


@dataclass(frozen=True, slots=True)
class Usual:
    """What the weeks before lead us to expect of the window, and above what a count is unusual."""

    expected: float
    limit: float


def reviewed(about: About, filters: Filters) -> Reviewed | None:
    """The window to judge: the chosen period; without one the last whole week that the data
    covers, else, or where runs don't come week by week, all of it. None without runs."""
    now, end = about.until, about.weeks_end
    if about.whole_from is None or now is None or end is None:
        return None
    zone = ZoneInfo(about.zone)
    until = min(filters.until.astimezone(zone), now) if filters.until else now
    if filters.since:
        since = filters.since.astimezone(zone)
    elif filters.until:
        since = until - WEEK
    else:
        since, until = end - WEEK, end
        if since < about.whole_from or not about.weekly:
            since, until = about.whole_from.astimezone(zone), now
    return _window(about, about.whole_from, since, until) if since < until else None


def everything(about: About) -> Reviewed | None:
    """All data as one window; None where no run has a time."""
    if about.whole_from is None or about.until is None:
        return None
    since = about.whole_from.astimezone(ZoneInfo(about.zone))
    return _window(about, about.whole_from, since, about.until) if since < about.until else None


def _window(about: About, begun: datetime, since: datetime, until: datetime) -> Reviewed:
    """begun: from when on no run is missing."""
    # Wall-clock arithmetic, so that a week is a week whatever the clocks did in it.
    edges = (until, *(since - n * WEEK for n in range(WEEKS_BEFORE + 1)))
    spans = pairwise(reversed(edges)) if about.gaps else ()
    broken = [until for start, until in spans if not about.covers(start, until)]
    whole_from = max([begun, *broken])
    weeks = sum(edge >= whole_from for edge in edges[2:])
    return Reviewed(since, until, edges, weeks)


def edges_of(window: Reviewed | None) -> list[datetime]:
    """The edges of a window and the weeks before it, as questions take them; none without one."""
    return list(window.edges) if window else []


def around(filters: Filters, window: Reviewed | None) -> Filters:
    """The runs to count by the edges of a window: of any time; without one the chosen ones."""
    return filters.within(None, None) if window else filters


def seen(counts: Mapping[int, int], window: Reviewed | None) -> Seen:
    """Counts by place (how many of the edges lie after the run) as in the window and before it;
    without a window, where no run has a time, all of them are what is reviewed."""
    if window is None:
        return Seen(sum(counts.values()), (), 0)
    weeks = window.weeks
    return Seen(
        window=counts.get(1, 0),
        weeks=tuple(counts.get(2 + n, 0) for n in range(weeks)),
        earlier=sum(runs for place, runs in counts.items() if place >= 2 + weeks),
    )


def usual(cause: Seen, finished: Seen) -> Usual | None:
    """What is usual for a cause, given the finished runs then and now; None without any before."""
    runs, all_runs = sum(cause.weeks), sum(finished.weeks)
    if not all_runs or len(cause.weeks) < FEWEST_WEEKS:
        return None
    expected = runs / all_runs * finished.window
    spread = max(1.0, _dispersion(cause.weeks, finished.weeks))
    return Usual(expected, expected + Z95 * sqrt(spread * expected * ESTIMATED))


def _dispersion(runs: Sequence[int], finished: Sequence[int]) -> float:
    """Pearson's χ² of weekly counts over its degrees of freedom, weeks without runs left out."""
    rate = sum(runs) / sum(finished)
    pairs = [(n, rate * f) for n, f in zip(runs, finished, strict=True) if rate * f > 0]
    if len(pairs) < 2:
        return 1.0
    return sum((n - e) ** 2 / e for n, e in pairs) / (len(pairs) - 1)


def state(
    cause: Seen, tasks: int, usually: Usual | None, *, short: bool, seen_after_fix: bool
) -> str:
    """The state of a cause in the reviewed window.

    tasks: on which it was seen in the window; short: the history is too short; seen_after_fix:
    whether it was seen in the window after it was expected to be fixed.
    """
    if seen_after_fix:
        return CAME_BACK
    if short:
        return TOO_SHORT
    if cause.before < ENOUGH_RUNS <= cause.before + cause.window:
        return NEW
    if not cause.window and cause.before:
        return QUIET
    above = usually is not None and cause.window > usually.limit
    if above and cause.window >= FEWEST_ABOVE and tasks >= FEWEST_TASKS:
        return ABOVE
    return ONGOING
