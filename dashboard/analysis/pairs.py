"""The same tasks on both sides of a change: how many went from bad to good, and how many back.

Where the work after a change is that of before, done again, tasks that ended otherwise tell more
than two rates: those that end alike, as most do, say nothing. Without a change, either way is as
likely (McNemar, "Note on the sampling error of the difference between correlated proportions",
1947). The evidence is the mixture of Ville ("Étude critique de la notion de collectif", 1939) over
all shares of the ways, each as likely: it may be looked at after every task, for in at most one of
a cases without a change it ever reaches a.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

from dashboard.analysis.verdict import (
    CONFOUNDED,
    DECIDED,
    DECIDES,
    IMPROVED,
    LEANING_BETTER,
    LEANING_WORSE,
    LEANS,
    NO_CLEAR,
    NO_MATERIAL,
    REGRESSED,
    Estimate,
)
from dashboard.store.workspace.reader import Row

FEWEST_PAIRS = 10
SAME_WORK = 0.80
"""Share of the runs after that must be of tasks which ran before too, so that pairs count."""
FITS = 0.5
"""The difference of the rates must be at least this share of that of the pairs. Else the tasks that
ran again were chosen by how they had ended (failed ones alone, or each until it worked)."""
MOST_E = 1e300
WORSE, BETTER = (REGRESSED, LEANING_WORSE), (IMPROVED, LEANING_BETTER)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Tasks with a finished run on either side: the last before the change, the first after it.

    tasks: how many; better: were bad and are good now; worse: the other way round; effect: by how
    much the last two count less, because days differ; within_a_day: whether both runs of each of
    these were on one local day, where the effect is 1.
    """

    tasks: int
    better: int
    worse: int
    effect: float = 1.0
    within_a_day: bool = False

    @property
    def alike(self) -> int:
        """How many ended as before."""
        return self.tasks - self.better - self.worse

    @property
    def e_value(self) -> float:
        """How strongly the pairs speak against "no change"; 1 is nothing."""
        return evidence(self.better / self.effect, self.worse / self.effect)

    @property
    def difference(self) -> float:
        """By how much the rate of these tasks moved, as a fraction."""
        return (self.better - self.worse) / self.tasks if self.tasks else 0.0

    @property
    def leans(self) -> bool:
        """Whether the pairs speak for one direction at all."""
        return self.e_value >= 1 / LEANS

    @property
    def decides(self) -> bool:
        """Whether they speak for it so clearly that chance alone hardly does that."""
        return self.e_value >= 1 / DECIDES

    def against(self, verdict: str) -> bool:
        """Whether the pairs speak for the other direction than a verdict does."""
        return self.leans and verdict in (WORSE if self.difference > 0 else BETTER)

    def fits(self, found: Estimate) -> bool:
        """Whether the rates moved the same way, and far enough to be the same story."""
        return found.value * self.difference >= FITS * self.difference**2


def evidence(better: float, worse: float) -> float:
    """The e-value 2^(b+c) · B(b+1, c+1) of b tasks that went one way and c that went the other."""
    told = (better + worse) * log(2) + lgamma(better + 1) + lgamma(worse + 1)
    return exp(min(log(MOST_E), told - lgamma(better + worse + 2)))


def pairs(rows: Sequence[Row], runs_after: int, effect: float, good: str) -> Pairs | None:
    """The pairs of one change, from its rows of change_tasks.sql; None where they don't count: that
    goes by how many there are, and how much of the work after they hold, not by how it ended.

    runs_after: all finished runs after; effect: the larger day effect of the sides; good: s or c,
    what counts as a good end.
    """
    tasks = sum(row["tasks"] for row in rows)
    held = sum(row["runs_after"] for row in rows)
    if tasks < FEWEST_PAIRS or held < SAME_WORK * runs_after:
        return None
    moved = [row for row in rows if row[f"{good}_before"] != row[f"{good}_after"]]
    better = sum(row["tasks"] for row in moved if row[f"{good}_after"])
    worse = sum(row["tasks"] for row in moved) - better
    within = all(row["within_a_day"] for row in moved)
    return Pairs(tasks, better, worse, 1.0 if within else effect, within)


def weighed(verdict: str, found: Estimate, same: Pairs, *, few_days: bool) -> str:
    """The verdict of rates and pairs together.

    Pairs decide, or lean, where the interval of the rates doesn't decide; where the two speak for
    different directions, nothing is clear. found: the difference of the rates; few_days: too few to
    tell a change from a bad day, so that pairs over several days lean at the most.
    """
    if verdict in (CONFOUNDED, NO_MATERIAL) or not same.leans:
        return verdict
    if same.against(verdict):
        return NO_CLEAR
    if verdict in DECIDED or not same.fits(found):
        return verdict
    decided, leaning = BETTER if same.difference > 0 else WORSE
    return decided if same.decides and (same.within_a_day or not few_days) else leaning
