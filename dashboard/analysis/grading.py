"""What happened since a decision was carried out, by the method of Changes.

What its finding counts is held on both sides of that moment (since_done.py). Nothing says that the
decision caused anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import exp, log, sqrt
from zoneinfo import ZoneInfo

from dashboard.analysis.decision_sides import FEWEST_DAYS
from dashboard.analysis.lifecycle import FEWEST_ABOVE, WEEK
from dashboard.analysis.measures import MEASURE
from dashboard.analysis.rates import Z95
from dashboard.analysis.since_done import Also, Since, also_since, since_done
from dashboard.analysis.suspects import is_unchecked
from dashboard.analysis.verdict import CONFOUNDED, IMPROVED, NO_MATERIAL, NOT_ENOUGH, REGRESSED
from dashboard.ledger.decisions import OF_CHECK, OF_FAILURES, Decision, Expectation
from dashboard.store.reading.history import History

HELPED, HURT, NO_DIFFERENCE, UNCLEAR = "helped", "hurt", "no difference", "unclear"
TOO_EARLY, OPEN, OVERDUE, NOTHING = "too early", "not done yet", "overdue", "nothing expected"
LEFT, MISSED, UNCHECKED = "left unchanged", "not as expected", "no longer checked"
GRADES = (
    *(HELPED, NO_DIFFERENCE, UNCLEAR, HURT, MISSED, UNCHECKED),
    *(TOO_EARLY, OPEN, OVERDUE, NOTHING, LEFT),
)
SURELY = 1 / 1000
"""No more likely than that is a count by chance that is surely not what was expected."""
_GRADES = {IMPROVED: HELPED, REGRESSED: HURT, NO_MATERIAL: NO_DIFFERENCE}


@dataclass(frozen=True, slots=True)
class Graded:
    """A decision with what happened since. own: the grade of what was expected, one of GRADES;
    since: None where there is nothing to compare; held: whether no more (of what is to become more,
    no fewer) were seen than expected, None where that can't be said; also: what else its finding
    counted, and the failed runs of its worker where more of its runs fail since, beyond chance."""

    decision: Decision
    own: str
    since: Since | None = None
    held: bool | None = None
    also: tuple[Also, ...] = ()

    @property
    def grade(self) -> str:
        """That of what was expected; where that tells nothing, and the worker fares worse since,
        that it hurt: one of GRADES."""
        failing = any(one.measure == OF_FAILURES and one.is_worse for one in self.also)
        tells_nothing = self.own in (TOO_EARLY, UNCLEAR, NO_DIFFERENCE, NOTHING)
        return HURT if failing and tells_nothing else self.own

    @property
    def failed(self) -> bool:
        """Whether what was done clearly did not do what it was to do."""
        if self.grade == NO_DIFFERENCE:
            return self.held is False
        return self.grade in (HURT, MISSED)


def graded(history: History, made: Sequence[Decision]) -> tuple[Graded, ...]:
    """The decisions with what happened since, the newest first."""
    newest = sorted(made, key=lambda decision: -decision.entry)
    found = (_graded(history, decision) for decision in newest)
    return tuple(
        replace(one, also=also_since(history, one.decision, one.decision.done))
        if one.decision.done and (one.since or one.own == NOTHING)
        else one
        for one in found
    )


def _graded(history: History, decision: Decision) -> Graded:
    if decision.settled:
        return Graded(decision, LEFT)
    if decision.done is None:
        late = decision.due is not None and decision.due < history.about.this_day
        return Graded(decision, OVERDUE if late else OPEN)
    if decision.expected is None:
        return Graded(decision, NOTHING)
    if decision.expected.measure == OF_CHECK and is_unchecked(history, decision):
        return Graded(decision, UNCHECKED)
    since = since_done(history, decision, decision.done)
    if since is None or since.span.until <= since.span.at:
        return Graded(decision, TOO_EARLY)
    over = decision.expected.by <= _today(history)
    grade, held = _grade(since.verdict, over=over), _held(decision, since)
    if since.verdict not in (*_GRADES, CONFOUNDED) and _is_missed(decision.expected, since, over):
        grade, held = MISSED, False
    return Graded(decision, grade, since, held)


def _grade(verdict: str, *, over: bool) -> str:
    """over: whether the day is past by which something was expected."""
    return _GRADES.get(verdict, UNCLEAR if over or verdict == CONFOUNDED else TOO_EARLY)


def _held(decision: Decision, since: Since) -> bool | None:
    """Whether as many were seen as the expectation leaves room for: a count beyond it by chance
    alone is no breach."""
    if decision.expected is None or since.after.is_empty or since.verdict == NOT_ENOUGH:
        return None
    measure = MEASURE[decision.expected.measure]
    if measure.standing:
        return since.after.runs <= decision.expected.after
    expected = decision.expected.after * since.after.weeks
    room = Z95 * sqrt(expected)
    if measure.more:
        return since.after.runs >= expected - room
    return since.after.runs <= expected + room


def _is_missed(expected: Expectation, since: Since, over: bool) -> bool:
    """Whether surely more (of what is to become more, fewer) were seen than expected, whatever was
    before: by Chernoff's bound on a Poisson count, k of m expected: exp(k − m − k·ln(k/m)), both
    divided by what days and clusters differ by. Of what stands, once the day is over, whether no
    fewer stand than before."""
    after, measure = since.after, MEASURE[expected.measure]
    if measure.standing:
        return over and since.verdict != NOT_ENOUGH and after.runs >= since.before.runs
    if after.is_empty or after.weeks * WEEK < FEWEST_DAYS:
        return False
    mean, seen = expected.after * after.weeks, after.runs
    beyond = seen < mean if measure.more else seen >= FEWEST_ABOVE and seen > mean
    if not beyond or not mean:
        return beyond
    spread = seen - mean - (seen * log(seen / mean) if seen else 0.0)
    return exp(spread / after.effect) <= SURELY


def _today(history: History) -> date:
    now = history.about.now
    return now.astimezone(ZoneInfo(history.about.zone)).date() if now else date.max
