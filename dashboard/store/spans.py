"""When a worker's values were in force, read from runs that may overlap, come back or alternate.

Pure functions over islands: unbroken sequences of a worker's runs with the same value (a version of
its instructions, a model), in the order in which the runs were created.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

AWAY = 4
"""Runs of other values in a row, below which a value was never away."""
CHANCE = 0.001
"""A value was away, not just passed over by chance, if such a gap is less likely than this."""
AROUND, CAPPED = 15, 10
"""Islands on either side that say how frequent a value is, and the most runs that one counts."""
STRAY = 3
"""With fewer runs, a value that was seen before did not come back, and one among others is no
phase."""
BY_TURNS = 3
"""A value with so many spans was not brought back: values take turns, and nobody changed them."""
FEW_LATE = 0.1
"""Runs with the old value after a change: at most this share of the time the new one is seen."""
ALONE_RUNS, BESIDE_RUNS, BESIDE_SHARE = 30, 10, 0.1
"""A value runs beside another if it has so many runs and this share of the runs meanwhile, after
this many runs of the other alone, and more of them than chance explains. Else values vary from run
to run, and nobody changed anything."""


@dataclass(frozen=True, slots=True)
class Island:
    """Runs in a row with one value: place of the first among the worker's runs, how many, and when
    the first and the last were created; name: what the value is called there."""

    value: str
    name: str
    place: int
    runs: int
    first: datetime
    last: datetime

    @property
    def end(self) -> int:
        return self.place + self.runs


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which a value is in force, alone or beside others. runs: with the value."""

    value: str
    name: str
    place: int
    end: int
    runs: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """A value that took over from another, began to run beside it, or was left alone.

    since: when the last run before was created; at: when the first run of the new state was.
    """

    since: datetime
    at: datetime
    old: Span
    new: Span
    how: str


REPLACED, BESIDE, ALONE = "replaced", "beside", "alone"


def spans(islands: Sequence[Island]) -> list[Span]:
    """The spans of one worker's values, in the order in which they begin."""
    by_value: dict[str, list[Island]] = {}
    for island in islands:
        by_value.setdefault(island.value, []).append(island)
    found = [span for own in by_value.values() for span in _spans_of(own)]
    found.sort(key=lambda span: span.place)
    return _without_strays(found)


def _spans_of(own: Sequence[Island]) -> list[Span]:
    """The islands of one value, joined where the runs between them are too few to mean anything."""
    gaps = [after.place - before.end for before, after in pairwise(own)]
    weight = [min(island.runs, CAPPED) for island in own]
    runs = sum(island.runs for island in own)
    found, begin = [], 0
    for n, gap in enumerate(gaps):
        low, high = max(0, n + 1 - AROUND), min(len(own), n + 1 + AROUND)
        held = sum(weight[low:high])
        others = sum(gaps[low : high - 1]) - gap
        passed_over = (1 - held / (held + others + 0.5)) ** gap
        if gap >= AWAY and passed_over * runs < CHANCE:
            found.append(_span(own[begin : n + 1]))
            begin = n + 1
    found.append(_span(own[begin:]))
    lasting = sum(span.runs >= STRAY for span in found)
    return [_span(own)] if lasting >= BY_TURNS else found


def _span(islands: Sequence[Island]) -> Span:
    first, last = islands[0], islands[-1]
    runs = sum(island.runs for island in islands)
    return Span(first.value, first.name, first.place, last.end, runs, first.first, last.last)


def _without_strays(found: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in found:
        seen = any(it.value == span.value for it in kept)
        among = any(it.place < span.place and it.end >= span.end + STRAY for it in found)
        if span.runs >= STRAY or not (seen or among):
            kept.append(span)
    return kept


def turns(islands: Sequence[Island]) -> list[Turn]:
    """What was changed, oldest first, as the runs of one worker show it."""
    held = spans(islands)
    times = _Times(islands)
    found: list[Turn] = []
    for n, span in enumerate(held):
        earlier = held[:n]
        active = [it for it in earlier if it.end > span.place and it.value != span.value]
        lasting = [it for it in active if not _few_late(it, span, times)]
        if lasting:
            found += _beside(lasting, span, earlier, times)
        elif earlier and (old := _before(earlier, span)).value != span.value:
            found.append(Turn(times.before(span.place), span.first, old, span, REPLACED))
    return sorted(found, key=lambda turn: turn.at)


def _before(earlier: Sequence[Span], span: Span) -> Span:
    """What was in force last before a span: of several, the one with the most runs."""
    active = [it for it in earlier if it.end > span.place]
    newest = max(it.end for it in earlier)
    return max(active or [it for it in earlier if it.end == newest], key=lambda it: it.runs)


def _few_late(old: Span, new: Span, times: _Times) -> bool:
    """Whether the old value is gone soon after the new one came."""
    return old.last - new.first <= (new.last - new.first) * FEW_LATE and old.end < new.end


def _beside(
    lasting: Sequence[Span], span: Span, earlier: Sequence[Span], times: _Times
) -> list[Turn]:
    """A value that began to run beside another, and which of the two stayed."""
    old = max(lasting, key=lambda it: it.end)
    meanwhile = min(span.end, old.end) - span.place
    pure = len(earlier) == len([it for it in earlier if it.end <= span.place]) + 1
    share = span.runs / (span.end - span.place)
    alone = span.place - old.place
    if (
        not pure
        or alone < ALONE_RUNS
        or (1 - share) ** alone > CHANCE
        or span.runs < BESIDE_RUNS
        or meanwhile < BESIDE_RUNS
        or share < BESIDE_SHARE
    ):
        return []
    found = [Turn(times.before(span.place), span.first, old, span, BESIDE)]
    gone, stays = sorted((old, span), key=lambda it: it.end)
    if stays.end - gone.end >= STRAY:
        found.append(Turn(gone.last, times.at(gone.end), gone, stays, ALONE))
    return found


class _Times:
    """When the runs at the edges of islands were created."""

    def __init__(self, islands: Sequence[Island]) -> None:
        self._first = {island.place: island.first for island in islands}
        self._last = {island.end: island.last for island in islands}

    def at(self, place: int) -> datetime:
        return self._first[place]

    def before(self, place: int) -> datetime:
        return self._last[place]
