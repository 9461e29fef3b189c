"""What happened since a decision was carried out, by the method of Changes.

The runs before it, back to the worker's last change or shift but at most four weeks, are held
against those after it, by the interval that may be looked at every day (verdict.py): those with the
cause that was to become less, or all that failed. Nothing says that the decision caused anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from zoneinfo import ZoneInfo

from dashboard.analysis.change_log import NOT_RECORDED, Change, Together
from dashboard.analysis.change_windows import AFTER, BEFORE
from dashboard.analysis.days import day_effect
from dashboard.analysis.headline import headline
from dashboard.analysis.impact import impacts
from dashboard.analysis.lifecycle import WEEK
from dashboard.analysis.rare_counts import by_counts, is_rare
from dashboard.analysis.rates import Z95, Clusters, Rate, rate
from dashboard.analysis.subjects import cause_now
from dashboard.analysis.unexplained import turns_of
from dashboard.analysis.verdict import (
    CONFOUNDED,
    IMPROVED,
    NO_MATERIAL,
    NOT_ENOUGH,
    REGRESSED,
    decide,
    estimate,
)
from dashboard.ledger.decisions import OF_BAD, OF_CAUSE, Decision, Done
from dashboard.store.filters.filter_links import day_start
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

HELPED, HURT, NO_DIFFERENCE, UNCLEAR = "helped", "hurt", "no difference", "unclear"
TOO_EARLY, OPEN, OVERDUE, NOTHING = "too early", "not done yet", "overdue", "nothing expected"
LEFT = "left unchanged"
GRADES = (HELPED, NO_DIFFERENCE, UNCLEAR, HURT, TOO_EARLY, OPEN, OVERDUE, NOTHING, LEFT)
NEAR = timedelta(days=1)
"""So near to the time at which it was done, a known change is what was done."""
_GRADES = {IMPROVED: HELPED, REGRESSED: HURT, NO_MATERIAL: NO_DIFFERENCE}


@dataclass(frozen=True, slots=True)
class Since:
    """The runs on both sides of the day on which a decision was carried out. before, after: of
    finished runs those that did not fail, or not with the cause, or of judged ones those that were
    not judged bad; since, until: the time that is compared; verdict: as of a change; confounded_by:
    what else changed then."""

    before: Rate
    after: Rate
    since: datetime
    at: datetime
    until: datetime
    verdict: str
    confounded_by: tuple[str, ...] = ()

    @property
    def seen_a_week(self) -> float:
        """Failed runs a week since then."""
        weeks = max((self.until - self.at) / WEEK, 1 / 7)
        return (self.after.n - self.after.s) / weeks


@dataclass(frozen=True, slots=True)
class Graded:
    """A decision with what happened since. grade: one of GRADES; since: None where there is nothing
    to compare; held: whether no more failed than was expected, None where that can't be said."""

    decision: Decision
    grade: str
    since: Since | None = None
    held: bool | None = None


def graded(history: History, made: Sequence[Decision]) -> tuple[Graded, ...]:
    """The decisions with what happened since, the newest first."""
    newest = sorted(made, key=lambda decision: -decision.entry)
    return tuple(_graded(history, decision) for decision in newest)


def _graded(history: History, decision: Decision) -> Graded:
    today = _today(history)
    if decision.settled:
        return Graded(decision, LEFT)
    if decision.done is None:
        late = decision.due is not None and decision.due < today
        return Graded(decision, OVERDUE if late else OPEN)
    if decision.expected is None:
        return Graded(decision, NOTHING)
    since = since_done(history, decision, decision.done)
    if since is None or since.until <= since.at:
        return Graded(decision, TOO_EARLY)
    over = decision.expected.by <= today
    return Graded(decision, _grade(since.verdict, over=over), since, _held(decision, since))


def _grade(verdict: str, *, over: bool) -> str:
    """over: whether the day is past by which something was expected."""
    return _GRADES.get(verdict, UNCLEAR if over or verdict == CONFOUNDED else TOO_EARLY)


def _held(decision: Decision, since: Since) -> bool | None:
    """Whether no more failed than the expectation leaves room for: a count above it by chance alone
    is no breach."""
    if decision.expected is None or not since.after.n or since.verdict == NOT_ENOUGH:
        return None
    weeks = (since.until - since.at) / WEEK
    expected = decision.expected.after * weeks
    return since.after.n - since.after.s <= expected + Z95 * sqrt(expected)


