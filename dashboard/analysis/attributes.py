"""What runs are compared by: the declared dimensions and the other fields of an export; and how
their values read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.store.dimensions.dimension import Dimension, Kind
from dashboard.store.dimensions.known import named
from dashboard.store.dimensions.own_field import offered
from dashboard.store.reading.history import History

FEWEST = 5
"""A value, or a side, with fewer runs tells nothing."""


def attribute(name: str, *, listed: bool = False) -> Dimension:
    """The dimension of a name; other fields of an export are dimensions, too. listed: it is one
    that holds lists, of which each element is compared."""
    found = named(name)
    return found if listed or not found.own else replace(found, kind=Kind.VALUE)


def offered_fields(history: History) -> dict[str, Any]:
    """The fields that a workspace offers, as compare.sql takes them."""
    found = offered(history.about.settings)
    ways = [dict(one.bound) for one in found]
    fields: dict[str, Any] = {
        "names": [one.name for one in found],
        "wholes": [way["whole"] for way in ways],
        "steps": [way["steps"] for way in ways],
    }
    rows = history.ask("fields_with_lists", **fields) if found else []
    return fields | {"lists": [row["name"] for row in rows]}


def value_words(
    found: Dimension,
    value: str | None,
    edges: Mapping[str, Sequence[Any]],
    names: Mapping[str, Mapping[str, str]],
) -> str:
    """A value as a page shows it. edges: quartiles per number; names: per dimension, what its
    values are called."""
    if value is None:
        return "none given"
    if found.name in names:
        return names[found.name].get(value, value)
    if found.kind is Kind.NUMBER:
        return _between(int(value), edges[found.name])
    return value


def _between(place: int, edges: Sequence[Any]) -> str:
    """A quarter in words; edges that are alike leave quarters out, so neighbours are looked for."""
    if place == 0:
        return f"up to {_number(edges[0])}"
    if place >= len(edges):
        return f"more than {_number(edges[-1])}"
    return f"more than {_number(edges[place - 1])}, up to {_number(edges[place])}"


def _number(value: Any) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"
