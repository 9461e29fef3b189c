"""Two sets of runs side by side: what is more common on one side than chance would make it.

Every value of every attribute that at least FEWEST runs have is tested, and the false discovery
rate is held over all of these tests (see contrast.py). Runs that repeat a task tend to be alike, so
counts are deflated by the design effect (see rates.py) before they are tested.

Where the sides are not chosen by how runs ended, how they ended is compared first: the success
rates and the causes, then outcomes and error types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from dashboard.analysis.attributes import (
    FEWEST,
    attribute,
    offered_fields,
)
from dashboard.analysis.candidates import candidates
from dashboard.analysis.contrast import Candidate, Contrast, judged
from dashboard.analysis.fields import MOST_VALUES, fields, repeats_the_side
from dashboard.analysis.side_causes import SideCause, side_causes
from dashboard.analysis.success import NO_RATES, SuccessRates, success_rates
from dashboard.store.dimensions.dimension import SCALARS, Dimension
from dashboard.store.filters.filter_sql import RUNS, RunTable
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

SAMPLE_ABOVE, SAMPLE = 100_000, 40_000
EVERY_RUN = 10**12

WORKED = Filters().choosing("outcome", ["succeeded"])
DID_NOT = Filters().choosing("outcome", ["failed", "bad"])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets compared.

    n_a, n_b: runs on each side; in_both: runs in both sets, left out; counted: how many of them all
    were counted, less where a sample was; rates: how often they worked; tested: how many
    candidates; real: the contrasts unlikely to be chance, those of endings first, then the
    strongest, then numbers, free text and words of titles; others: the rest that was tested, least
    p first; effect: the largest design effect; outcome_copies: other fields that say the same as
    the sides, or as the outcome, do, left out; causes: why runs of either side failed, () where the
    sets are chosen by how runs ended; by_ending: whether they are; narrowed: whether filters chose
    the runs of both; own_periods, own_workers: whether a chosen period, or chosen workers, were
    left out, as both sets have their own.
    """

    n_a: int
    n_b: int
    in_both: int
    counted: int
    rates: SuccessRates
    tested: int = 0
    real: tuple[Contrast, ...] = ()
    others: tuple[Contrast, ...] = ()
    effect: float = 1.0
    outcome_copies: tuple[str, ...] = ()
    causes: tuple[SideCause, ...] = ()
    by_ending: bool = False
    narrowed: bool = False
    own_periods: bool = False
    own_workers: bool = False

    @property
    def telling(self) -> tuple[Contrast, ...]:
        """Of the real contrasts those of what runs were given and did."""
        return tuple(one for one in self.real if not one.candidate.near_ending)

    @property
    def how_they_ended(self) -> tuple[Contrast, ...]:
        """The others but causes: outcomes, error types, tools that failed."""
        return tuple(
            one
            for one in self.real
            if one.candidate.near_ending and one.candidate.attribute.name != "cause"
        )

    @property
    def sampled(self) -> bool:
        return self.counted < self.n_a + self.n_b


def compare(
    history: History,
    filters: Filters,
    a: Filters = WORKED,
    b: Filters = DID_NOT,
    at_most: int = SAMPLE,
) -> Comparison:
    """The chosen runs of set a against those of set b; Filters.narrowing says which are.

    at_most: of how many runs a sample is taken where there are more than SAMPLE_ABOVE; equal sets
    give equal samples.
    """
    given, filters = filters, filters.narrowing(a, b)
    found = _compared(history, filters, a, b, at_most)
    return replace(
        found,
        narrowed=not filters.same_runs(ALL),
        own_periods=(filters.since, filters.until) != (given.since, given.until),
        own_workers=(filters.keep, filters.drop) != (given.keep, given.drop),
    )


