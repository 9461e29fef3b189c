"""The runs around one: of its worker, in a period that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.store.filters.filters import Filters
from dashboard.ui.workspace import filters, history
from dashboard.words import periods


def around(values: Mapping[str, Any]) -> Filters:
    """Any runs of a period that holds this one: the page's, else the week of the run."""
    at = None if values["time_basis"] == "import" else values["created_at"]
    return periods.holding(filters(), at, history().about)
