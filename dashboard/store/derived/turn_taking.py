"""Which of a worker's values take turns, so that nobody brought one back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from dashboard.store.derived.stretches import STRAY, Island, Span, Stretch, joined

BY_TURNS, BRIEF = 5, timedelta(days=4)
"""A value that has so many spans which are brief, or follow a brief absence, was not brought back:
values take turns by night, at weekends, for a batch, and nobody changed them."""
REPEATS = 3
"""Nor were values of which so many steps from one to another were made before, in spans like these:
who tries a value and takes it back makes each step once or twice."""
LEFT = 10
"""A value that took turns was left if it is away for so many times the runs that it usually is."""


def taking_turns(islands: Sequence[Island], found: Sequence[Span]) -> set[str]:
    """The values that take turns, of all islands and spans of one worker."""
    brief = Counter(span.value for _, span in _brief(found))
    often = Counter(span.value for span in found if span.runs >= STRAY)
    alone = {value for value, n in brief.items() if min(n + 1, often[value]) >= BY_TURNS}
    steps = Counter((old.value, new.value) for old, new in _brief(islands) if old)
    again = {step: n - 1 for step, n in steps.items() if n > 1}
    together = {value for step in again for value in step}
    return alone | together if sum(again.values()) >= REPEATS else alone


def _brief(found: Sequence[Stretch]) -> Iterator[tuple[Stretch | None, Stretch]]:
    """Stretches that last, but not long, or follow a brief absence; each with the one before."""
    lasting = sorted((one for one in found if one.runs >= STRAY), key=lambda one: one.place)
    newest: dict[str, Stretch] = {}
    for before, one in zip([None, *lasting], lasting, strict=False):
        known = newest.get(one.value)
        away = one.first - known.last if known else BRIEF
        if min(one.last - one.first, away) < BRIEF:
            yield before, one
        newest[one.value] = one


def phases(own: Sequence[Span], islands: Sequence[Island]) -> list[Span]:
    """The spans of a value that takes turns, joined for as long as it does.

    own: its spans; islands: the same runs.
    """
    gaps = sorted(after.place - before.end for before, after in pairwise(islands))
    usual = gaps[len(gaps) // 2] if gaps else 0
    begins = [
        span.place for before, span in pairwise(own) if span.place - before.end >= LEFT * usual
    ]
    return [
        joined([island for island in islands if begin <= island.place < end])
        for begin, end in pairwise([own[0].place, *begins, own[-1].end])
    ]
