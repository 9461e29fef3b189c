"""What made things worse in a period and still does, as a chart of the period marks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis.change_log import NOT_RECORDED, Change
from dashboard.analysis.changes import in_period, standing_of
from dashboard.store.filters.filters import ALL, Filters
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


def asked_of(filters: Filters) -> Filters:
    """The filters for which it is worked out, and then told within(): of all runs once for every
    period; of others only for this one, which looks at the workers of whom anything changed in it.
    """
    anytime = filters.of_any_ending().within(None, None)
    return anytime if anytime.same_runs(ALL) else filters.of_any_ending()


def what_stands(history: History, filters: Filters) -> Standing:
    """The regressions of a period that stand, as among all_changes()."""
    found = standing_of(history, filters)
    harm = {change: impact.harm for impact in found for change in impact.change.changes}
    shifts = tuple(change for change in harm if change.what == NOT_RECORDED)
    return Standing(harm, shifts).within(filters)
