"""How often the finished runs of two sides of a comparison worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis.rates import (
    NO_RATE,
    TOO_FEW_FOR_PERCENT,
    Clusters,
    Difference,
    Rate,
    difference,
    rate,
)
from dashboard.analysis.scores import scored, scored_alike
from dashboard.store.workspace.reader import Row

BY_ENDING = "by ending"
TOO_FEW = "too few"


@dataclass(frozen=True, slots=True)
class SuccessRates:
    """How often the finished runs of either side worked.

    difference: a's rate less b's; by_failures: completed runs count as good, because scores don't
    cover both sides alike; withheld: why there is nothing to say, BY_ENDING (runs are chosen by how
    they ended), TOO_FEW (finished runs on a side), or "".
    """

    a: Rate
    b: Rate
    difference: Difference | None
    by_failures: bool
    withheld: str

    @property
    def differ(self) -> bool:
        """Whether the interval of the difference leaves out 0."""
        return self.difference is not None and self.difference.clear


NO_RATES = SuccessRates(NO_RATE, NO_RATE, None, by_failures=False, withheld=TOO_FEW)


def success_rates(sides: Mapping[bool, Row], *, by_ending: bool) -> SuccessRates:
    """The success rates of both sides, from the rows of compare_clusters.sql; of failures alone
    where scores don't cover both alike. by_ending: runs were chosen by how they ended."""
    shares = [scored(sides[a]["judged"], sides[a]["completed"]) for a in (True, False)]
    by_failures = not scored_alike(*shares)
    good, squares, products = (
        ("completed", "cc", "cf") if by_failures else ("succeeded", "ss", "sf")
    )
    a, b = (
        rate(
            side[good],
            side["finished"],
            Clusters(side["finished_clusters"], side["ff"], side[squares], side[products]),
        )
        for side in (sides[True], sides[False])
    )
    few = min(a.n, b.n) < TOO_FEW_FOR_PERCENT
    withheld = BY_ENDING if by_ending else TOO_FEW if few else ""
    return SuccessRates(a, b, None if withheld else difference(a, b), by_failures, withheld)
