"""What every command stands on: its exit status, the workspace, and the runs that are meant."""

from __future__ import annotations

import sys
from typing import Any

from dashboard.analysis.gone import gone
from dashboard.errors import FilterInvalid, NotFound
from dashboard.store.dimensions import DIMENSIONS
from dashboard.store.filters import Filters, parse
from dashboard.store.history import History, current
from dashboard.store.home import Home, default_home

OK, CALLS_FOR_ACTION, NOT_DONE = 0, 1, 2


def home_of(arguments: Any) -> Home:
    """The workspace that was named, or the user's own."""
    return Home(arguments.home or default_home())


def history_of(arguments: Any) -> History:
    """What was imported into the workspace. Raises NotFound if nothing was."""
    home = home_of(arguments)
    history = current(home)
    if history is None:
        raise NotFound(
            "Nothing was imported into this workspace yet.",
            where=str(home.path),
            remedy="Load an export with `worker-runs load FILE`, or try `worker-runs demo`.",
        )
    return history


def filters_of(arguments: Any, history: History) -> Filters:
    """The runs that the options choose; what no run has is told. Raises FilterInvalid."""
    names = [name for it in DIMENSIONS for name in (it.name, f"not-{it.name}")]
    params = {
        name: getattr(arguments, name.replace("-", "_"))
        for name in ("since", "until", "week", "latest-only", *names)
    }
    parsed = parse(params, history.about.zone)
    if parsed.ignored:
        raise FilterInvalid(parsed.ignored[0])
    tell_gone(history, parsed.filters)
    return parsed.filters


def tell_gone(history: History, filters: Filters) -> None:
    """Say which chosen values no run has."""
    for it in gone(history, filters):
        print(f"No run has the {it.dimension.label.lower()} “{it.value}”.", file=sys.stderr)
