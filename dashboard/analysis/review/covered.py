"""What an earlier word covers: the findings that it was said about, as they stood then.

Another finding of the same worker, of another kind, cause, change or check, is not covered; nor is
the same one that is clearly worse than the evidence which was kept says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import sqrt

from dashboard.analysis.change_log import NOT_RECORDED
from dashboard.analysis.impact import Impact
from dashboard.analysis.lifecycle import FEWEST_ABOVE, Reviewed
from dashboard.analysis.measures import OF_KINDS
from dashboard.analysis.rates import Z95
from dashboard.analysis.review.facts import (
    CUSTOMER,
    LONG,
    AmongOthers,
    Fact,
    JudgedBad,
    OfCause,
    OtherBad,
    OtherFailures,
    OtherSuspects,
    Suspects,
    Touched,
    Unended,
    WhilePaused,
)
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.ledger.decisions import OF_FAILURES, Decision, Postponed, Subject
from dashboard.ledger.evidence import Evidence, Stood

Word = Decision | Postponed
CauseNow = Callable[[Subject], str]
"""The key that the cause of a subject has now."""


@dataclass(frozen=True, slots=True)
class Worse:
    """A fact that is clearly worse than it was when something was decided about it. word: what was
    decided then."""

    fact: Fact
    then: Stood
    word: Word


@dataclass(frozen=True, slots=True)
class News:
    """What of a finding nothing that was said covers. since: the word since which that is so: the
    newest that holds where there are facts that none of them was said of (new), else that with
    which those facts are held that are clearly worse than they were (worse)."""

    since: Word
    new: tuple[Fact, ...] = ()
    worse: tuple[Worse, ...] = ()


def stood(facts: Sequence[Fact]) -> tuple[Stood, ...]:
    """Facts as evidence keeps them."""
    return tuple(Stood(one.key, one.kind, one.tier, *_size(one)) for one in facts)


def _size(fact: Fact) -> tuple[int | None, int | None]:
    """Of how many runs a fact is, and among how many; None for what it does not count."""
    match fact.seen:
        case OfCause():
            return fact.seen.gathered if fact.worker_id else fact.seen.all, None
        case WorkerWeek():
            return fact.seen.week.now.s, fact.seen.week.now.n
        case AmongOthers():
            return fact.seen.failed, fact.seen.finished
        case Suspects():
            return fact.seen.runs, fact.seen.finished
        case JudgedBad() | OtherBad():
            return fact.seen.runs, fact.seen.judged
        case Touched():
            return fact.seen.created, None
        case Unended() | WhilePaused() | OtherFailures() | OtherSuspects():
            return fact.seen.runs, None
    return None, None


def news_of(
    facts: Sequence[Fact], words: Sequence[Word], window: Reviewed | None, cause_now: CauseNow
) -> News | None:
    """What of a finding is not covered, None for nothing. words: what was said of it and holds, the
    newest first, at least one; window: None where no run has a time."""
    until = window.until if window else None
    told = [_of_this(word, facts) for word in words]
    new, worse = [], []
    for fact in facts:
        saying = [word for word in told if covers(word, fact, until, cause_now)]
        if not saying:
            new.append(fact)
        elif window and (found := _worse(fact, saying, window)):
            worse.append(found)
    if len(new) < len(facts):
        new = [fact for fact in new if not _was_under_way(fact, words)]
    if not new and not worse:
        return None
    since = words[0] if new else max((one.word for one in worse), key=lambda word: word.entry)
    return News(since, tuple(new), tuple(worse))


def _of_this(word: Word, facts: Sequence[Fact]) -> Word:
    """A word with what it keeps of one finding, which it names: none, where it keeps only that of
    others."""
    keys = {fact.key for fact in facts}
    if keys.isdisjoint(word.subject.items):
        return word
    mine = tuple(one for one in word.evidence.facts if one.key in keys)
    return replace(word, evidence=replace(word.evidence, facts=mine))


def covers(word: Word, fact: Fact, until: datetime | None, cause_now: CauseNow) -> bool:
    """Whether something that was said of a finding is about this fact of it. What was said of a
    worker alone is about what was found of it then; where that was not kept, about all of the
    findings of the same days."""
    subject, kept = word.subject, {one.key for one in word.evidence.facts}
    if is_named(word, fact) or fact.key in kept:
        return True
    if word.evidence.until == until and not kept:
        return True
    return bool(subject.cause or subject.change) and names(subject, fact, cause_now)


def is_named(word: Word, fact: Fact) -> bool:
    """Whether something was said of this very fact. What goes on from week to week was once told of
    the worker that had most of it: what was said of it then is said of it now."""
    if fact.key in word.subject.items:
        return True
    if fact.kind != LONG or fact.worker_id:
        return False
    kinds = {one.key: one.kind for one in word.evidence.facts}
    of_worker = (key for key in word.subject.items if key.startswith(f"{fact.key} of "))
    return any(kinds.get(key, LONG) == LONG for key in of_worker)


def names(subject: Subject, fact: Fact, cause_now: CauseNow) -> bool:
    """Whether a fact is of all that a subject names, where it names no single runs."""
    cause = cause_now(subject) if subject.cause else ""
    if subject.runs or (subject.cause and not cause):
        return False
    if subject.change:
        return subject.change == fact.change
    if not subject.cause and not _is_counted(subject, fact):
        return False
    named = ((subject.worker_id, fact.worker_id), (cause, fact.cause), (subject.check, fact.check))
    return any(mine for mine, _ in named) and all(not mine or mine == its for mine, its in named)


def _is_counted(subject: Subject, fact: Fact) -> bool:
    """Whether a fact is of what is counted, where a subject says that beside its worker."""
    return not subject.measure or OF_KINDS.get(fact.kind, OF_FAILURES) == subject.measure


def _was_under_way(fact: Fact, words: Sequence[Word]) -> bool:
    """Whether a fact is a shift that nobody made and that had begun when something was said: the
    same failures, which more runs show to be one."""
    if not isinstance(fact.seen, Impact) or fact.seen.change.main.what != NOT_RECORDED:
        return False
    begun = fact.seen.change.begun
    return any(word.evidence.until and begun < word.evidence.until for word in words)


def _worse(fact: Fact, words: Sequence[Word], window: Reviewed) -> Worse | None:
    """A fact that is clearly worse than the newest evidence says that has it; None for another."""
    for word in words:
        then = next((one for one in word.evidence.facts if one.key == fact.key), None)
        if then:
            if word.evidence.until == window.until:
                return None
            worse = is_worse(fact, then, _times(word.evidence, window))
            return Worse(fact, then, word) if worse else None
    return None


def is_worse(fact: Fact, then: Stood, times: float) -> bool:
    """Whether a fact presses more than it did, or is of more runs by more than chance: as two
    Poisson counts, y − r·x > 1.96·√(r·(x + y)), r being how many times as many runs it is among, or
    as long a time as then (times); of shares of runs, p on both sides, √(r·(x + y)·(1 − p)). What
    customers saw is more where then nothing was known."""
    if fact.tier < then.tier:
        return True
    runs, among = _size(fact)
    if runs is None or then.runs is None:
        return False
    if fact.kind == CUSTOMER and not then.runs:
        return runs > 0
    both, left = then.runs + runs, 1.0
    ratio = times
    if among and then.among:
        ratio, left = among / then.among, 1 - both / (among + then.among)
    more = runs - then.runs * ratio
    return runs >= FEWEST_ABOVE and more > Z95 * sqrt(ratio * both * max(0.0, left))


def _times(then: Evidence, window: Reviewed) -> float:
    """How many times as long the reviewed window is as that of the evidence; 1 where that is not
    known."""
    if then.since is None or then.until is None or then.until <= then.since:
        return 1.0
    return (window.until - window.since) / (then.until - then.since)
