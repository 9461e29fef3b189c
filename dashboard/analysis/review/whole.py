"""The review with what people decided: what a command, a report and a closed week are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.grading import Graded, graded
from dashboard.analysis.lifecycle import Reviewed, reviewed
from dashboard.analysis.measures import cause_now
from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.progress import Progress, progress
from dashboard.analysis.review.review import Review, review
from dashboard.ledger.decisions import Decision, Postponed, Subject, decisions, postponed
from dashboard.ledger.entries import Entry
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class WholeReview:
    """found: of the data; done: how far it is; made, put_off: what was decided and postponed, of
    any time; grades: of the decisions, the newest first."""

    found: Review
    done: Progress
    made: tuple[Decision, ...]
    put_off: tuple[Postponed, ...]
    grades: tuple[Graded, ...]


def whole_review(history: History, filters: Filters, entries: Sequence[Entry]) -> WholeReview:
    """The review of a period with all that the ledger says of it."""
    found = review(history, filters)
    made, put_off = decisions(entries), postponed(entries)
    grades = graded(history, made)
    done = progress_of(history, found, [*made, *put_off], grades)
    return WholeReview(found, done, made, put_off, grades)


def progress_of(
    history: History, found: Review, words: Sequence[Word], grades: Sequence[Graded]
) -> Progress:
    """What of a review is open. grades: of the decisions among the words."""
    failed = frozenset(one.decision.entry for one in grades if one.failed)

    def now(subject: Subject) -> str:
        return cause_now(history, subject)

    looked = history.about.this_day if _is_newest(history, found.window) else date.min
    return progress(found.items, words, found.window, now, failed, looked)


def _is_newest(history: History, window: Reviewed | None) -> bool:
    """Whether no later window is reviewed; an earlier one is told as it stood at its end."""
    newest = reviewed(history.about, ALL)
    return window is None or newest is None or window.until >= newest.until
