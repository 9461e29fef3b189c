"""How far a review is: which findings are open, and which were decided about or put off.

A finding that somebody decided about leaves the list, and comes back when the decision is overdue,
or was carried out and the time by which something was expected is over, or clearly did not help.
What was put off comes back on its day. What goes on as before, or was only to be looked at, stays
away once it was decided. Nothing that was decided keeps away what it does not cover (covered.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.measures import OF_KINDS
from dashboard.analysis.review.covered import CauseNow, News, Word, is_named, names, news_of
from dashboard.analysis.review.facts import LONG, OTHERS, PRESSING
from dashboard.analysis.review.joining import Item
from dashboard.ledger.decisions import OF_CAUSE, OF_FAILURES, UNCHANGED, Decision, Postponed

PATIENCE = 4 * WEEK
"""So long a decision without a day is waited for."""


@dataclass(frozen=True, slots=True)
class Handled:
    """A finding that is not open. words: all that was said of it and holds, the newest first; now:
    those of them that were said of the reviewed window itself."""

    item: Item
    words: tuple[Word, ...]
    now: tuple[Word, ...]

    @property
    def own(self) -> tuple[Word, ...]:
        """What it is told with: what was said of the reviewed window, else all that holds."""
        return self.now or self.words


@dataclass(frozen=True, slots=True)
class Progress:
    """The findings that are open, worst first, each with what was decided about it before; and
    those that are not. before: of a finding by its key what was said of it last; news: where what
    was decided holds but does not cover all of it, beside the word since which that is new; failed:
    the decisions that clearly did not do what they were to do, by their entries."""

    open: tuple[Item, ...]
    before: dict[str, Word]
    handled: tuple[Handled, ...]
    news: dict[str, News] = field(default_factory=dict)
    failed: frozenset[int] = frozenset()

    @property
    def done(self) -> tuple[Handled, ...]:
        """What was decided or put off in the review of this window."""
        return tuple(one for one in self.handled if one.now)


def progress(
    items: Sequence[Item],
    words: Sequence[Word],
    window: Reviewed | None,
    cause_now: CauseNow,
    failed: frozenset[int] = frozenset(),
    looked: date = date.min,
) -> Progress:
    """Part findings by what was said about them. words: the decisions and what is postponed, in
    any order; window: None where no run has a time: then what was decided holds until it is
    overdue; failed: as in Progress; looked: the day on which a person looks at it, where that is
    after its end."""
    newest = sorted(words, key=lambda word: -word.entry)
    opened: list[Item] = []
    before: dict[str, Word] = {}
    told: dict[str, News] = {}
    handled: list[Handled] = []
    for item in items:
        about = [word for word in newest if _is_about(word, item, window, cause_now)]
        holding = [word for word in about if _holds(word, item, window, failed, looked)]
        news = news_of(item.facts, holding, window, cause_now) if holding else None
        if holding and not news:
            now = [word for word in holding if _of_window(word, window)]
            handled.append(Handled(item, tuple(holding), tuple(now)))
            continue
        opened.append(item)
        if about:
            before[item.key] = news.since if news else about[0]
        if news:
            told[item.key] = news
    return Progress(tuple(opened), before, tuple(handled), told, failed)


def _is_about(word: Word, item: Item, window: Reviewed | None, cause_now: CauseNow) -> bool:
    """Whether something that was said has to do with this finding. What was said of all other
    failed runs is said of those of its own week: the next week's are others."""
    others = item.lead.kind == OTHERS and not _of_window(word, window)
    return not others and concerns(word, item, cause_now)


def concerns(word: Word, item: Item, cause_now: CauseNow) -> bool:
    """Whether something that was decided has to do with this finding: what was decided in the list
    is about the facts that it names, anything else about all that it names."""
    subject = word.subject
    if any(is_named(word, fact) for fact in item.facts):
        return True
    if subject.items and not (subject.cause or subject.change):
        return False
    return any(names(subject, fact, cause_now) for fact in item.facts)


def _holds(
    word: Word, item: Item, window: Reviewed | None, failed: frozenset[int], looked: date
) -> bool:
    """Whether what was said keeps a finding out of the list of this window."""
    today = window.until.date() if window else date.min
    if isinstance(word, Postponed):
        return max(today, looked) < word.until
    if window is None:
        return word.done is not None or word.due is None or looked <= word.due
    said = word.evidence.until
    if said is None or said > window.until:
        return False
    mine = _of_window(word, window)
    if not mine and word.entry in failed and _is_judged_by(word, item, window):
        return False
    if item.tier != PRESSING and (item.lead.kind != LONG or word.action == UNCHANGED):
        return True
    if word.done is None and word.due and word.due < max(today, looked):
        return False
    if mine:
        return True
    if word.done is None:
        return word.due is not None or today <= (said + PATIENCE).date()
    return today <= (word.expected.by if word.expected else (word.done.at + PATIENCE).date())


def _is_judged_by(word: Decision, item: Item, window: Reviewed) -> bool:
    """Whether a finding counts what a decision was expected to change, after it was done."""
    expected, done = word.expected, word.done
    if expected is None or done is None or done.at >= window.until:
        return False
    of_failures = (OF_CAUSE, OF_FAILURES)
    return any(
        counted == expected.measure or (counted in of_failures and expected.measure in of_failures)
        for counted in (OF_KINDS.get(fact.kind, OF_FAILURES) for fact in item.facts)
    )


def _of_window(word: Word, window: Reviewed | None) -> bool:
    return word.evidence.until == (window.until if window else None)
