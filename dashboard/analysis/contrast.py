"""A value on both sides of a comparison: first a candidate, and a contrast when it was judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, inf, log, sqrt

from dashboard.analysis.attributes import FEWEST
from dashboard.analysis.chance import false_discovery_rates, hypergeometric
from dashboard.analysis.rates import Z95
from dashboard.store.dimensions.declared import DIMENSIONS
from dashboard.store.dimensions.dimension import Dimension, Kind, Says
from dashboard.store.dimensions.known import ENDINGS

FALSE_DISCOVERIES = 0.10
MORE, LESS = 1.5, 0.67
A_FEW_WORDS = 3
"""A value with more words is free text."""
_RANKS = {dimension.name: rank for rank, dimension in enumerate(DIMENSIONS)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """How often a value of an attribute occurs on both sides, to be tested.

    value: as the export has it, None where the runs lack one; shown: as a page shows it; present:
    False where what is counted is that runs lack the element; a of n_a and b of n_b: runs that have
    it (or lack it); effect: the design effect of repeated tasks, at least 1; retells: whether it is
    a field of the export that tells in part how runs ended.
    """

    attribute: Dimension
    value: str | None
    shown: str
    present: bool
    a: int
    n_a: int
    b: int
    n_b: int
    effect: float
    retells: bool = False

    @property
    def dimension(self) -> str:
        """By which runs can be filtered for it, "" for none."""
        return "" if self.value is None or not self.attribute.filters else self.attribute.name

    @property
    def near_ending(self) -> bool:
        """Whether it says how runs ended, or what went wrong on the way there."""
        return self.attribute.near_ending or self.retells

    @property
    def share_a(self) -> float:
        return self.a / self.n_a

    @property
    def share_b(self) -> float:
        return self.b / self.n_b

    @property
    def times(self) -> float:
        """How many times as common it is where it is more common, by the shares as they are; inf
        where the other side has none."""
        less, more = sorted((self.share_a, self.share_b))
        return more / less if less else inf

    @property
    def risk_ratio(self) -> float:
        """A's share against B's, half a run added to each, so that it can be judged of any
        counts."""
        return ((self.a + 0.5) / (self.n_a + 1)) / ((self.b + 0.5) / (self.n_b + 1))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the risk ratio, by its logarithm."""
        spread = sum(
            1 / (hits / self.effect + 0.5) - 1 / (n / self.effect + 1)
            for hits, n in ((self.a, self.n_a), (self.b, self.n_b))
        )
        half = Z95 * sqrt(max(0.0, spread))
        return self.risk_ratio * exp(-half), self.risk_ratio * exp(half)

    @property
    def more_in_a(self) -> bool:
        return self.share_a >= self.share_b

    @property
    def strength(self) -> float:
        """The lower bound of the risk ratio, of the side where it is more common."""
        low, high = self.interval
        return low if self.more_in_a else 1 / high

    @property
    def distance(self) -> float:
        """How far the risk ratio is from 1, either way."""
        return abs(log(self.risk_ratio))

    @property
    def alone(self) -> tuple[int, int, int, int]:
        """The four counts as if every run stood alone, rounded to whole runs."""
        n_a, n_b = (max(1, round(n / self.effect)) for n in (self.n_a, self.n_b))
        return (
            min(n_a, round(self.a / self.effect)),
            n_a,
            min(n_b, round(self.b / self.effect)),
            n_b,
        )


@dataclass(frozen=True, slots=True)
class Contrast:
    """A candidate that was judged among all others.

    p: two-sided; q: the false discovery rate at which it would be kept; same: other candidates that
    hold exactly the same numbers of runs, and are told with it.
    """

    candidate: Candidate
    p: float
    q: float
    same: tuple[Candidate, ...] = ()

    @property
    def real(self) -> bool:
        """Whether it is unlikely to be chance, great, and seen in enough runs."""
        one = self.candidate
        enough = min(one.a if one.more_in_a else one.b, one.n_a, one.n_b) >= FEWEST
        great = one.risk_ratio >= MORE or one.risk_ratio <= LESS
        return self.q <= FALSE_DISCOVERIES and enough and great and one.times >= MORE


