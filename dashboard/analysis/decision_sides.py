"""What a decision is about, counted on both sides of the moment at which it was carried out.

What is a share of runs is compared as a change is (verdict.py, rare_counts.py). What is counted
over time alone is compared by its counts: as Poisson counts, less sure where days differ by more.
What is counted as it stands is compared with how many stood when it was decided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dashboard.analysis.days import day_effect
from dashboard.analysis.lifecycle import WEEK
from dashboard.analysis.measures import MEASURE
from dashboard.analysis.rare_counts import by_counts, evidence_of_counts, is_rare
from dashboard.analysis.rates import Clusters, Rate, rate
from dashboard.analysis.review.of_workers import LONG_OPEN
from dashboard.analysis.verdict import (
    CONFOUNDED,
    DECIDES,
    IMPROVED,
    LEANING_BETTER,
    LEANING_WORSE,
    LEANS,
    NO_CLEAR,
    NOT_ENOUGH,
    REGRESSED,
    decide,
    estimate,
)
from dashboard.ledger.decisions import (
    OF_BAD,
    OF_CAUSE,
    OF_CHECK,
    OF_CUSTOMERS,
    OF_PAUSED,
)
from dashboard.store.dimensions.declared import MAYBE, YES
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

SEEN_SINCE = (OF_CAUSE, OF_CHECK)
"""What was there only since it was first seen, and so rare that its counts decide."""
FEWEST_DAYS = timedelta(days=3)
"""How long a side is, at the least, of which something is said that is counted over time alone."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time that is compared, and when in it a decision was carried out."""

    since: datetime
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Side:
    """The time before or after. runs: what is counted; among: of so many, None where it is counted
    over time alone; weeks: how long it is; effect: by how much more than by chance counts of it
    differ, at least 1, as its own days tell: what was a step before it makes no difference."""

    runs: int
    among: int | None
    weeks: float
    effect: float = 1.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be seen: no runs of which it would be a share, or no time."""
        return self.among == 0 or self.weeks <= 0

    @property
    def a_week(self) -> float:
        """How many a week were seen; of less than a day, as if it were one."""
        return self.runs / max(self.weeks, 1 / 7)


@dataclass(frozen=True, slots=True)
class BothSides:
    """Both sides, with the verdict as of a change."""

    before: Side
    after: Side
    verdict: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What is counted. measure: one of ledger.decisions.MEASURES; name: of its cause or check, as
    the data has it now, "" for another."""

    measure: str
    name: str = ""

    def of(self, chosen: Filters) -> Filters:
        """Which of the chosen runs are counted, where they are a share of runs."""
        if self.measure == OF_CHECK:
            return chosen.choosing("check", [self.name])
        if self.measure == OF_BAD:
            return chosen.choosing("outcome", ["bad"])
        failed = chosen.choosing("outcome", ["failed"])
        if self.measure == OF_CUSTOMERS:
            return failed.choosing("customers", (YES, MAYBE))
        return failed.choosing("cause", [self.name]) if self.measure == OF_CAUSE else failed


