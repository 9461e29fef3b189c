"""What chance alone would do: tests of two shares, and of many at once.

Sources: Fisher, "Statistical methods for research workers" (1934), for the hypergeometric test of
a fourfold table; Benjamini and Hochberg, "Controlling the false discovery rate" (1995).
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.distributions import smaller_tail


def hypergeometric(
    a: Sequence[int], n_a: Sequence[int], b: Sequence[int], n_b: Sequence[int]
) -> list[float]:
    """Two-sided p per place: twice the smaller tail, at most 1.

    a of n_a against b of n_b: how likely shares so far apart are, had chance dealt the a + b runs
    to both sides.
    """
    return [
        min(1.0, 2 * smaller_tail(int(hits), int(side), int(hits + others), int(side + rest)))
        for hits, side, others, rest in zip(a, n_a, b, n_b, strict=True)
    ]


def false_discovery_rates(p: Sequence[float]) -> list[float]:
    """The q of every p: the least false discovery rate at which it would be kept."""
    least, found = 1.0, [0.0] * len(p)
    for rank, place in sorted(enumerate(sorted(range(len(p)), key=p.__getitem__), 1), reverse=True):
        least = found[place] = min(least, p[place] * len(p) / rank)
    return found
