"""The values of every dimension among the chosen runs, as a person picks filters from them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.store.dimensions.dimension import NONE, Dimension
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

MOST = 200
"""Values of a dimension that are counted; of more, those of most runs."""


@dataclass(frozen=True, slots=True)
class ValueRuns:
    """A value and how many runs have it."""

    value: str
    runs: int


@dataclass(frozen=True, slots=True)
class FilterValues:
    """The values of a dimension among the runs that the filters leave, but for those of its own.

    listed: at most MOST, with those chosen; words of our own in their order, others most runs
    first; values: how many there are; without: the runs that have none.
    """

    listed: tuple[ValueRuns, ...]
    values: int
    without: int

    def runs_of(self, value: str) -> int:
        """How many runs have a value, or NONE."""
        if value == NONE:
            return self.without
        return next((one.runs for one in self.listed if one.value == value), 0)


def meant(history: History, dimension: Dimension, chosen: Collection[str]) -> tuple[str, ...]:
    """The values that filters mean, which may name a cause by an older key, or a worker by its
    name, as condition() reads them."""
    if dimension.name == "cause":
        return history.causes_meant(chosen)
    if dimension.sql or not dimension.columns[1:]:
        return tuple(chosen)
    known = history.values_of(dimension.name)
    called = {named: list[str]() for named in chosen if named not in known}
    if called:  # a link with an id is the usual case, and a page draws many of them
        for value, label in known.items():
            if label in called:
                called[label].append(value)
    return tuple(value for named in chosen for value in called.get(named) or [named])


def filter_values(history: History, filters: Filters, dimension: Dimension) -> FilterValues:
    """The values of one dimension, whose own filters leave nothing out: so that another value of it
    can be chosen beside."""
    name = dimension.name
    others = filters.choosing(name, ()).choosing(name, (), drop=True)
    chosen = meant(history, dimension, [*filters.chosen(name), *filters.chosen(name, drop=True)])
    rows = history.ask("values", others, by=dimension, shown=MOST, named=list(chosen))
    found = [ValueRuns(row["value"], row["runs"]) for row in rows if row["value"] is not None]
    without = sum(row["runs"] for row in rows if row["value"] is None)
    if dimension.words:
        found.sort(key=lambda one: _place(dimension, one.value))
    return FilterValues(tuple(found), rows[0]["values"] if rows else 0, without)


def _place(dimension: Dimension, value: str) -> int:
    words = dimension.words
    return words.index(value) if value in words else len(words)
