"""How long it takes until a change can be judged, in plain sentences."""

from __future__ import annotations

from math import ceil

from dashboard.analysis.change import Plan
from dashboard.analysis.impact import Impact
from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.verdict import SPREAD, smallest_change
from dashboard.words.values import count


def when(found: Impact) -> str:
    """When a verdict becomes possible, in a few words; "" if there is one, or never."""
    if found.decided or found.days_needed is None:
        return ""
    return f"in about {count(_whole(found.days_needed), 'day')}"


def when_possible(found: Impact) -> str:
    """When a verdict becomes possible, in a sentence; "" if there is one."""
    if found.decided:
        return ""
    if found.sides.confounded_by:
        return "No verdict is possible from these runs."
    if found.sides.before.n_eff < FEW_RUNS:
        return "No verdict will be possible: there are too few runs before this change."
    if not found.open:
        return "No verdict will be possible: the time after this change is over."
    if found.still_needed == 0 and found.days_needed:
        told = count(_whole(found.days_needed), "day")
        return (
            f"A verdict is possible in about {told}: there are enough runs, but from too few days."
        )
    if not found.still_needed and found.sides.days.few:
        return f"A verdict takes {count(found.sides.days.still_needed, 'more day')} with runs."
    told = f"{100 * (smallest_change(found.sides.before) or 0):.0f} points"
    if found.still_needed is None:
        return f"A change of {told} would have shown by now; a smaller one can’t be seen in them."
    runs = count(found.still_needed, "more run")
    days = found.days_needed
    if days is None:
        return f"A verdict takes {runs}, more than come within 8 weeks of this change."
    possible = f"A verdict is possible in about {count(_whole(days), 'day')} ({runs})"
    if smallest_change(found.sides.before) == SPREAD:
        return f"{possible}."
    return (
        f"{possible}. With so few runs before, only a change of about {told} or more can be seen."
    )


def _whole(days: float) -> int:
    return max(1, ceil(days))


def plan_words(plan: Plan) -> str:
    """How long the next change of a worker takes to show, in a sentence or two."""
    if not plan.per_day:
        return "No runs come in, so it can’t be said."
    if plan.days is not None and plan.runs is not None:
        return (
            f"At this worker’s pace, a change of 10 points shows after about "
            f"{count(plan.days, 'day')} ({count(plan.runs, 'run')}). Change one thing at a time."
        )
    before = count(plan.before.n, "run")
    if plan.larger is None:
        are = "is" if plan.before.n == 1 else "are"
        return f"{before} since the last change or shift {are} too few to compare with."
    change, runs = plan.larger
    days = count(plan.days_of(runs) or 0, "day")
    return (
        f"With {before} since the last change or shift to compare with, a change of 10 points "
        f"doesn’t show within 8 weeks; one of {100 * change:.0f} points takes about {days} "
        f"({count(runs, 'run')})."
    )
