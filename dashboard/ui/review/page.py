"""The list of the review with its keys, and what was done in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.grading import Graded
from dashboard.analysis.measures import cause_now
from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.progress import Handled, Progress, concerns
from dashboard.analysis.review.review import MOST, Review
from dashboard.analysis.review.since import SinceThen
from dashboard.analysis.review.whole import progress_of
from dashboard.ledger.decisions import Decision, Subject, decisions, postponed
from dashboard.ui.deciding.decided import draw_word
from dashboard.ui.deciding.form import PLACE
from dashboard.ui.just_done import draw_just_done
from dashboard.ui.review.findings import FindingLine, draw_rows
from dashboard.ui.review.keys import draw_keys
from dashboard.ui.review.opened import Place, draw_opened
from dashboard.ui.workspace import history, ledger
from dashboard.words.review import title
from dashboard.words.review_before import before_words
from dashboard.words.review_week import by_whom, done_words, nothing_open, progress_words
from dashboard.words.safe_text import md
from dashboard.words.several import differing_words
from dashboard.words.since import mark_of, since_sentence
from dashboard.words.values import count

NEWEST = 5
"""So many of the words of this review are not folded away."""


def said() -> list[Word]:
    """The decisions and what is postponed, as the ledger has them now."""
    entries = ledger().entries()
    return [*decisions(entries), *postponed(entries)]


def progress_now(found: Review, words: Sequence[Word], grades: Sequence[Graded]) -> Progress:
    """What of a review is open. grades: of the decisions among the words."""
    return progress_of(history(), found, words, grades)


def _cause_now(subject: Subject) -> str:
    return cause_now(history(), subject)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list is drawn of. words: the decisions and what is postponed; named: the finding
    that the link opens, "" for none; since: what is other since the person who looks decided
    something last."""

    found: Review
    done: Progress
    words: Sequence[Word]
    named: str
    since: SinceThen | None


def draw_list(
    found: Review, done: Progress, words: Sequence[Word], since: SinceThen | None
) -> None:
    """The open findings, one of them unfolded where the link names it; since: as in Listed."""
    listed = Listed(found, done, words, st.query_params.get("item", ""), since)
    with st.container(border=True, gap="small", key="findings"):
        st.header(md(progress_words(found, done)))
        with st.container(gap="small"):  # always, so that what is typed below stays in its place
            if told := _beside(listed):
                st.caption(md(told))
            draw_just_done(PLACE)
        if not done.open:
            st.markdown(md(nothing_open(found, done, history().about)))
        else:
            draw_keys()
        _rows(listed)
    if done.handled:
        _handled(done)


def _beside(listed: Listed) -> str:
    """What is said below the heading: what is other since, and who decided how much."""
    since = since_sentence(listed.since, history().about.zone) if listed.since else ""
    return " ".join(filter(None, (since, by_whom(listed.done))))


def _rows(listed: Listed) -> None:
    """The open findings; also one that the link names and somebody decided meanwhile, in its place,
    so that nothing typed is lost."""
    named = listed.named
    open_keys = {item.key for item in listed.done.open} | {named}
    items = [item for item in listed.found.items if item.key in open_keys]
    shown, rest = items[:MOST], items[MOST:]
    _part(shown, 1, listed)
    if rest:
        inside = any(item.key == named for item in rest)
        with st.expander(f"and {count(len(rest), 'smaller group')}", expanded=inside):
            _part(rest, MOST + 1, listed)
    if named and all(item.key != named for item in items):
        st.caption("The finding that this link names is not in this review.")


def _part(items: Sequence[Item], start: int, listed: Listed) -> None:
    """A part of the list; the finding that is open stands under its line."""
    named, lines = listed.named, [FindingLine(item, _mark(item, listed)) for item in items]
    place = next((n for n, item in enumerate(items) if item.key == named), None)
    if place is None:
        draw_rows(lines, named, start)
        return
    draw_rows(lines[: place + 1], named, start)
    draw_opened(items[place], listed.found, _place(items[place], listed))
    draw_rows(lines[place + 1 :], named, start + place + 1)


def _mark(item: Item, listed: Listed) -> str:
    """What is said first of a finding: what is other for the person who looks, and since it was
    decided about."""
    before = before_words(listed.done, item, history().about.zone)
    return ". ".join(filter(None, (mark_of(listed.since, item), before)))


def _place(item: Item, listed: Listed) -> Place:
    words = listed.words
    keys = [one.key for one in listed.found.items if one in listed.done.open or one == item]
    at = keys.index(item.key)
    about = [word for word in words if concerns(word, item, _cause_now)]
    return Place(
        before=keys[at - 1] if at > 0 else "",
        after=next(iter(keys[at + 1 :]), ""),
        said=tuple(about),
        others=tuple(word for word in words if isinstance(word, Decision) and word not in about),
        differing=next(
            (differing_words(one.own) for one in listed.done.handled if one.item == item), ""
        ),
    )


def _handled(done: Progress) -> None:
    """What was decided in this review, and what was before and still holds."""
    zone = history().about.zone
    if done.done:
        with st.container(border=True, gap="small"):
            st.header(md(done_words(done)))
            _draw_words(done.done, zone, newest=NEWEST)
    if earlier := [one for one in done.handled if not one.now]:
        told = f"{count(len(earlier), 'finding')} decided before, not due yet"
        with st.expander(md(told)):
            _draw_words(earlier, zone)


def _draw_words(handled: Sequence[Handled], zone: str, *, newest: int | None = None) -> None:
    """What each person decided about findings, the newest first, and where they differ; what
    settles several of them stands once. newest: so many are not folded away, None for all."""
    entries = {word.entry: word for one in handled for word in one.own}
    words = [entries[number] for number in sorted(entries, reverse=True)]
    for word in words[:newest]:
        draw_word(word, zone, about=_about(word, handled))
    if newest is not None and (rest := words[newest:]):
        with st.expander(f"and {len(rest):,} said before"):
            for word in rest:
                draw_word(word, zone, about=_about(word, handled))
    for one in handled:
        if told := differing_words(one.own):
            st.caption(f"**{md(title(one.item))}** · {md(told)}")


def _about(word: Word, handled: Sequence[Handled]) -> str:
    """The findings that something was said about, by their titles."""
    return ", ".join(dict.fromkeys(title(one.item) for one in handled if word in one.own))
