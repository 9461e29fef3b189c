"""Stretches of a worker's runs with one value, and what follows one on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

REPLACED, BESIDE, ALONE = "replaced", "beside", "alone"
"""How one value followed another: it took over, ran beside it, or was left when that went."""
STRAY = 3
"""With fewer runs, a value that was seen before did not come back, and one among others is no
phase."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs of one worker between two places, some or all of them with one value.

    name: what the value is called; place, end: of its first run among the worker's runs, and after
    its last; runs: how many have it; first, last: when these two were created; since, until: when
    the worker's runs just before and just after were, None where there are none; gap: the most
    runs of other values between two of its islands.
    """

    value: str
    name: str
    place: int
    end: int
    runs: int
    first: datetime
    last: datetime
    since: datetime | None
    until: datetime | None
    gap: int = 0

    @property
    def others(self) -> int:
        """Runs in between that have another value."""
        return self.end - self.place - self.runs


Island = Stretch
"""A stretch in which fewer than AWAY runs in a row have another value."""
Span = Stretch
"""The time in which a value is in force, alone or beside others."""


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

    @property
    def has_order(self) -> bool:
        """Whether one value came before the other; not where both begin at one time."""
        return self.old.first != self.new.first


def joined(islands: Sequence[Island]) -> Span:
    """The span of islands of one value, in their order."""
    first, last = islands[0], islands[-1]
    runs = sum(island.runs for island in islands)
    return Span(
        first.value, first.name, first.place, last.end, runs,
        first.first, last.last, first.since, last.until,
        max((after.place - before.end for before, after in pairwise(islands)), default=0),
    )  # fmt: skip
