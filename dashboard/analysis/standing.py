"""Whether a regression still stands: not once it is mended, or what was changed is replaced."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.change_log import NOT_RECORDED, Change, Together
from dashboard.analysis.impact import IN_FORCE, RECOVERED, REPLACED, STILL_WORSE, Impact
from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.verdict import MATERIAL, estimate

WHOLE = ("model", "status")
"""What is replaced as a whole when it is changed."""


def fate(found: Impact, every: Sequence[Impact]) -> str:
    """What became of a regression, given every change: one of IN_FORCE, RECOVERED, REPLACED and
    STILL_WORSE.

    Replaced are a model or a status only: instructions, tools and context that are edited again may
    still hold what made them worse.
    """
    if mended(found, every):
        return RECOVERED
    if not set(found.change.what) <= set(WHOLE):
        return IN_FORCE
    since = []
    for what in found.change.what:
        later = _newest_of(what, found, every)
        if later is None or _same_value(later.change, found.change, what):
            return IN_FORCE
        since.append(later)
    return STILL_WORSE if any(_still_worse(later, found) for later in since) else REPLACED


def _newest_of(what: str, found: Impact, every: Sequence[Impact]) -> Impact | None:
    """The last change of the same thing after a change, None if there is none."""
    mine = found.change
    later = [
        other
        for other in every
        if other.change.worker_id == mine.worker_id
        and other.change.at > mine.at
        and what in other.change.what
    ]
    return max(later, key=lambda other: other.change.at, default=None)


def _same_value(later: Together, earlier: Together, what: str) -> bool:
    """Whether a later change brought the value back that an earlier one had brought."""
    new, was = (
        [one.new for one in group.changes if one.what == what][-1] for group in (later, earlier)
    )
    return new == was


def _still_worse(later: Impact, found: Impact) -> bool:
    """Whether fewer runs succeed since a later change than before a regression, not by chance."""
    since, usual = later.sides.all_after, found.sides.all_before
    return since.n_eff >= FEW_RUNS and estimate(since, usual).interval()[1] < 0


def mended(found: Impact, every: Sequence[Impact]) -> bool:
    """Whether nothing is left of a regression since a later change of its worker."""
    mine = found.change
    return any(
        impact.change.worker_id == mine.worker_id
        and impact.change.at > mine.at
        and _is_back(impact, found)
        and (_goes_better(impact, found) or brought_back(impact.change, mine))
        for impact in every
    )


def _is_back(later: Impact, found: Impact) -> bool:
    """Whether the rate after a later change is what it was before the regression, to within what
    matters; as far as its first runs tell, while more still come."""
    since, usual = later.sides.all_after, found.sides.all_before.value or 0.0
    enough = since.n_eff >= FEW_RUNS or later.open
    return enough and since.value is not None and since.value > usual - MATERIAL


def _goes_better(later: Impact, found: Impact) -> bool:
    """Whether more runs succeed after a later change than after the regression, not by chance."""
    since, then = later.sides.all_after, found.sides.all_after
    return since.n_eff >= FEW_RUNS and estimate(since, then).interval()[0] > 0


def brought_back(later: Together, earlier: Together) -> bool:
    """Whether a change undid all of an earlier one."""
    return all(
        other.what != NOT_RECORDED
        and any(one.what == other.what and _same(one, other) for one in later.changes)
        for other in earlier.changes
    )


def _same(later: Change, earlier: Change) -> bool:
    if later.new_id and earlier.old_id:
        return later.new_id == earlier.old_id
    return later.new is not None and later.new == earlier.old
