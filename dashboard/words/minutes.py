"""The minutes of a review: all that it says, in words, to be kept and read later."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis import grading
from dashboard.analysis.coverage import judged
from dashboard.analysis.grading import Graded
from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.progress import Handled
from dashboard.analysis.review.wall import Wall, wall
from dashboard.analysis.review.whole import WholeReview, whole_review
from dashboard.dates import tick
from dashboard.ledger.decisions import Decision, Postponed
from dashboard.ledger.entries import Entry
from dashboard.ledger.weeks import Line, Minutes, WallText
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.changes import finding
from dashboard.words.checklist import checklist_words
from dashboard.words.decisions import (
    decision_line,
    expectation_words,
    postponed_line,
    subject_name,
)
from dashboard.words.edits import name
from dashboard.words.graded import LABELS, decisions_sentence, since_words
from dashboard.words.review import kind_label, title, why
from dashboard.words.review_before import before_words
from dashboard.words.review_names import loaded, review_name, reviewed_runs, week_name
from dashboard.words.review_week import six_sentences
from dashboard.words.several import differing_words
from dashboard.words.wall import wall_cell

PARTS = {
    "Decided": "decided",
    "Put off": "postponed",
    "Not decided": "left",
    "What came of earlier decisions": "earlier",
    "Too early to say": "too_early",
}
"""The parts of minutes as they are headed, in their order."""


def minutes_of(history: History, whole: WholeReview, weeks: Wall | None) -> Minutes:
    """The minutes of a review as it stands."""
    found, done, grades = whole.found, whole.done, whole.grades
    window, about = found.window, history.about
    zone, good = about.zone, judged(about)
    told = decisions_sentence(grades, whole.put_off)
    now = {word.entry for one in done.done for word in one.now}
    return Minutes(
        week=week_name(window.since, window.until, zone) if window else "",
        since=window.since if window else None,
        until=window.until if window else None,
        as_of=about.now,
        zone=zone,
        sentences=six_sentences(found, about, told, judged=good),
        decided=tuple(
            _line(history, one.item, _words(history, one)) for one in done.done if _is_decided(one)
        ),
        postponed=tuple(
            _line(history, one.item, _words(history, one))
            for one in done.done
            if not _is_decided(one)
        ),
        left=tuple(_line(history, item, before_words(done, item, zone)) for item in done.open),
        earlier=tuple(_earlier(history, one) for one in grades if one.decision.entry not in now),
        too_early=tuple(
            Line("too early", name(one.change, zone), finding(one, judged=good))
            for one in found.too_early
        ),
        wall=_wall(weeks),
        key=review_name(history, found),
        of=reviewed_runs(history, found),
        loaded=loaded(history),
    )


def minutes_now(history: History, filters: Filters, entries: Sequence[Entry]) -> Minutes:
    """The minutes of the review of a period, as data and ledger are now."""
    whole = whole_review(history, filters, entries)
    window = whole.found.window
    shown = wall(history, whole.found.chosen, window) if window else None
    return minutes_of(history, whole, shown)


def _line(history: History, item: Item, word: str = "") -> Line:
    about = history.about
    kinds = ", ".join(map(kind_label, item.kinds))
    return Line(kinds, title(item), why(item, about.zone, judged=judged(about)), word)


def _is_decided(handled: Handled) -> bool:
    """Whether somebody decided about a finding in this review, whoever else put it off."""
    return any(isinstance(word, Decision) for word in handled.now)


def _words(history: History, handled: Handled) -> str:
    """What each person said of a finding in this review, oldest first, and whether they differ."""
    told = [_word(history, word) for word in reversed(handled.now)]
    return " ".join(filter(None, (". ".join(told), differing_words(handled.now))))


def _word(history: History, word: Word) -> str:
    zone = history.about.zone
    if isinstance(word, Postponed):
        return postponed_line(word, zone)
    told = [decision_line(word, zone)]
    if word.expected:
        told.append(f"Expected: {expectation_words(history, word)}")
    told += [f"{label}: {text}" for label, text in (("Scope", word.scope), ("Reason", word.reason))
             if text]  # fmt: skip
    if said := checklist_words(word.checklist):
        told.append(said)
    return ". ".join(told)


def _earlier(history: History, one: Graded) -> Line:
    zone = history.about.zone
    said = since_words(history, one)
    if one.grade in (grading.OPEN, grading.OVERDUE) and one.decision.expected:
        said = f"Expected: {expectation_words(history, one.decision)}."
    return Line(
        LABELS[one.grade],
        subject_name(history, one.decision.subject),
        said,
        decision_line(one.decision, zone),
    )


def _wall(weeks: Wall | None) -> WallText:
    if weeks is None:
        return WallText()
    rows = ((row.worker, *(wall_cell(rate) for rate in row.weeks)) for row in weeks.rows)
    return WallText(tuple(map(tick, weeks.starts)), tuple(rows))
