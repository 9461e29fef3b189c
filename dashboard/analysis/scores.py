"""Whether an export's scores cover the completed runs of two sets alike.

Where they don't, bad runs are counted in one set alone, and the rates of good runs can't be held
against each other.
"""

from __future__ import annotations

ALIKE = 0.10
"""Scores cover two sets alike if the shares that they judge differ by no more than this."""
_EXACT = 1e-9
"""Shares that differ by exactly that much do so by a little more or less in floating point."""


def scored(judged: int, completed: int) -> float | None:
    """The share of completed runs that the export judges; None without completed runs."""
    return judged / completed if completed else None


def scored_alike(first: float | None, second: float | None) -> bool:
    """Whether scores cover two sets of runs alike, given the shares that they judge of each. A set
    without completed runs is like any other."""
    return first is None or second is None or abs(first - second) <= ALIKE + _EXACT
