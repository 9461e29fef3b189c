"""The runs before and after a change: what of them can be compared, and what else is different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.analysis.cells import (
    AFTER,
    BEFORE,
    KINDS,
    TRACKED,
    SideCell,
    cells_of,
    counted,
    moved,
    sharing,
    sums,
    unknown,
    varies,
)
from dashboard.analysis.days import Days, day_effect
from dashboard.analysis.mix import Adjusted, Counts, Kind, adjusted, mix_shifted
from dashboard.analysis.rates import FEW_RUNS, Clusters, Rate, rate
from dashboard.analysis.scores import scored, scored_alike
from dashboard.store.derived.work_values import WITH_WORK
from dashboard.store.workspace.reader import Row

KINDS_OF_WORK = "no comparable runs"


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared of the runs around a change.

    before, after: the rates, of the runs that are compared; all_before, all_after: of all finished
    runs of either side; kinds: what is compared, by kind of work; adjusted: the difference within
    kinds of work, None if there is one kind, or if too few runs are alike to tell; within: a thing
    that changed beside, and the runs were chosen to share; confounded_by: things that changed
    beside and can't be kept apart; shifted: whether the kinds of work changed; by_failures:
    completed runs count as good, because scores don't cover both sides alike; days: how much good
    and bad days differ, of all finished runs.
    """

    before: Rate
    after: Rate
    all_before: Rate
    all_after: Rate
    kinds: dict[Kind, Counts]
    adjusted: Adjusted | None
    within: tuple[str, ...]
    confounded_by: tuple[str, ...]
    shifted: bool
    by_failures: bool
    days: Days

    @property
    def good(self) -> str:
        """How rows of questions call the runs that count as good: s if they succeeded, c if they
        completed."""
        return _good(self.by_failures)


def sides(
    rows: Sequence[Row],
    clusters: Sequence[Row],
    days: Sequence[Row],
    main: str,
    beside: Sequence[str],
) -> Sides:
    """The sides of one change, from its rows of change_cells.sql, change_clusters.sql and
    change_days.sql.

    main: what was changed, as CHANGED_THINGS names it; beside: what else was changed with it.
    """
    by_failures = not scored_alike(_scored(rows, BEFORE), _scored(rows, AFTER))
    good = _good(by_failures)
    cells, by_day = cells_of(rows, good), _days(days, good)
    all_before = _rate(cells, BEFORE, clusters, good).allowing(by_day.before)
    all_after = _rate(cells, AFTER, clusters, good).allowing(by_day.after)
    kept = _kept(cells, main, beside)
    before = Rate(*sums(kept.cells, BEFORE), all_before.effect)
    after = Rate(*sums(kept.cells, AFTER), all_after.effect)
    others = _others(kept, main, all_after, all_before)
    of_work = [thing for thing in KINDS if thing not in kept.confounded]
    kinds, within_kinds = _like_with_like(kept.cells, of_work, others, after, before)
    shifted = mix_shifted(counted(kept.cells, of_work), after, before)
    unlike = within_kinds is None and min(after.n_eff, before.n_eff) >= FEW_RUNS
    mixed = _mixed(kept.cells, others, after, before) if unlike else ()
    apart = kept.apart or (unlike and shifted)
    return Sides(
        before=before,
        after=after,
        all_before=all_before,
        all_after=all_after,
        kinds=kinds,
        adjusted=within_kinds,
        within=kept.within,
        confounded_by=(*kept.confounded, *mixed, *[KINDS_OF_WORK] * bool(apart)),
        shifted=shifted,
        by_failures=by_failures,
        days=by_day,
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """The runs that share what can be shared. within: things that changed beside, of which only
    what both sides have is kept; confounded: those that can't be kept apart from the change; apart:
    those in which the sides differ because the work does."""

    cells: Sequence[SideCell]
    within: tuple[str, ...]
    confounded: tuple[str, ...]
    apart: tuple[str, ...]


def _kept(cells: Sequence[SideCell], main: str, beside: Sequence[str]) -> _Kept:
    kept = cells
    within: list[str] = []
    confounded: list[str] = []
    apart: list[str] = []
    for thing in TRACKED:
        if thing == main:
            continue
        chosen = sharing(kept, thing)
        if chosen is None:
            # Where it varies on both sides and nobody changed it, but no side has what the other
            # has, the work is another.
            with_work = thing in WITH_WORK and thing not in beside and varies(kept, thing)
            (apart if with_work else confounded).append(thing)
        elif len(chosen) < len(kept):
            kept = chosen
            within.append(thing)
    told = {main, *within, *confounded}
    confounded += [thing for thing in beside if thing not in told and unknown(cells, thing)]
    return _Kept(kept, tuple(within), tuple(confounded), tuple(apart))


def _others(kept: _Kept, main: str, after: Rate, before: Rate) -> list[str]:
    """What moved beside, and is neither the kind of work nor kept apart already."""
    told = {main, *KINDS, *kept.confounded, *kept.apart}
    return [
        thing for thing in TRACKED if thing not in told and moved(kept.cells, thing, after, before)
    ]


def _mixed(
    cells: Sequence[SideCell], things: Sequence[str], after: Rate, before: Rate
) -> tuple[str, ...]:
    """The things of which the runs after the change hold others than those before."""
    return tuple(thing for thing in things if mix_shifted(counted(cells, (thing,)), after, before))


def _like_with_like(
    cells: Sequence[SideCell],
    of_work: Sequence[str],
    beside: Sequence[str],
    after: Rate,
    before: Rate,
) -> tuple[dict[Kind, Counts], Adjusted | None]:
    """The finest kinds of work within which enough runs can be compared, and the difference there.

    Many kinds of few runs each are no reason to compare nothing: then fewer names make a kind, but
    never without the one in which the work changed, for that difference would be the work's.
    """
    for names in (of_work, of_work[1:], of_work[:1], ()):
        dropped = [thing for thing in of_work if thing not in names]
        if dropped and mix_shifted(counted(cells, dropped), after, before):
            continue
        kinds = counted(cells, (*names, *beside))
        if len(kinds) > 1 and (found := adjusted(kinds, after, before)).comparable:
            return kinds, found
    return counted(cells, (*of_work, *beside)), None


def _scored(rows: Iterable[Row], side: str) -> float | None:
    """The share of a side's completed runs that the export judges."""
    held = [row for row in rows if row["place"] == side]
    completed = sum(row["succeeded"] + row["bad"] for row in held)
    return scored(sum(row["judged"] for row in held), completed)


def _rate(cells: Iterable[SideCell], side: str, clusters: Iterable[Row], good: str) -> Rate:
    s, n = sums(cells, side)
    found = next((row for row in clusters if row["place"] == side), None)
    if found is None:
        return Rate(s, n)
    ss, sm = found[f"{good}{good}"], found[f"{good}m"]
    return rate(s, n, Clusters(found["clusters"], found["mm"], ss, sm))


def _days(rows: Sequence[Row], good: str) -> Days:
    """How much days differ, of rows in the order of time."""
    after, before = ([row for row in rows if row["place"] == side] for side in (AFTER, BEFORE))
    found = day_effect(*([(row[good], row["n"]) for row in side] for side in (after, before)))
    shared = {row["day"] for row in after} & {row["day"] for row in before}
    return replace(found, shared=len(shared))


def _good(by_failures: bool) -> str:
    return "c" if by_failures else "s"
