"""The chosen filters in words, each with what is left when it is taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from dashboard.analysis.coverage import judged
from dashboard.ledger.judgements import REASON_WORDS
from dashboard.store.dimensions.dimension import NONE, Dimension, Kind
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.check_names import NAMES
from dashboard.words.dimensions import label, short
from dashboard.words.fields import meaning
from dashboard.words.periods import period_words
from dashboard.words.values import GLYPHS, outcome_label

IS, IS_NOT, CONTAINS = "is", "is not", "contains"
NONE_NAMED = "(none named)"
_SWALLOWED = re.compile(r"^ | $| (?= )|(?<= ) ")
MOST_VALUES = 3  # of one dimension; more become one chip


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter. words: may hold text of the export; rest: the filters without it.

    dimension: its name, "" for what is none; drop: whether it leaves runs out.
    """

    dimension: str
    words: str
    rest: Filters
    drop: bool = False

    @property
    def key(self) -> str:
        """Another for every filter, also for those whose words are the same."""
        told = repr((self.dimension, self.drop, self.rest)).encode("utf-8", "backslashreplace")
        return f"chip-{sha256(told).hexdigest()[:16]}"


def chips(held: History, chosen: Filters) -> Iterator[Chip]:
    """The chosen filters but the period, in the order of their names."""
    for choices, drop in ((chosen.keep, False), (chosen.drop, True)):
        for name, values in choices:
            yield from _of_dimension(held, chosen, named(name), values, drop=drop)
    if chosen.latest_only:
        yield Chip("", "Latest run of each task", replace(chosen, latest_only=False))


def all_chips(held: History, chosen: Filters) -> Iterator[Chip]:
    """The chosen filters, the period first."""
    if chosen.since or chosen.until:
        yield Chip("", period_words(chosen, held.about), chosen.within(None, None))
    yield from chips(held, chosen)


def _of_dimension(
    held: History, chosen: Filters, dimension: Dimension, values: tuple[str, ...], *, drop: bool
) -> Iterator[Chip]:
    how = IS_NOT if drop else (CONTAINS if dimension.kind is Kind.TEXT else IS)
    if len(values) > MOST_VALUES:
        words = f"{label(dimension)} {how} one of {len(values)}"
        yield Chip(dimension.name, words, chosen.choosing(dimension.name, (), drop=drop), drop)
        return
    for value in values:
        left = [other for other in values if other != value]
        words = f"{label(dimension)} {how} {short(value_words(held, dimension, value))}"
        yield Chip(dimension.name, words, chosen.choosing(dimension.name, left, drop=drop), drop)


def value_words(held: History, dimension: Dimension, value: str) -> str:
    """A value as it is shown: an outcome with its glyph, a worker by its name, a cause by its label
    or the name that a person gave it, and NONE as what it means."""
    if value == NONE and dimension.kind is not Kind.TEXT:
        return NONE_NAMED
    if dimension.name in ("outcome", "status") and value in GLYPHS:
        return outcome_label(value, judged=judged(held.about))
    if dimension.name == "cause":
        return cause_words(held, value)
    if dimension.name == "check":
        return NAMES.get(value, value)
    if dimension.name == "judged-why":
        return REASON_WORDS.get(value, value)
    if dimension.words:
        return meaning(dimension.columns[0], value)
    return _spaced(held.values_of(dimension.name).get(value, value))


def _spaced(name: str) -> str:
    """A name with the spaces that a page would swallow made seen: "gpt-x " is not "gpt-x"."""
    return _SWALLOWED.sub("␣", name)


def cause_words(held: History, named: str) -> str:
    """What a cause is called, however a link or a command names it; also one of the rules that no
    run has."""
    found = held.causes.by_key.get(held.causes.find(named))
    if found:
        return found.label
    return next((rule.label for rule in held.rules.rules if rule.name == named), named)
