"""What made things worse in a period and still does, as a chart of the period marks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis.change_log import NOT_RECORDED, Change
from dashboard.analysis.changes import in_period, standing_of
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Standing:
    """harm: how many runs ended worse, by change that made things worse and stands; shifts: those
    among them that no change explains."""

    harm: Mapping[Change, float]
    shifts: tuple[Change, ...]

    def within(self, filters: Filters) -> Standing:
        """The part of it in the period of filters."""
        held = {change: harm for change, harm in self.harm.items() if in_period(change.at, filters)}
        return Standing(held, tuple(shift for shift in self.shifts if shift in held))


def what_stands(history: History, filters: Filters) -> Standing:
    """The regressions of a period that stand, as among all_changes()."""
    found = standing_of(history, filters)
    harm = {change: impact.harm for impact in found for change in impact.change.changes}
    shifts = tuple(change for change in harm if change.what == NOT_RECORDED)
    return Standing(harm, shifts).within(filters)
