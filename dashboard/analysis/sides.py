"""The runs before and after a change: what of them can be compared, and what else is different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.analysis.days import Days, day_effect
from dashboard.analysis.mix import Adjusted, Counts, Kind, adjusted, mix_shifted
from dashboard.analysis.rates import FEW_RUNS, Clusters, Rate, rate
from dashboard.analysis.scores import scored, scored_alike
from dashboard.store.reader import Row

TRACKED = ("model", "context", "tools", "trigger", "status")
"""What may change beside the thing whose change is judged, as cells name it."""
KINDS = ("trigger", "record_type")
"""What makes a kind of work; the model too, where it varies."""
KINDS_OF_WORK = "no comparable runs"
WITH_WORK = ("context", "tools")
"""What kinds of work bring with them: where it varies on both sides and nobody changed it, but no
side has what the other has, the work is another."""
STRAY = 0.05
"""Values that only one side has are chance up to this share of its runs."""
KEEPING = 0.20
"""Share of the runs after that must keep a thing's old value, else it is confounded with it."""
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Cell:
    """Finished runs of one side that are alike in everything tracked. s: those that succeeded."""

    side: str
    values: dict[str, str | None]
    n: int
    s: int


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
    cells = [_cell(row, by_failures) for row in rows if row["place"] in (BEFORE, AFTER)]
    cells = [cell for cell in cells if cell.n]
    by_day = _days(days, by_failures)
    whole = {
        side: _allowing(_rate(cells, side, clusters, by_failures), effect)
        for side, effect in ((BEFORE, by_day.before), (AFTER, by_day.after))
    }
    kept: Sequence[Cell] = cells
    within: list[str] = []
    confounded: list[str] = []
    apart: list[str] = []
    for thing in TRACKED:
        if thing == main:
            continue
        chosen = _sharing(kept, thing)
        if chosen is None:
            with_work = thing in WITH_WORK and thing not in beside and _varies(kept, thing)
            (apart if with_work else confounded).append(thing)
        elif len(chosen) < len(kept):
            kept = chosen
            within.append(thing)
    unseen = [
        thing
        for thing in beside
        if thing != main and thing not in within and _unknown(cells, thing)
    ]
    confounded += [thing for thing in unseen if thing not in confounded]
    effects = {side: whole[side].effect for side in whole}
    before, after = (Rate(*_sums(kept, side), effects[side]) for side in (BEFORE, AFTER))
    named = {main, *KINDS, *confounded, *apart}
    moved = [thing for thing in TRACKED if thing not in named and _moved(kept, thing, whole)]
    names = [thing for thing in KINDS if thing not in confounded]
    kinds, within_kinds = _like_with_like(kept, names, moved, after, before)
    shifted = mix_shifted(_by(kept, names), after, before)
    if not within_kinds and min(after.n_eff, before.n_eff) >= FEW_RUNS:
        confounded += [thing for thing in moved if mix_shifted(_by(kept, (thing,)), after, before)]
        apart += [KINDS_OF_WORK] if shifted else []
    confounded += [KINDS_OF_WORK] if apart else []
    return Sides(
        before=before,
        after=after,
        all_before=whole[BEFORE],
        all_after=whole[AFTER],
        kinds=kinds,
        adjusted=within_kinds,
        within=tuple(within),
        confounded_by=tuple(confounded),
        shifted=shifted,
        by_failures=by_failures,
        days=by_day,
    )


def _like_with_like(
    cells: Sequence[Cell],
    of_work: Sequence[str],
    beside: Sequence[str],
    after: Rate,
    before: Rate,
) -> tuple[dict[Kind, Counts], Adjusted | None]:
    """The finest kinds of work within which enough runs can be compared, and the difference there.

    Many kinds of few runs each are no reason to compare nothing: then fewer names make a kind.
    """
    for names in (of_work, of_work[1:], of_work[:1], ()):
        kinds = _by(cells, (*names, *beside))
        if len(kinds) > 1 and (found := adjusted(kinds, after, before)).comparable:
            return kinds, found
    return _by(cells, (*of_work, *beside)), None


def _cell(row: Row, by_failures: bool) -> Cell:
    good = row["succeeded"] + (row["bad"] if by_failures else 0)
    names = dict.fromkeys((*KINDS, *TRACKED))
    return Cell(row["place"], {name: row[name] for name in names}, row["finished"], good)


