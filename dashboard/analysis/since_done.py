"""What a decision is about, before and after it was carried out.

The runs before it, back to the worker's last change or shift but at most four weeks, are held
against those after it (decision_sides.py), by what was counted of the finding (measures.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis.carried_out import change_of, unnamed
from dashboard.analysis.change_log import Together
from dashboard.analysis.change_windows import AFTER, BEFORE
from dashboard.analysis.decision_sides import (
    SEEN_SINCE,
    Hit,
    Side,
    Span,
    over_time,
    shares,
    standing,
)
from dashboard.analysis.headline import headline
from dashboard.analysis.impact import impacts
from dashboard.analysis.measures import MEASURE, cause_now, measure_of
from dashboard.analysis.subjects import counted
from dashboard.analysis.unexplained import turns_of
from dashboard.ledger.decisions import (
    OF_CAUSE,
    OF_CHECK,
    OF_PAUSED,
    OF_RUNS,
    Decision,
    Done,
    Expectation,
    Subject,
)
from dashboard.store.filters.filter_links import day_start
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Since:
    """What a decision is about, on both sides of the day on which it was carried out. span: the
    time that is compared; verdict: as of a change; confounded_by: what else changed then."""

    before: Side
    after: Side
    span: Span
    verdict: str
    confounded_by: tuple[str, ...] = ()

    @property
    def seen_a_week(self) -> float:
        """How many a week were seen since then."""
        return self.after.runs / max(self.after.weeks, 1 / 7)


def since_done(history: History, decision: Decision, done: Done) -> Since | None:
    """What a decision is about, before and after it was carried out; None without data."""
    at, about, worker = done.at, history.about, decision.subject.worker_id
    if about.now is None or about.first is None:
        return None
    since, until = max(about.first, at - BEFORE), min(at + AFTER, about.now + timedelta.resolution)
    confounded: tuple[str, ...] = ()
    hit = _hit(history, decision)
    if MEASURE[hit.measure].standing:
        subject = replace(decision.subject, measure=hit.measure)
        return _standing(history, subject, decision.expected, at)
    among = MEASURE[hit.measure].among
    if worker:
        turns = turns_of(history, worker)
        group = change_of(done, turns) or unnamed(worker, at)
        found = impacts(history, ALL.of_worker(worker), [group], turns)
        if not found:
            return None
        since, at, until = found[0].window.since, group.at, found[0].window.until
        confounded = found[0].sides.confounded_by if among else _beside(group)
    chosen = ALL.of_worker(worker) if worker else ALL
    begun = _begun(history, chosen, hit, at)
    if begun is None or begun >= at:
        return None
    span = Span(max(since, begun), at, until)
    compare = shares if among else over_time
    sides = compare(history, chosen, span, hit, confounded=bool(confounded))
    return Since(sides.before, sides.after, span, sides.verdict, confounded)


def _standing(
    history: History, subject: Subject, expected: Expectation | None, at: datetime
) -> Since | None:
    """The same of what is counted as it stands, by the question of its finding: whatever else was
    changed, what stood has ended or has not."""
    about = history.about
    if expected is None or about.first is None or about.as_of is None:
        return None
    span, now = Span(about.first, at, about.as_of), counted(history, ALL, subject)
    sides = standing(expected.before, now.runs, expected.after, span)
    return Since(sides.before, sides.after, span, sides.verdict)


def _beside(group: Together) -> tuple[str, ...]:
    """What was changed at once with what counts as the change. That other work came since, too,
    makes shares of runs of it other ones, but no counts over time."""
    return tuple(thing for thing in group.what if thing != group.main.what)


def _hit(history: History, decision: Decision) -> Hit:
    """What is counted of a decision."""
    measure = decision.expected.measure if decision.expected else measure_of(decision.subject)
    if measure == OF_CAUSE:
        return Hit(measure, cause_now(history, decision.subject))
    return Hit(measure, decision.subject.check if measure == OF_CHECK else "")


def _begun(history: History, chosen: Filters, hit: Hit, at: datetime) -> datetime | None:
    """From when on what somebody decided about was there: since the day on which a cause was first
    seen, a check first flagged a run, or one came while the worker was not active; since the last
    run before, where runs are to come again. None where it never was; other things always were."""
    zone = ZoneInfo(history.about.zone)
    if hit.measure in SEEN_SINCE:
        first = headline(history, hit.of(chosen)).first if hit.name else None
    elif hit.measure == OF_PAUSED:
        rows = history.ask("runs_while_paused", chosen, zone=history.about.zone)
        first = min((row["first"] for row in rows), default=None)
    elif hit.measure == OF_RUNS:
        last = headline(history, chosen.within(None, at)).last
        return last + timedelta.resolution if last else None
    else:
        return history.about.first
    return day_start(first.astimezone(zone).date(), history.about.zone) if first else None
