"""When a worker's values were in force, read from runs that may overlap, come back or alternate.

Pure functions over islands: stretches of a worker's runs with one value (a version of its
instructions, a model), in the order in which the runs were created. Islands of different values
may overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.store.derived.stretches import (
    ALONE,
    BESIDE,
    REPLACED,
    STRAY,
    Island,
    Span,
    Turn,
    joined,
)
from dashboard.store.derived.turn_taking import phases, taking_turns

AWAY = 4
"""Runs of other values in a row, below which a value was never away and its island goes on."""
CHANCE = 0.001
"""A value was away, not just passed over by chance, if such a gap is less likely than this."""
AROUND, CAPPED = 15, 10
"""Islands on either side that say how frequent a value is, and the most runs that one counts."""
BURSTS = 2
"""A value that is absent for no more than so many times its longest gap may come again."""
FEW_LATE = 0.1
"""Runs with the old value after a change: at most this share of the time the new one is seen."""
MANY = 5
"""So many spans with fewer than STRAY runs each are of values that name no version."""
MOST_BESIDE = 20
"""With more values in force at once, they vary from run to run, and nobody changed anything."""
ALONE_RUNS, BESIDE_RUNS, BESIDE_SHARE = 30, 10, 0.1
"""A value runs beside another if it has so many runs and this share of the runs meanwhile, after
this many runs of the other alone, and more of them than chance explains. Else values vary from run
to run, and nobody changed anything."""


def spans(islands: Sequence[Island]) -> list[Span]:
    """The spans of one worker's values, in the order in which they begin."""
    by_value: dict[str, list[Island]] = {}
    for island in islands:
        by_value.setdefault(island.value, []).append(island)
    apart = {value: _spans_of(own) for value, own in by_value.items()}
    by_turns = taking_turns(islands, [span for own in apart.values() for span in own])
    found = [
        span
        for value, own in apart.items()
        for span in (phases(own, by_value[value]) if value in by_turns else own)
    ]
    found.sort(key=lambda span: span.place)
    return _without_strays(found)


def _spans_of(own: Sequence[Island]) -> list[Span]:
    """The islands of one value, joined where the runs between them are too few to mean anything."""
    gaps = [after.place - before.end for before, after in pairwise(own)]
    weights = [min(island.runs, CAPPED) for island in own]
    within = [w * island.others / island.runs for w, island in zip(weights, own, strict=True)]
    runs = sum(island.runs for island in own)
    found, begin = [], 0
    for n, gap in enumerate(gaps):
        low, high = max(0, n + 1 - AROUND), min(len(own), n + 1 + AROUND)
        held = sum(weights[low:high])
        others = sum(within[low:high]) + sum(gaps[low : high - 1]) - gap
        passed_over = (1 - held / (held + others + 0.5)) ** gap
        if gap >= AWAY and passed_over * runs < CHANCE:
            found.append(joined(own[begin : n + 1]))
            begin = n + 1
    found.append(joined(own[begin:]))
    return found


def _without_strays(found: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    seen: set[str] = set()
    furthest = 0
    for span in found:
        among = furthest >= span.end + STRAY
        if span.runs >= STRAY or not (among or span.value in seen):
            kept.append(span)
            seen.add(span.value)
        furthest = max(furthest, span.end)
    return kept


def turns(islands: Sequence[Island]) -> list[Turn]:
    """What was changed, oldest first, as the runs of one worker show it; nothing where the runs
    have so many values that these name no version."""
    held = spans(islands)
    if len(held) >= MANY and sum(other.runs for other in held) < STRAY * len(held):
        return []
    found: list[Turn] = []
    active: list[Span] = []
    newest: Span | None = None
    for span in held:
        active = [other for other in active if other.end > span.place]
        if len(active) >= MOST_BESIDE:  # and this one
            return []
        lasting = [other for other in active if not _few_late(other, span)]
        old = max(active, key=lambda other: other.runs) if active else newest
        if lasting:
            found += _beside(lasting, span, alone=len(active) == 1)
        elif old and old.value != span.value:
            found.append(_turn(old, span, REPLACED))
        active.append(span)
        newest = max(newest or span, span, key=lambda one: one.end)
    return sorted((turn for turn in found if turn.has_order), key=lambda turn: turn.at)


def _turn(old: Span, new: Span, how: str) -> Turn:
    return Turn(new.since or new.first, new.first, old, new, how)


def _few_late(old: Span, new: Span) -> bool:
    """Whether the old value is gone soon after the new one came."""
    return old.last - new.first <= (new.last - new.first) * FEW_LATE and old.end < new.end


def _beside(lasting: Sequence[Span], span: Span, *, alone: bool) -> list[Turn]:
    """A value that took over from another little by little, or runs beside it.

    alone: whether one value alone was in force before it.
    """
    old = max(lasting, key=lambda other: other.end)
    both, after = min(span.end, old.end) - span.place, max(0, span.end - old.end)
    share = (span.runs - after) / both  # if none but its own runs came after
    if not 0 < share <= 1:
        share = span.runs / (span.end - span.place)
    before = span.place - old.place
    if not _absent(span, before, share):
        return []
    if _absent(old, after, 1 - share):
        return [_turn(old, span, REPLACED)]
    if not alone or before < ALONE_RUNS or min(span.runs, both) < BESIDE_RUNS:
        return []
    if share < BESIDE_SHARE:
        return []
    found = [_turn(old, span, BESIDE)]
    if span.until and _absent(span, old.end - span.end, share):
        found.append(Turn(span.last, span.until, span, old, ALONE))
    return found


def _absent(span: Span, runs: int, share: float) -> bool:
    """Whether a value with this share of the runs was not in force during so many runs before or
    after its span; runs of one value that come in bursts make long gaps by chance."""
    return runs > BURSTS * span.gap and (1 - share) ** runs <= CHANCE
