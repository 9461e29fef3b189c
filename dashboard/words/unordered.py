"""Values that nothing puts in an order, in a sentence."""

from __future__ import annotations

from dashboard.analysis.unordered import Unordered
from dashboard.words.edits import THINGS, listed, value

NAMED = 3
"""So many values are named."""


def no_order(found: Unordered) -> str:
    """That no value came first: "All runs of Ann stand at one time, so that …"."""
    names = [f"“{value(name)}”" for name in found.values[:NAMED]]
    more = len(found.values) - NAMED
    names += [f"{more:,} more"] * (more > 0)
    if not found.alone:
        return (
            f"No order: {THINGS[found.what]} {listed(names)} of {found.worker} begin at one time, "
            "so that none of them came first and no change from one to the other can be told. "
            "Compare them as sets."
        )
    return (
        f"All runs of {found.worker} stand at one time, so that of its {THINGS[found.what]} "
        f"{listed(names)} none came first and no change can be told. Compare them as sets."
    )
