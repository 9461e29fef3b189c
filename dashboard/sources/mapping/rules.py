"""One field's rule in a mapping: where its value comes from and how it is written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

ORIGINS = ("path", "first", "join", "sum", "count", "constant", "when")
EPOCH_UNITS = {
    "s": 1_000_000, "ms": 1_000, "us": 1, "ns": 0.001,
    "excel": 86_400_000_000, "excel-1904": 86_400_000_000,
}  # fmt: skip
"""Microseconds in each unit that times may be counted in: since 1970, but for the days of
spreadsheets, which are of no zone and begin in 1899 (excel) or 1904 (excel-1904)."""
DURATION_UNITS = {
    "ns": 1e-6, "us": 1e-3, "ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000,
}  # fmt: skip
"""Milliseconds in each unit that durations may be given in."""
DATE_ORDERS = ("dmy", "mdy")


PICKS = ("first", "last", "min", "max", "sum", "count")
"""What may be taken of the entries of a list."""

Wanted = tuple[tuple[str, tuple[str, ...]], ...]
"""Paths into an entry of a list, each with the words that may stand there; "" for none."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that holds of a row or does not."""

    kind: str  # has, lacks, equals, at_least, at_most
    of: Rule
    against: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One line of `when`: if the condition on the row holds, a word or another rule."""

    condition: Condition
    result: Rule


@dataclass(frozen=True, slots=True)
class AnswerPlaces:
    """Where what answers an entry of a list stands: a path in the row to all answers, the path in
    an answer to the name of what it answers, and the path in an entry to its name; where: what
    an answer must say to be one."""

    by: str
    at: str
    to: str
    where: Wanted = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field is found. Exactly one of the ORIGINS is set; the rest says how to read it."""

    path: str | None = None
    first: tuple[Rule, ...] = ()
    join: tuple[Rule, ...] = ()
    sum: tuple[Rule, ...] = ()
    count: Rule | None = None
    constant: Any = None
    when: tuple[Case, ...] = ()
    joined_with: str | None = None
    otherwise: Any = None
    values: Mapping[str, Any] | None = None
    unit: str | None = None
    decimal: str | None = None
    scale: float | None = None
    zone: str | None = None
    dates: str | None = None
    each: Rule | Mapping[str, Rule] | None = None
    where: Wanted = ()
    unless: Wanted = ()
    once: str | None = None
    answered: AnswerPlaces | None = None
    split: str | None = None
    pick: str | None = None
    match: str | None = None
    format: str | None = None
    _paths: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _deep: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """What every file asks of every rule is found once."""
        inner = tuple(self._inner())
        own = () if self.path is None else (self.path,)
        object.__setattr__(self, "_paths", own + tuple(p for rule in inner for p in rule.paths()))
        object.__setattr__(self, "_deep", self.lists or any(rule.deep for rule in inner))

    def paths(self) -> tuple[str, ...]:
        """Every path into the row that the rule reads."""
        return self._paths

    def alternatives(self) -> Iterable[str]:
        """The paths of which one is enough for the rule to find a value, before the others those
        that it reads as they stand."""
        for option in sorted(self.first, key=lambda option: option.path is None) or [self]:
            yield from (option.join[0] if option.join else option).paths()

    def every_path(self) -> Iterable[str]:
        """Every path that it reads, those into entries of lists among them."""
        yield from self.paths()
        wanted = (*self.where, *self.unless)
        yield from (path for path, _ in wanted)
        yield from (self.answered.by,) if self.answered else ()
        inner = self.each.values() if isinstance(self.each, Mapping) else [self.each]
        for rule in (*self._inner(), *(rule for rule in inner if rule)):
            yield from rule.every_path()

    def _inner(self) -> Iterable[Rule]:
        """The rules of which it is made."""
        yield from (*self.first, *self.join, *self.sum, *([self.count] if self.count else []))
        for case in self.when:
            yield from (case.condition.of, case.result)

    @property
    def plain(self) -> bool:
        """Whether the value is taken over as it stands, so that nothing of the row is lost."""
        return self.path is not None and not self.shapes

    @property
    def shapes(self) -> bool:
        """Whether it makes another value of the one that it finds."""
        parts = (self.values, self.each, self.pick, self.match)
        return any(part is not None for part in parts) or self.lists

    @property
    def deep(self) -> bool:
        """Whether it, or a rule within it, takes a list apart."""
        return self._deep

    @property
    def lists(self) -> bool:
        """Whether it takes a list apart, so that its path alone does not tell what it finds."""
        told = (self.where, self.unless, self.once, self.pick)
        return any(told) or self.each is not None