def judged(
    candidates: Sequence[Candidate], *, by_ending: bool = False
) -> tuple[tuple[Contrast, ...], tuple[Contrast, ...]]:
    """The contrasts that are real, in the order in which they are told, and the rest, least p
    first. by_ending: the sides are chosen by how runs ended, which fields may tell again."""
    counts = [one.alone for one in candidates]
    p = hypergeometric(*([four[n] for four in counts] for n in range(4))) if counts else []
    contrasts = list(map(Contrast, candidates, p, false_discovery_rates(p)))
    real = [one for one in contrasts if one.real]
    others = sorted(
        (one for one in contrasts if not one.real),
        key=lambda one: (one.p, one.candidate.attribute.name),
    )
    return _folded(_retold(real) if by_ending else real), tuple(others)


def _retold(real: Sequence[Contrast]) -> list[Contrast]:
    """The contrasts, of which those know it whose field tells again how runs ended: a field of the
    export of which some values are found among runs of one ending only, and others only among the
    rest, as “found a solution” and “gave up” among notes."""
    only: dict[str, set[bool]] = {}
    for found in (one.candidate for one in real):
        if found.attribute.own and not min(found.a, found.b):
            only.setdefault(found.attribute.name, set()).add(found.more_in_a)
    names = {name for name, sides in only.items() if len(sides) > 1}
    return [
        replace(
            one, candidate=replace(one.candidate, retells=one.candidate.attribute.name in names)
        )
        for one in real
    ]


def _told_in_order(one: Contrast) -> tuple[int, float, str, str]:
    """What says how runs ended first; then, the strongest first, what runs were given and did,
    numbers, free text, and words of titles."""
    found = one.candidate
    return _place(found), -found.strength, found.attribute.name, found.shown


def _place(found: Candidate) -> int:
    attribute = found.attribute
    if attribute.ending:
        return ENDINGS.index(attribute.name)
    free = attribute.own and len(found.shown.split()) > A_FEW_WORDS
    number, words = attribute.kind is Kind.NUMBER, attribute.says is Says.WORDS
    return len(ENDINGS) + (3 if words else 2 * free or number)


def _folded(real: Sequence[Contrast]) -> tuple[Contrast, ...]:
    """Contrasts with the same counts on both sides as one, in order, under the one that says most
    of what can be changed; those of how runs ended by themselves, and two values of which no run
    has both."""
    groups: dict[tuple[int, int, int, int, bool], list[list[Contrast]]] = {}
    for one in sorted(real, key=_leads):
        found = one.candidate
        key = found.a, found.n_a, found.b, found.n_b, found.near_ending
        alike = groups.setdefault(key, [])
        free = (group for group in alike if not any(_excludes(held, one) for held in group))
        if (group := next(free, None)) is not None:
            group.append(one)
        else:
            alike.append([one])
    folded = (
        Contrast(first.candidate, first.p, first.q, tuple(one.candidate for one in rest))
        for alike in groups.values()
        for first, *rest in alike
    )
    return tuple(sorted(folded, key=_told_in_order))


def _excludes(one: Contrast, other: Contrast) -> bool:
    """Whether no run has both, as two weekdays; elements of a list may stand side by side."""
    attribute = one.candidate.attribute
    return attribute == other.candidate.attribute and attribute.kind is not Kind.LIST


def _leads(one: Contrast) -> tuple[int, int, str, str]:
    """Of what holds the same runs: the worker first, and what else an export says of every run."""
    found = one.candidate
    rank = _RANKS.get(found.attribute.name, len(_RANKS))
    return _place(found), rank, found.attribute.name, found.shown
