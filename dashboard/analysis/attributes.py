"""What runs are compared by: the declared dimensions and the other fields of an export; and how
their values read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.store.dimensions.dimension import Dimension, Kind, Use
from dashboard.store.dimensions.known import BY_NAME

EXTRA = "extra."

FEWEST = 5
"""A value, or a side, with fewer runs tells nothing."""


def attribute(name: str) -> Dimension:
    """The dimension of a name; other fields of an export are dimensions, too."""
    if name.startswith(EXTRA):
        return Dimension(name, name.removeprefix(EXTRA), ("extra",), use=Use.COMPARE)
    return BY_NAME[name]


def is_other_field(found: Dimension) -> bool:
    """Whether it is a field that an export has beside the canonical ones."""
    return found.name.startswith(EXTRA)


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
