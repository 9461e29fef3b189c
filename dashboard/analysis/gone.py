"""What filters ask for that the history does not hold (any more)."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.store.dimensions.dimension import NONE, Dimension, Kind
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.known_values import SHOWN_VALUES


@dataclass(frozen=True, slots=True)
class Gone:
    """A chosen value that no run has, or NONE of a field that no run has; drop: it was chosen to be
    left out."""

    dimension: Dimension
    value: str
    drop: bool


def gone(history: History, filters: Filters) -> tuple[Gone, ...]:
    """The chosen values that occur nowhere in the whole history; free text is none of them, nor is
    a word of our own that any history may hold."""
    return tuple(
        Gone(named(name), value, drop)
        for choices, drop in ((filters.keep, False), (filters.drop, True))
        for name, values in choices
        for value in values
        if not _held(history, named(name), value)
    )


def without(filters: Filters, lost: tuple[Gone, ...]) -> Filters:
    """The same filters without the values that are gone."""
    for one in lost:
        name = one.dimension.name
        values = [value for value in filters.chosen(name, drop=one.drop) if value != one.value]
        filters = filters.choosing(name, values, drop=one.drop)
    return filters


def _held(history: History, dimension: Dimension, value: str) -> bool:
    if dimension.kind is Kind.TEXT or value in dimension.words:
        return True
    if value == NONE:
        return not dimension.own or bool(history.values_of(dimension.name))
    known = history.values_of(dimension.name)
    if value in known:
        return True
    if not dimension.has_names:  # else runs may have it as a name that is no label
        if not dimension.titled and value in known.values():
            return True
        if len(known) < SHOWN_VALUES:
            return False
    chosen = Filters().choosing(dimension.name, [value])
    return bool(history.ask("newest_runs", chosen, shown=1, after=0))