def shares(
    history: History, chosen: Filters, span: Span, hit: Hit, *, confounded: bool
) -> BothSides:
    """Of what is a share of runs. chosen: whose."""
    sides = _counted_among(history, chosen.within(span.since, span.until), span, hit)
    days = day_effect(*(_by_day(sides[place]) for place in ("after", "before")))
    alone = _rate(sides["after"]).allowing(day_effect(_by_day(sides["after"]), ()).after)
    after = _rate(sides["after"]).allowing(days.after)
    before = _rate(sides["before"]).allowing(days.before)
    verdict = NOT_ENOUGH
    if after.n and before.n:
        found = estimate(after, before)
        verdict = decide(found, after, before, confounded=confounded, few_days=days.few)
        if hit.measure in SEEN_SINCE or is_rare(before):
            verdict = by_counts(verdict, after, before)
    return BothSides(
        Side(before.n - before.s, before.n, (span.at - span.since) / WEEK),
        Side(after.n - after.s, after.n, (span.until - span.at) / WEEK, max(1.0, alone.effect)),
        verdict,
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """The runs of a cluster on one day. m: all of them; s: those that are not counted."""

    cluster: object
    day: date
    m: int
    s: int


def _counted_among(
    history: History, chosen: Filters, span: Span, hit: Hit
) -> dict[str, list[_Cell]]:
    """By side what is counted, cell by cell."""
    asked: dict[str, Any] = {
        "at": span.at,
        "zone": history.about.zone,
        "among": MEASURE[hit.measure].among,
        "check": hit.name if hit.measure == OF_CHECK else "",
    }
    hits = {_cell(r): r["m"] for r in history.ask("decision_sides", hit.of(chosen), **asked)}
    sides: dict[str, list[_Cell]] = {"before": [], "after": []}
    for row in history.ask("decision_sides", chosen, **asked):
        left = row["m"] - hits.get(_cell(row), 0)
        sides[row["place"]].append(_Cell(row["cluster"], row["day"], row["m"], left))
    return sides


def _cell(row: Row) -> tuple[object, ...]:
    return row["place"], row["cluster"], row["day"]


def _by_day(cells: Sequence[_Cell]) -> list[tuple[float, float]]:
    held: dict[date, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for cell in cells:
        held[cell.day][0] += cell.s
        held[cell.day][1] += cell.m
    return [(s, n) for _, (s, n) in sorted(held.items())]


def _rate(cells: Sequence[_Cell]) -> Rate:
    clusters: dict[object, list[int]] = defaultdict(lambda: [0, 0])
    for cell in cells:
        clusters[cell.cluster][0] += cell.m
        clusters[cell.cluster][1] += cell.s
    held = list(clusters.values())
    return rate(
        sum(s for _, s in held),
        sum(m for m, _ in held),
        Clusters(
            len(held),
            float(sum(m * m for m, _ in held)),
            float(sum(s * s for _, s in held)),
            float(sum(s * m for m, s in held)),
        ),
    )


def over_time(
    history: History, chosen: Filters, span: Span, hit: Hit, *, confounded: bool
) -> BothSides:
    """Of what is counted over time alone. chosen: whose."""
    before, after = (span.at - span.since) / WEEK, (span.until - span.at) / WEEK
    ask = _paused if hit.measure == OF_PAUSED else _created_by_day
    days = dict(ask(history, chosen, span)) if after > 0 else {}
    then, now = days.get("before", []), days.get("after", [])
    effect = max(_spread(then, span.at - span.since), _spread(now, span.until - span.at))
    sides = Side(sum(then), None, before), Side(sum(now), None, after, effect)
    return BothSides(*sides, CONFOUNDED if confounded else _by_time(*sides, effect, hit.measure))


def standing(before: float, after: int, expected: float, span: Span) -> BothSides:
    """Of what is counted as it stands. before: so many stood when it was decided, after: stand now;
    expected: at most so many are to stand. That fewer do is no matter of chance, and that more do
    is judged as of two equal times. Whether others came to stand is known after LONG_OPEN alone."""
    time = span.until - span.at
    sides = Side(round(before), None, 0.0), Side(after, None, time / WEEK)
    if time < LONG_OPEN:
        return BothSides(*sides, NOT_ENOUGH)
    if after <= before:
        return BothSides(*sides, IMPROVED if after < before and after <= expected else NO_CLEAR)
    surely = evidence_of_counts(after, before, 0.5) >= 1 / DECIDES
    return BothSides(*sides, REGRESSED if surely else NO_CLEAR)


def _by_time(before: Side, after: Side, effect: float, measure: str) -> str:
    """The verdict by the e-value of rare_counts.py, where each run is after it with a chance as
    large as the share of the time that is. effect: by how much more than by chance days differ."""
    if min(before.weeks, after.weeks) * WEEK < FEWEST_DAYS:
        return NOT_ENOUGH
    share = after.weeks / (after.weeks + before.weeks)
    e_value = evidence_of_counts(after.runs / effect, before.runs / effect, share)
    better = (after.runs * before.weeks > before.runs * after.weeks) == MEASURE[measure].more
    if e_value >= 1 / DECIDES:
        return IMPROVED if better else REGRESSED
    if e_value >= 1 / LEANS:
        return LEANING_BETTER if better else LEANING_WORSE
    return NO_CLEAR


def _spread(days: Sequence[int], time: timedelta) -> float:
    """By how much more than by chance the days of a side differ: variance over mean, at least 1.
    days: those with runs; the others of that time have none."""
    n = max(len(days), round(time / timedelta(days=1)))
    mean = sum(days) / n if n else 0.0
    if n < 2 or not mean:
        return 1.0
    square = sum((held - mean) ** 2 for held in days) + (n - len(days)) * mean**2
    return max(1.0, square / (n - 1) / mean)


_Days = Iterator[tuple[str, list[int]]]
"""By side what is counted of each day that has runs."""


def _created_by_day(history: History, chosen: Filters, span: Span) -> _Days:
    """Runs that were created."""
    within = chosen.within(span.since, span.until)
    rows = history.ask("decision_days", within, at=span.at, zone=history.about.zone)
    for place in ("before", "after"):
        yield place, [row["runs"] for row in rows if row["place"] == place]


def _paused(history: History, chosen: Filters, span: Span) -> _Days:
    """Runs that came while their worker was not active."""
    sides = {"before": (span.since, span.at), "after": (span.at, span.until)}
    for place, edges in sides.items():
        rows = history.ask("runs_while_paused", chosen.within(*edges), zone=history.about.zone)
        held: Counter[date] = Counter()
        for row in rows:
            held.update(row["days"])
        yield place, list(held.values())