def _scored(rows: Iterable[Row], side: str) -> float | None:
    """The share of a side's completed runs that the export judges."""
    held = [row for row in rows if row["place"] == side]
    completed = sum(row["succeeded"] + row["bad"] for row in held)
    return scored(sum(row["judged"] for row in held), completed)


def _rate(cells: Iterable[Cell], side: str, clusters: Iterable[Row], by_failures: bool) -> Rate:
    s, n = _sums(cells, side)
    found = next((row for row in clusters if row["place"] == side), None)
    if found is None:
        return Rate(s, n)
    good = _good(by_failures)
    ss, sm = found[f"{good}{good}"], found[f"{good}m"]
    return rate(s, n, Clusters(found["clusters"], found["mm"], ss, sm))


def _days(rows: Sequence[Row], by_failures: bool) -> Days:
    """How much days differ, of rows in the order of time."""
    good = _good(by_failures)
    after, before = ([row for row in rows if row["place"] == side] for side in (AFTER, BEFORE))
    found = day_effect(*([(row[good], row["n"]) for row in side] for side in (after, before)))
    shared = {row["day"] for row in after} & {row["day"] for row in before}
    return replace(found, shared=len(shared))


def _good(by_failures: bool) -> str:
    return "c" if by_failures else "s"


def _allowing(found: Rate, days: float) -> Rate:
    """A rate that allows for repeated tasks, or for days that differ: whichever makes more of a
    difference. Both together would count twice what tasks of one day have in common."""
    return replace(found, effect=max(found.effect, days))


def _sums(cells: Iterable[Cell], side: str) -> tuple[int, int]:
    held = [cell for cell in cells if cell.side == side]
    return sum(cell.s for cell in held), sum(cell.n for cell in held)


def _shares(cells: Iterable[Cell], thing: str, side: str) -> Counter[str]:
    """Runs of a side by what they say of a thing; what they don't say is in none."""
    counts: Counter[str] = Counter()
    for cell in cells:
        if cell.side == side and (value := cell.values[thing]) is not None:
            counts[value] += cell.n
    return counts


def _sharing(cells: Sequence[Cell], thing: str) -> Sequence[Cell] | None:
    """The cells whose value of a thing both sides have; all, if nearly all do; None if so few runs
    are left that the change of this thing can't be told from the one that is judged."""
    before, after = _shares(cells, thing, BEFORE), _shares(cells, thing, AFTER)
    both = before.keys() & after.keys()
    if all(
        side.total() - sum(side[thing] for thing in both) <= STRAY * side.total()
        for side in (before, after)
        if before and after
    ):
        return cells
    kept = [cell for cell in cells if cell.values[thing] is None or cell.values[thing] in both]
    left_before, left_after = _sums(kept, BEFORE)[1], _sums(kept, AFTER)[1]
    if min(left_before, left_after) < FEW_RUNS or left_after < KEEPING * _sums(cells, AFTER)[1]:
        return None
    return kept


def _varies(cells: Sequence[Cell], thing: str) -> bool:
    """Whether both sides have several values of a thing."""
    return all(len(_shares(cells, thing, side)) > 1 for side in (BEFORE, AFTER))


def _unknown(cells: Sequence[Cell], thing: str) -> bool:
    """Whether the runs of a side don't say what they had, so that only the log tells of a change;
    instructions, which are in no cell, can't be kept apart either."""
    if thing not in TRACKED:
        return True
    return not _shares(cells, thing, BEFORE) or not _shares(cells, thing, AFTER)


def _moved(cells: Sequence[Cell], thing: str, whole: dict[str, Rate]) -> bool:
    """Whether a thing that both sides vary in is split otherwise after than before."""
    if thing == "model":
        return len({cell.values[thing] for cell in cells}) > 1
    return mix_shifted(_by(cells, (thing,)), whole[AFTER], whole[BEFORE])


def _by(cells: Iterable[Cell], names: Sequence[str]) -> dict[Kind, Counts]:
    """Runs of both sides by the values of some things."""
    found: dict[Kind, list[int]] = {}
    for cell in cells:
        held = found.setdefault(tuple(cell.values[name] for name in names), [0, 0, 0, 0])
        place = 0 if cell.side == AFTER else 2
        held[place] += cell.s
        held[place + 1] += cell.n
    return {kind: Counts(*counts) for kind, counts in found.items()}
