"""How much good and bad days differ around a change, and the tasks on both its sides, in words."""

from __future__ import annotations

from dashboard.analysis import verdict
from dashboard.analysis.impact import Impact
from dashboard.analysis.pairs import Pairs
from dashboard.analysis.rates import FEW_RUNS, Rate
from dashboard.words.values import count

WORTH_SAYING = 1.1
"""The least design effect that is told of."""


def by_days(rate: Rate, days: float) -> bool:
    """Whether a side's runs count as fewer because of days, not of repeated tasks. days: the day
    effect of the side."""
    return days > 1 and rate.effect <= days


def days_differ(found: Impact) -> str:
    """That good and bad days differ by more than chance, and what that makes of the runs; "" if
    they don't, or if repeated tasks make more of a difference."""
    told = _counts(found)
    if not told or not found.sides.days.differ:
        return ""
    return f"Good and bad days differ here by more than chance, so {told}."


def days_known(found: Impact) -> str:
    """What days make of the runs, however sure it is that they differ; "" for nothing."""
    if told := days_differ(found):
        return told
    told = _counts(found)
    if not told:
        return ""
    days = count(found.sides.days.n, "day")
    return f"{told[0].upper()}{told[1:]}: how much days differ is known from {days}."


def _counts(found: Impact) -> str:
    """What the runs of both sides count as, where that is because of days."""
    days = found.sides.days
    return ", and ".join(
        f"the {count(rate.n, 'run')} {side} count as {rate.n_eff:,.0f}"
        for rate, effect, side in (
            (found.sides.all_before, days.before, "before"),
            (found.sides.all_after, days.after, "after"),
        )
        if rate.n and effect >= WORTH_SAYING and by_days(rate, effect)
    )


def few_days(found: Impact) -> str:
    """That there are too few days for a verdict; "" if there are enough."""
    days = found.sides.days
    if not days.few or found.verdict in (verdict.CONFOUNDED, verdict.NOT_ENOUGH):
        return ""
    if found.pairs and found.verdict in verdict.DECIDED:
        return ""
    return f"Seen on {count(days.n, 'day')} only: a bad day can’t be told from a change yet."


def too_few_through_days(found: Impact) -> str:
    """That one side has enough runs, but on too few days that differ; "" if that is not why."""
    days = found.sides.days
    for rate, effect, n in (
        (found.sides.after, days.after, days.n_after),
        (found.sides.before, days.before, days.n_before),
    ):
        if rate.n_eff < FEW_RUNS <= rate.n and by_days(rate, effect):
            runs = f"{count(rate.n, 'run')} on {count(n, 'day')}"
            return f"{runs} count as {rate.n_eff:,.0f}; {FEW_RUNS} are needed."
    return ""


def pairs_words(found: Impact) -> str:
    """How the tasks that ran on both sides ended, and what that says; "" where they don't count."""
    if found.pairs is None:
        return ""
    return f"{_ended(found.pairs)}{_meaning(found, found.pairs)}."


def _ended(same: Pairs) -> str:
    """ "26 of 40 tasks ended alike; 14 were bad and are good now, none the other way" """
    told = f"{same.alike:,} of {count(same.tasks, 'task')} ended alike"
    ways = ((same.better, "bad", "good"), (same.worse, "good", "bad"))
    (most, was, now), (least, _, _) = sorted(ways, key=lambda way: -way[0])
    if not most:
        return told
    other = f"{least:,}" if least else "none"
    return f"{told}; {most:,} {'was' if most == 1 else 'were'} {was} and " + (
        f"{'is' if most == 1 else 'are'} {now} now, {other} the other way"
    )


def _meaning(found: Impact, same: Pairs) -> str:
    if same.against(found.rates):
        return ". The rate of all runs says otherwise, so nothing is clear"
    if not same.leans or found.estimate is None:
        return ""
    if not same.fits(found.estimate):
        return (
            ". The rate of all runs moved less: tasks may have run again because of how they "
            "ended, so that isn’t counted here"
        )
    return ": chance alone hardly does that" if found.verdict in verdict.DECIDED else ""