def since_done(history: History, decision: Decision, done: Done) -> Since | None:
    """The runs before and after a decision was carried out, of what it is about; None without
    data."""
    at, about, worker = done.at, history.about, decision.subject.worker_id
    expected = decision.expected
    if about.now is None or about.first is None:
        return None
    since, until = max(about.first, at - BEFORE), min(at + AFTER, about.now + timedelta.resolution)
    confounded: tuple[str, ...] = ()
    if worker:
        turns = turns_of(history, worker)
        group = _change_of(done, turns) or _unnamed(worker, at)
        found = impacts(history, ALL.of_worker(worker), [group], turns)
        if not found:
            return None
        since, at, until = found[0].window.since, group.at, found[0].window.until
        confounded = found[0].sides.confounded_by
    chosen = ALL.of_worker(worker) if worker else ALL
    if expected is None or expected.measure != OF_CAUSE:
        hit = Hit(bad=expected is not None and expected.measure == OF_BAD)
        return _sides(history, chosen.within(since, until), at, hit, confounded)
    cause = cause_now(history, decision.subject)
    begun = _begun(history, chosen, cause)
    if begun is None or begun >= at:
        return None
    return _sides(history, chosen.within(max(since, begun), until), at, Hit(cause), confounded)


def _begun(history: History, chosen: Filters, cause: str) -> datetime | None:
    """The start of the day on which a cause was first seen: before it was there, it was not what
    somebody decided about. None where no run has it."""
    first = headline(history, chosen.choosing("cause", [cause])).first if cause else None
    if first is None:
        return None
    zone = history.about.zone
    return day_start(first.astimezone(ZoneInfo(zone)).date(), zone)


def _change_of(done: Done, turns: Sequence[Together]) -> Together | None:
    """The change by which a decision was carried out, with those made at once: the one that was
    recorded with it, else the nearest that is known within a day; None for none."""
    for turn in turns:
        if done.changed and any(change.entry == done.entry for change in turn.changes):
            return turn
    known = [turn for turn in turns if turn.main.what != NOT_RECORDED]
    near = [turn for turn in known if abs(turn.at - done.at) <= NEAR]
    return min(near, key=lambda turn: abs(turn.at - done.at), default=None)


def _unnamed(worker_id: str, at: datetime) -> Together:
    """What stands for a change where nothing of the worker was changed."""
    return Together(worker_id, "", at, (Change(worker_id, "", at, NOT_RECORDED),))


@dataclass(frozen=True, slots=True)
class Hit:
    """Which finished runs are to become fewer: those with a cause, "" for all that failed, or those
    that were judged bad."""

    cause: str = ""
    bad: bool = False


def _sides(
    history: History, chosen: Filters, at: datetime, hit: Hit, confounded: tuple[str, ...]
) -> Since | None:
    zone = history.about.zone
    rows = history.ask("decision_sides", chosen, at=at, cause=hit.cause, bad=hit.bad, zone=zone)
    sides: dict[str, list[Row]] = {"before": [], "after": []}
    for row in rows:
        sides[row["place"]].append(row)
    days = day_effect(_days(sides["after"]), _days(sides["before"]))
    after = _rate(sides["after"]).allowing(days.after)
    before = _rate(sides["before"]).allowing(days.before)
    verdict = NOT_ENOUGH
    if after.n and before.n:
        found, several = estimate(after, before), bool(confounded)
        verdict = decide(found, after, before, confounded=several, few_days=days.few)
        if hit.cause or is_rare(before):
            verdict = by_counts(verdict, after, before)
    if chosen.since is None or chosen.until is None:
        return None
    return Since(before, after, chosen.since, at, chosen.until, verdict, confounded)


def _days(rows: Sequence[Row]) -> list[tuple[float, float]]:
    held: dict[date, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in rows:
        held[row["day"]][0] += row["s"]
        held[row["day"]][1] += row["m"]
    return [(s, n) for _, (s, n) in sorted(held.items())]


def _rate(rows: Sequence[Row]) -> Rate:
    clusters: dict[object, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        clusters[row["cluster"]][0] += row["m"]
        clusters[row["cluster"]][1] += row["s"]
    held = list(clusters.values())
    return rate(
        sum(s for _, s in held),
        sum(m for m, _ in held),
        Clusters(
            len(held),
            float(sum(m * m for m, _ in held)),
            float(sum(s * s for _, s in held)),
            float(sum(s * m for m, s in held)),
        ),
    )


def _today(history: History) -> date:
    now = history.about.now
    return now.astimezone(ZoneInfo(history.about.zone)).date() if now else date.max
