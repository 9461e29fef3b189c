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
    things = f"{THINGS[found.what]} {listed(names)}"
    if not found.timed:
        return (
            f"No order: no run of {found.worker} with {things} has a time in the export, so that "
            "none of them came first and no change can be told. Compare them as sets."
        )
    if not found.alone:
        return (
            f"No order: {things} of {found.worker} begin at one time, so that none of them came "
            "first and no change from one to the other can be told. Compare them as sets."
        )
    return (
        f"All runs of {found.worker} stand at one time, so that of its {things} none came first "
        "and no change can be told. Compare them as sets."
    )
