"""Values none of which came first, that take turns, or of which each run has its own: in words."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.by_turns import ByTurns
from dashboard.analysis.filled_in import FilledIn
from dashboard.analysis.unordered import Unordered
from dashboard.words.edits import THINGS, listed, value
from dashboard.words.values import count

NAMED = 3
"""So many values are named."""


def no_order(found: Unordered) -> str:
    """That no value came first: "All runs of Ann stand at one time, so that …"."""
    things = f"{THINGS[found.what]} {_named(found.values)}"
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


def take_turns(found: ByTurns) -> str:
    """That values take turns: "v1 and v2 take turns, 11 times on 6 days", which is no change."""
    often = f"{count(found.times, 'time')} on {count(found.days, 'day')}"
    return (
        f"No change: {THINGS[found.what]} {_named(found.values)} of {found.worker} take turns, "
        f"{often}, so that none of them replaced another. Compare them as sets."
    )


def text_of_each_run(found: FilledIn) -> str:
    """That no edit can be told of instructions of which nearly every run has its own."""
    return (
        f"No edit can be told of the instructions of {found.worker}: {found.alone:,} of "
        f"{count(found.runs, 'run')} have a text that no other has, as where it is filled in for "
        "each. A mapping can say which column holds their version (instructions_version)."
    )


def _named(values: Sequence[str]) -> str:
    """The first values, and how many more there are."""
    names = [f"“{value(name)}”" for name in values[:NAMED]]
    more = len(values) - NAMED
    return listed([*names, *[f"{more:,} more"] * (more > 0)])
