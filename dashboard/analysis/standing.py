"""Whether a regression still stands: not once it is mended, once what was changed is replaced, or
once a shift that nobody made is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.analysis.carried import WHOLE, plain
from dashboard.analysis.change_log import NOT_RECORDED, Change, Together
from dashboard.analysis.impact import GONE, IN_FORCE, RECOVERED, REPLACED, STILL_WORSE, Impact
from dashboard.analysis.rates import FEW_RUNS, NO_RATE, Rate
from dashboard.analysis.verdict import MATERIAL, estimate
from dashboard.analysis.worker_weeks import WorkerWeeks


def fate(found: Impact, every: Sequence[Impact], newest: WorkerWeeks) -> str:
    """What became of a regression, given every change and the newest whole week: one of IN_FORCE,
    RECOVERED, GONE, REPLACED and STILL_WORSE.

    Replaced are a model or a status only: instructions, tools and context that are edited again may
    still hold what made them worse. They are once runs have another value, or, where runs say none,
    once a later change names another.
    """
    if mended(found, every):
        return RECOVERED
    if _before(newest, found) and is_over(found, _failed(newest, found.change.worker_id)):
        return GONE
    if not set(found.change.what) <= set(WHOLE):
        return IN_FORCE
    since = []
    for what in found.change.what:
        later = _replaced_by(what, found, every)
        if later is None:
            return IN_FORCE
        since.append(later)
    return STILL_WORSE if any(_still_worse(later, found) for later in since) else REPLACED


def _before(newest: WorkerWeeks, found: Impact) -> bool:
    """Whether all of a week came after a change."""
    return newest.reviewed is not None and found.change.begun < newest.reviewed.since


def _failed(newest: WorkerWeeks, worker_id: str) -> Rate:
    """The failed of a worker's finished runs in a week."""
    return next((one.week.now for one in newest.weeks if one.worker_id == worker_id), NO_RATE)


def is_over(found: Impact, failed: Rate) -> bool:
    """Whether a shift for the worse that nobody made is gone again: in the newest whole week as
    many runs end well as before it, to within what matters, and more than in the rest of the time
    since, by the week's interval. failed: of the week's finished runs, of which the days of the
    shift are no measure: that of the time before it is. A change that somebody made is for its page
    to judge.
    """
    if found.change.main.what != NOT_RECORDED or failed.n < FEW_RUNS:
        return False
    usual, since = found.sides.all_before, found.sides.all_after
    week = Rate(failed.n - failed.s, failed.n, usual.effect)
    rest = Rate(since.s - week.s, since.n - week.n)
    if usual.value is None or week.interval is None or rest.value is None or rest.n < 0:
        return False
    back = (week.s / week.n) > usual.value - MATERIAL
    return back and week.interval[0] > rest.value


def _replaced_by(what: str, found: Impact, every: Sequence[Impact]) -> Impact | None:
    """The newest change of the same thing since which its value is known, if that is another than
    the one that a change brought; None if there is none."""
    mine = found.change
    later = [
        other
        for other in every
        if other.change.worker_id == mine.worker_id
        and other.change.at > mine.at
        and not other.to_come
        and any(one.what == what and one.how != "beside" for one in other.change.changes)
    ]
    brought = _brought(what, found)
    for other in sorted(later, key=lambda other: other.change.at, reverse=True):
        value = _value_since(what, other, said=what in found.carried or what in other.carried)
        if value is not None:
            return other if value != brought else None
    return None


def _brought(what: str, found: Impact) -> str | None:
    """The value that a change brought: the one that it names, unless runs have others only."""
    named, carried = _named(what, found), found.carried.get(what, {})
    return named if named in carried or not carried else _most(carried)


def _value_since(what: str, later: Impact, *, said: bool) -> str | None:
    """The value since a change: that of most runs, or, where runs say none, the one that it names.
    None if it is not known. said: whether runs say their value."""
    if said:
        carried = later.carried.get(what, {})
        return _most(carried) if carried else None
    return _named(what, later)


def _most(carried: Mapping[str, int]) -> str:
    return max(carried, key=lambda value: carried[value])


def _named(what: str, found: Impact) -> str | None:
    """The value that a change names as the new one, as runs' values are compared."""
    new = [one.new for one in found.change.changes if one.what == what][-1]
    return plain(new) or None if new else None


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
