"""Facts about changes: regressions that stand, and verdicts that somebody should know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dashboard.analysis.change import key_of
from dashboard.analysis.change_log import NOT_RECORDED
from dashboard.analysis.changes import Changes
from dashboard.analysis.impact import Impact
from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.rates import NO_RATE
from dashboard.analysis.review.facts import ABOVE, PRESSING, READY, TO_JUDGE, Fact
from dashboard.analysis.verdict import (
    CONFOUNDED,
    IMPROVED,
    NO_MATERIAL,
    REGRESSED,
)
from dashboard.analysis.worker_weeks import WorkerWeeks
from dashboard.store.filters.filters import Filters

LATELY = 5 * WEEK
"""Verdicts are told of changes that were made so long before the window ends, or in it."""


def of_changes(
    found: Changes, weeks: WorkerWeeks, bad: Collection[str], filters: Filters, window: Reviewed
) -> Iterator[Fact]:
    """The changes that a reviewer should look at. found: of all time; bad: the ids of workers of
    which runs were judged bad; filters: of the window."""
    now = {week.worker_id: week.week.now for week in weeks.weeks}
    for impact in found.listed:
        change = impact.change
        if change.at >= window.until + WEEK:
            continue  # whoever reviews an earlier week could not know of it
        if not (impact.stands or (_lately(impact, window) and tells(impact))):
            continue
        lately = 0
        if change.at < window.until:  # of the window's runs those that came after it
            in_window = now.get(change.worker_id, NO_RATE).n
            lately = min(in_window, impact.sides.all_after.n)
        lost = -impact.estimate.value if impact.estimate else 0.0
        worse = lost > 0 and (impact.stands or _moved(impact))
        outcomes = ["failed"]
        if worse and change.worker_id in bad and not impact.sides.by_failures:
            outcomes = ["bad", "failed"]
        shift = change.main.what == NOT_RECORDED
        yield Fact(
            key=f"change {key_of(impact)}",
            kind=ABOVE if shift else READY,
            tier=PRESSING if worse else TO_JUDGE,
            worker_id=change.worker_id,
            worker=change.worker,
            excess=lost * lately if worse else 0.0,
            about=filters.of_worker(change.worker_id).choosing("outcome", outcomes),
            seen=impact,
            change=key_of(impact),
        )


def _lately(found: Impact, window: Reviewed) -> bool:
    return window.until - LATELY <= found.change.at < window.until


def tells(found: Impact) -> bool:
    """Whether there is something to know: a verdict, a rate that moved with something else, or one
    that only the kinds of work moved."""
    if found.verdict in (IMPROVED, NO_MATERIAL):
        return True
    return found.verdict not in (REGRESSED,) and (_moved(found) or found.sides.shifted)


def _moved(found: Impact) -> bool:
    """Whether the rate moved by more than chance, whatever moved it."""
    if found.estimate is None or found.verdict not in (REGRESSED, IMPROVED, CONFOUNDED):
        return False
    low, high = found.estimate.interval()
    return low > 0 or high < 0


def too_early(found: Iterable[Impact], window: Reviewed) -> tuple[Impact, ...]:
    """The changes made lately of which nothing can be said yet, the newest first."""
    held = [
        impact
        for impact in found
        if impact.open and not impact.decided and _lately(impact, window) and not tells(impact)
    ]
    return tuple(sorted(held, key=lambda impact: impact.change.at, reverse=True))