def _compared(
    history: History, filters: Filters, a: Filters, b: Filters, at_most: int
) -> Comparison:
    """The same, of filters that narrow both sets."""
    ask = partial(history.ask, filters=filters, sides=(a, b))
    sizes = ask("compare_sizes")[0]
    n_a, n_b = sizes["a"], sizes["b"]
    ask = partial(ask, **_sample(ask, history.drawn, n_a, n_b, at_most))
    sides = {row["a"]: row for row in ask("compare_clusters")}
    if len(sides) < 2:
        return Comparison(n_a, n_b, sizes["in_both"], n_a + n_b, NO_RATES)
    edges, tools = ask("compare_edges")[0].values()
    edges = {name: quarters or [] for name, quarters in edges.items()}
    zone = history.about.zone
    own = offered_fields(history)
    rows = ask("compare", zone=zone, fewest=FEWEST, edges=edges, tools=tools or [], **own)
    by_ending = a.endings != b.endings
    held, copies = _comparable(history, rows, own, (a, b), sides)
    comparable = [(about, mine) for about, mine in held if not (by_ending and about.ending)]
    tested = _tested(history, comparable, sides, edges)
    real, others = judged(tested, by_ending=by_ending)
    rates = success_rates(sides, by_ending=any(one.by_ending for one in (a, b, filters)))
    one_cause = any(one.by_cause for one in (a, b, filters))
    why = [] if by_ending or one_cause else ask("compare_causes")
    return Comparison(
        n_a=n_a,
        n_b=n_b,
        in_both=sizes["in_both"],
        counted=sum(side["runs"] for side in sides.values()),
        rates=rates,
        tested=len(tested),
        real=real,
        others=others,
        effect=max((candidate.effect for candidate in tested), default=1.0),
        outcome_copies=copies,
        causes=side_causes(history, why, rates, (*real, *others)),
        by_ending=by_ending,
    )


def _tested(
    history: History,
    comparable: Sequence[tuple[Dimension, list[Row]]],
    sides: Mapping[bool, Row],
    edges: Mapping[str, Sequence[Any]],
) -> list[Candidate]:
    """What is tested of all attributes that can be compared."""
    names = {name: history.values_of(name) for name in ("worker", "cause")}
    return [
        candidate
        for about, rows in comparable
        for candidate in candidates(about, rows, sides, edges, names)
    ]


def _sample(
    ask: Callable[..., list[Row]], drawn: RunTable, n_a: int, n_b: int, at_most: int
) -> dict[str, Any]:
    """Of how many runs of either side one is counted: all, unless both together are very many; and
    of which table these are, of the drawn ones only where that leaves enough of each."""
    if n_a + n_b <= max(SAMPLE_ABOVE, at_most):
        return {"every_a": 1, "every_b": 1}
    wanted_a, wanted_b = (max(at_most // 2, at_most - other) for other in (n_b, n_a))
    found, of = ask("compare_drawn", of=drawn)[0], RUNS
    if found["a"] >= wanted_a and found["b"] >= wanted_b:
        of, n_a, n_b = drawn, found["a"], found["b"]
    every_a, every_b = max(1, n_a // wanted_a), max(1, n_b // wanted_b)
    return {"of": of, "every_a": every_a, "every_b": every_b}


def _comparable(
    history: History,
    rows: Sequence[Row],
    own: Mapping[str, Sequence[str]],
    chosen: tuple[Filters, Filters],
    sides: Mapping[bool, Row],
) -> tuple[list[tuple[Dimension, list[Row]]], tuple[str, ...]]:
    """The attributes that can be compared, with their rows; and the labels of other fields of the
    export that only repeat which side a run is on, or how it ended. own: the fields that the
    workspace offers, which a person knows to be more than ids."""
    found = fields(history)
    chosen_by = {name for one in chosen for name, _ in (*one.keep, *one.drop)}
    if not _weekdays_alike(*chosen):
        chosen_by.add("weekday")
    comparable: list[tuple[Dimension, list[Row]]] = []
    copies = []
    for name, group in groupby(rows, key=lambda row: row["attribute"]):
        about, mine = attribute(name, listed=name in own["lists"]), list(group)
        needs = (about.needs,) if about.needs else about.columns
        if name in chosen_by or not any(map(history.about.filled.get, needs)):
            continue
        if name in found.outcome_copies:
            copies.append(about.label)
        elif (name in found.identifying and name not in own["names"]) or (
            about.kind in SCALARS and mine[0]["values"] > MOST_VALUES
        ):
            continue
        elif about.own and about.kind in SCALARS and _repeats_the_side(mine[0], sides):
            copies.append(about.label)
        else:
            comparable.append((about, mine))
    return comparable, tuple(copies)


def _weekdays_alike(a: Filters, b: Filters) -> bool:
    """Whether two sets are of one period, or each of whole weeks: else runs fall on other weekdays
    because the periods do."""
    periods = {(one.since, one.until) for one in (a, b)}
    return len(periods) == 1 or all(map(_whole_weeks, periods))


def _whole_weeks(period: tuple[datetime | None, datetime | None]) -> bool:
    since, until = period
    if since is None or until is None:
        return False
    # Rounded, since a day on which clocks change has 23 or 25 hours.
    return round((until - since) / timedelta(days=1)) % 7 == 0


def _repeats_the_side(row: Row, sides: Mapping[bool, Row]) -> bool:
    return repeats_the_side(
        (sides[True]["runs"], sides[False]["runs"]),
        (row["given_a"], row["given_b"]),
        (row["only_a"], row["only_b"]),
    )
