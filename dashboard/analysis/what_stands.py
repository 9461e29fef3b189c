"""What made things worse in a period and still does, as a chart of the period marks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.change_log import NOT_RECORDED, Change
from dashboard.analysis.changes import all_changes
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Standing:
    """harm: how many runs ended worse, by change that made things worse and stands; shifts: those
    among them that no change explains."""

    harm: Mapping[Change, float]
    shifts: tuple[Change, ...]

    def within(self, since: datetime | None, until: datetime | None) -> Standing:
        """The part of it since a time and before another, None for any."""
        held = {
            change: harm
            for change, harm in self.harm.items()
            if (not since or change.at >= since) and (not until or change.at < until)
        }
        return Standing(held, tuple(shift for shift in self.shifts if shift in held))


def what_stands(history: History, filters: Filters) -> Standing:
    """The regressions of a period that stand, as among all_changes()."""
    found = all_changes(history, filters).standing
    harm = {change: impact.harm for impact in found for change in impact.change.changes}
    return Standing(harm, tuple(change for change in harm if change.what == NOT_RECORDED))
