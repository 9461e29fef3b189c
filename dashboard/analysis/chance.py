"""What chance alone would do: tests of two shares, and of many at once.

Sources: Fisher, "Statistical methods for research workers" (1934), for the hypergeometric test of
a fourfold table; Benjamini and Hochberg, "Controlling the false discovery rate" (1995).
"""

from __future__ import annotations

from collections.abc import Sequence


def hypergeometric(
    a: Sequence[int], n_a: Sequence[int], b: Sequence[int], n_b: Sequence[int]
) -> list[float]:
    """Two-sided p per place: twice the smaller tail, at most 1.

    a of n_a against b of n_b: how likely shares so far apart are, had chance dealt the a + b runs
    to both sides.
    """
    if not a:
        return []
    import numpy as np
    from scipy.stats import hypergeom

    hit, side, other, rest = (np.asarray(counts) for counts in (a, n_a, b, n_b))
    spread = (side + rest, hit + other, side)
    tails = np.minimum(hypergeom.cdf(hit, *spread), hypergeom.sf(hit - 1, *spread))
    return [float(p) for p in np.minimum(1.0, 2 * tails)]


def false_discovery_rates(p: Sequence[float]) -> list[float]:
    """The q of every p: the least false discovery rate at which it would be kept."""
    if not p:
        return []
    from scipy.stats import false_discovery_control

    return [float(q) for q in false_discovery_control(p)]
