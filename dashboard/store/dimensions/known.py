"""The declared dimensions by their names, and by what they are good for."""

from __future__ import annotations

from dashboard.store.dimensions.declared import DIMENSIONS
from dashboard.store.dimensions.dimension import Use

BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}
FILTERS = tuple(dimension for dimension in DIMENSIONS if dimension.filters)
"""Those by which runs are chosen."""
COMPARED = tuple(dimension for dimension in DIMENSIONS if Use.COMPARE in dimension.use)
"""Those by which sets of runs are compared."""
ENDINGS = tuple(dimension.name for dimension in DIMENSIONS if dimension.ending)
"""The names of those that say how a run ended."""
