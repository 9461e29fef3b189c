"""How far a review is: which findings are open, and which were decided about or put off.

A finding that somebody decided about leaves the list, and comes back when the decision is overdue,
or was carried out and the time by which something was expected is over. What was put off comes back
on its day. What goes on as before, or was only to be looked at, stays away once it was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.review.facts import LONG, PRESSING, Fact
from dashboard.analysis.review.joining import Item
from dashboard.ledger.decisions import UNCHANGED, Decision, Postponed, Subject

Word = Decision | Postponed
CauseNow = Callable[[Subject], str]
"""The key that the cause of a subject has now."""

PATIENCE = 4 * WEEK
"""So long a decision without a day is waited for."""


@dataclass(frozen=True, slots=True)
class Handled:
    """A finding that is not open, with the newest word about it. now: whether that was said of the
    reviewed window itself."""

    item: Item
    word: Word
    now: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The findings that are open, worst first, each with what was decided about it before; and
    those that are not."""

    open: tuple[Item, ...]
    before: dict[str, Word]
    handled: tuple[Handled, ...]

    @property
    def done(self) -> tuple[Handled, ...]:
        """What was decided or put off in the review of this window."""
        return tuple(one for one in self.handled if one.now)


def progress(
    items: Sequence[Item],
    words: Sequence[Word],
    window: Reviewed | None,
    cause_now: CauseNow,
) -> Progress:
    """Part findings by what was said about them. words: the decisions and what is postponed, in
    any order; window: None where no run has a time: then what was said holds for good."""
    newest = sorted(words, key=lambda word: -word.entry)
    opened: list[Item] = []
    before: dict[str, Word] = {}
    handled: list[Handled] = []
    for item in items:
        about = [word for word in newest if concerns(word.subject, item, cause_now)]
        holding = next((word for word in about if _holds(word, item, window)), None)
        if holding:
            handled.append(Handled(item, holding, _of_window(holding, window)))
            continue
        opened.append(item)
        if about:
            before[item.key] = about[0]
    return Progress(tuple(opened), before, tuple(handled))


def concerns(subject: Subject, item: Item, cause_now: CauseNow) -> bool:
    """Whether something that was decided about is this finding: what was decided in the list is
    about the facts that it names, anything else about all that it covers."""
    if subject.items:
        return any(fact.key in subject.items for fact in item.facts)
    cause = cause_now(subject) if subject.cause else ""
    return any(_covers(subject, cause, fact) for fact in item.facts)


def _covers(subject: Subject, cause: str, fact: Fact) -> bool:
    """Whether a fact is of all that a subject names, where it names no single runs."""
    if subject.runs or (subject.cause and not cause):
        return False
    named = ((subject.worker_id, fact.worker_id), (cause, fact.cause))
    if subject.change:
        return subject.change == fact.change
    return any(mine for mine, _ in named) and all(not mine or mine == its for mine, its in named)


def _holds(word: Word, item: Item, window: Reviewed | None) -> bool:
    """Whether what was said keeps a finding out of the list of this window."""
    if window is None:
        return True
    today = window.until.date()
    if isinstance(word, Postponed):
        return today < word.until
    said = word.evidence.until
    if said is None or said > window.until:
        return False
    if _of_window(word, window):
        return True
    if item.tier != PRESSING and (item.lead.kind != LONG or word.action == UNCHANGED):
        return True
    if word.done is None:
        return today <= (word.due or (said + PATIENCE).date())
    return today <= (word.expected.by if word.expected else (word.done.at + PATIENCE).date())


def _of_window(word: Word, window: Reviewed | None) -> bool:
    return word.evidence.until == (window.until if window else None)
