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
from dashboard.analysis.measures import MEASURE, OF_KINDS, cause_now, measure_of
from dashboard.analysis.review.facts import suspect_key
from dashboard.analysis.subjects import counted
from dashboard.analysis.suspects import is_unchecked
from dashboard.analysis.unexplained import turns_of
from dashboard.analysis.verdict import REGRESSED
from dashboard.checks.suspicion import CHECKS
from dashboard.ledger.decisions import (
    OF_CAUSE,
    OF_CHECK,
    OF_FAILURES,
    OF_PAUSED,
    OF_RUNS,
    Decision,
    Done,
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


@dataclass(frozen=True, slots=True)
class Also:
    """What else the finding of a decision counted, beside what is expected of it. subject: with
    that as what is counted; since: both sides of it, None where it is no longer checked."""

    subject: Subject
    measure: str
    since: Since | None

    @property
    def is_worse(self) -> bool:
        """Whether it is worse than before by more than chance."""
        return self.since is not None and self.since.verdict == REGRESSED


@dataclass(frozen=True, slots=True)
class _Around:
    """The time around what was done. confounded_by: what makes shares of runs other ones; beside:
    what was changed at once."""

    span: Span
    confounded_by: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def since_done(history: History, decision: Decision, done: Done) -> Since | None:
    """What a decision is about, before and after it was carried out; None without data."""
    hit, expected = _hit(history, decision), decision.expected
    if MEASURE[hit.measure].standing:
        subject = replace(decision.subject, measure=hit.measure)
        if expected is None:
            return None
        return _standing(history, subject, expected.before, expected.after, done.at)
    around = _around(history, decision.subject.worker_id, done)
    if around is None:
        return None
    return _on_both_sides(history, decision.subject, hit, around)


def also_since(history: History, decision: Decision, done: Done) -> tuple[Also, ...]:
    """What else its finding counted of its worker, by the facts that its evidence keeps, in their
    order, but for that of which there is no data; and its failed runs, where these are more. Where
    nothing was expected that is all that it counted, and its failed runs in any case."""
    worker = decision.subject.worker_id
    mine = decision.expected.measure if decision.expected else ""
    if not worker:
        return ()
    others, around = _others(decision, mine), _around(history, worker, done)
    found = []
    for subject, runs in others.items():
        evidence = replace(decision.evidence, counted=runs)
        one = replace(decision, subject=subject, expected=None, evidence=evidence)
        measure, since = measure_of(subject), None
        if measure == OF_CHECK and is_unchecked(history, one):
            found.append(Also(subject, measure, None))
        elif MEASURE[measure].standing:
            since = _standing(history, subject, runs or 0, 0, done.at)
        elif around:
            since = _on_both_sides(history, subject, _hit(history, one), around)
        if since and not since.after.is_empty:
            found.append(Also(subject, measure, since))
    told = {mine, *(one.measure for one in found)}
    if around and not told & {OF_FAILURES, OF_RUNS, OF_PAUSED}:
        failed = _failed(history, worker, around)
        found += [failed] if failed.is_worse or not mine else []
    return tuple(found)


def _failed(history: History, worker: str, around: _Around) -> Also:
    """The failed runs of a worker, whatever is expected of it."""
    subject = Subject(worker)
    since = _on_both_sides(history, subject, Hit(OF_FAILURES), around)
    return Also(subject, OF_FAILURES, since)


def _others(decision: Decision, mine: str) -> dict[Subject, int | None]:
    """What a finding counted beside mine, which is expected of it, "" for nothing, with of how many
    runs it was then; of failed runs one thing is told."""
    about, found = decision.subject, dict[Subject, int | None]()
    for fact in decision.evidence.facts:
        measure = OF_KINDS.get(fact.kind, "")
        keys = {suspect_key(check, about.worker_id): check for check in CHECKS}
        check = keys.get(fact.key, "") if measure == OF_CHECK else ""
        one = Subject(about.worker_id, "" if measure else about.cause, about.templates,
                      check=check, measure=measure)  # fmt: skip
        same = (measure_of(one), check) == (mine, about.check)
        failed = {mine, measure_of(one)} <= {OF_CAUSE, OF_FAILURES}
        if not same and not failed:
            found.setdefault(one, fact.runs)
    return found


def _around(history: History, worker: str, done: Done) -> _Around | None:
    """The time around what was done to a worker, "" for all; None without data."""
    at, about = done.at, history.about
    if about.now is None or about.first is None:
        return None
    since, until = max(about.first, at - BEFORE), min(at + AFTER, about.now + timedelta.resolution)
    if not worker:
        return _Around(Span(since, at, until))
    turns = turns_of(history, worker)
    group = change_of(done, turns) or unnamed(worker, at)
    found = impacts(history, ALL.of_worker(worker), [group], turns)
    if not found:
        return None
    window = found[0].window
    span = Span(window.since, group.at, window.until)
    return _Around(span, found[0].sides.confounded_by, _beside(group))


def _on_both_sides(history: History, subject: Subject, hit: Hit, around: _Around) -> Since | None:
    """What is counted of a subject before and after; None where it never was there before."""
    worker, span, among = subject.worker_id, around.span, MEASURE[hit.measure].among
    confounded = around.confounded_by if among else around.beside
    chosen = ALL.of_worker(worker) if worker else ALL
    begun = _begun(history, chosen, hit, span.at)
    if begun is None or begun >= span.at:
        return None
    span = replace(span, since=max(span.since, begun))
    compare = shares if among else over_time
    sides = compare(history, chosen, span, hit, confounded=bool(confounded))
    return Since(sides.before, sides.after, span, sides.verdict, confounded)


def _standing(
    history: History, subject: Subject, before: float, expected: float, at: datetime
) -> Since | None:
    """The same of what is counted as it stands, by the question of its finding: whatever else was
    changed, what stood has ended or has not. before: so many stood; expected: so many are to."""
    about = history.about
    if about.first is None or about.as_of is None:
        return None
    if subject.worker_id and not headline(history, ALL.of_worker(subject.worker_id)).runs:
        return None  # nothing stands of a worker of which this history tells nothing
    span, now = Span(about.first, at, about.as_of), counted(history, ALL, subject)
    sides = standing(before, now.runs, expected, span)
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
