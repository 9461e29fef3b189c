"""Rejected rows that are not like the others: where most runs of one status were rejected.

Numbers then mislead: an export whose only failed run has no time shows no failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

UNLIKELY = 0.05


@dataclass(frozen=True, slots=True)
class Lost:
    """Rejected and imported runs of one status, and of all others whose status could be read."""

    status: str
    rejected: int
    imported: int
    others_rejected: int
    others_imported: int

    @property
    def others(self) -> int:
        return self.others_rejected + self.others_imported

    @property
    def sentence(self) -> str:
        """What there is to say of them."""
        rows = self.rejected + self.imported
        if rows == 1:
            lost = f"the only {self.status} run was rejected"
        elif not self.imported:
            lost = f"all {rows:,} {self.status} runs were rejected"
        else:
            lost = f"{self.rejected:,} of {rows:,} {self.status} runs were rejected"
        rejected = f"{self.others_rejected:,}" if self.others_rejected else "none"
        beside = f"{rejected} of the {self.others:,} others"
        if self.others == 1:
            beside = "the only other was not"
        them = "it" if rows == 1 else "them"
        said = f"{lost}, and {beside}. Nothing shown counts {them}; `worker-runs rejects` says why."
        return said[0].upper() + said[1:]


def lost(rejected: Mapping[str, int], imported: Mapping[str, int]) -> tuple[Lost, ...]:
    """The statuses of which all runs were rejected, and not all of the others; and those of which
    at least half were, and clearly more than of the others, of which fewer than half were: by the
    one-sided exact test of Fisher ("The design of experiments", 1935) at 5 %.

    rejected, imported: runs by status.
    """
    all_rejected, all_imported = sum(rejected.values()), sum(imported.values())
    found = []
    for status, runs in sorted(rejected.items()):
        held = imported.get(status, 0)
        one = Lost(status, runs, held, all_rejected - runs, all_imported - held)
        if (one.others_imported and not held) or _mostly(one):
            found.append(one)
    return tuple(found)


def _mostly(one: Lost) -> bool:
    if one.rejected < one.imported or 2 * one.others_rejected >= one.others:
        return False
    from scipy.stats import fisher_exact  # takes long to import, and few loads need it

    table = [[one.rejected, one.imported], [one.others_rejected, one.others_imported]]
    return bool(fisher_exact(table, alternative="greater").pvalue < UNLIKELY)
