"""The declared dimensions by their names, and by what they are good for."""

from __future__ import annotations

from dashboard.store.dimensions.declared import DIMENSIONS
from dashboard.store.dimensions.dimension import Dimension, Use
from dashboard.store.dimensions.own_field import OWN, own_field

BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}
FILTERS = tuple(dimension for dimension in DIMENSIONS if dimension.filters)
"""Those by which runs are chosen."""
COMPARED = tuple(dimension for dimension in DIMENSIONS if Use.COMPARE in dimension.use)
"""Those by which sets of runs are compared."""
ENDINGS = tuple(dimension.name for dimension in DIMENSIONS if dimension.ending)
"""The names of those that say how a run ended."""


def is_one(name: str) -> bool:
    """Whether runs can be chosen by a dimension of this name."""
    return name.startswith(OWN) or (name in BY_NAME and BY_NAME[name].filters)


def named(name: str) -> Dimension:
    """The dimension of a name: a declared one, or a field that only exports know."""
    return own_field(name.removeprefix(OWN)) if name.startswith(OWN) else BY_NAME[name]
