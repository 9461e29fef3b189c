"""What was decided about something, on one line each, with what a person can say of it now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.analysis.review.covered import Word
from dashboard.dates import TYPED_DAY
from dashboard.deciding import By, finish
from dashboard.ledger.decisions import Decision
from dashboard.ledger.undoing import undo
from dashboard.recording import made_by
from dashboard.store.filters.filter_links import day_start
from dashboard.ui.deciding.form import PLACE, this_day
from dashboard.ui.just_done import recorded, say, undone
from dashboard.ui.taking_back import draw_undo
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.decisions import (
    NO_CHANGE,
    decision_line,
    expectation_words,
    postponed_line,
    until_then,
)
from dashboard.words.safe_text import md


def draw_words(words: Sequence[Word], zone: str, *, where: str = "") -> None:
    """Decisions and what is postponed, newest first, each with Done, and with Undo if it is one's
    own. where: on a page that may tell of one of them at several places."""
    for word in sorted(words, key=lambda one: -one.entry):
        draw_word(word, zone, where=where)


def draw_word(word: Word, zone: str, *, about: str = "", where: str = "") -> None:
    """One of them. about: what it is about, where that is not clear from its place."""
    key = f"{where}{word.entry}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = [f"**{md(about)}**"] if about else []
        if isinstance(word, Decision):
            told.append(md(decision_line(word, zone)))
            if word.expected:
                told.append(md(expectation_words(history(), word)))
        else:
            told.append(md(postponed_line(word, zone)))
        st.markdown(" · ".join(told), width="stretch")
        if isinstance(word, Decision) and word.waits:
            with st.popover("Done", type="tertiary", key=f"done-{key}"):
                _doing(word, key)
        draw_undo(f"undo-{key}", _last_by(word), partial(_undo, word))


def _doing(decision: Decision, key: str) -> None:
    """Say on which day it was carried out: today, or the day of newer data, if nobody knows."""
    about = history().about
    st.date_input("Done on", value=this_day(), key=f"day-{key}", format=TYPED_DAY)
    if this_day() > about.today:
        st.caption(md(until_then(about.today)))
    if made_by(decision):
        st.caption("It stands as a change of the worker from then on.")
    else:
        st.caption(NO_CHANGE)
    st.button("Mark it done", key=f"mark-{key}", on_click=partial(_done, decision, key))


def _done(decision: Decision, key: str) -> None:
    """Mark it as carried out: as a change of its worker where it is one. Today that is now; on the
    last day of the data it is at its end, since no run of it can have come after that."""
    held, by = history(), By(reviewer())
    about, day = held.about, st.session_state[f"day-{key}"]
    at = day_start(day, about.zone)
    if day == about.this_day:
        at = about.present
    elif day == about.today and about.now:
        at = about.now
    say(PLACE, recorded(lambda: finish(ledger(), held, decision.entry, at, by, made_by(decision))))


def _last_by(word: Word) -> str:
    """Whose the newest entry is, which Undo takes back."""
    return word.done.who if isinstance(word, Decision) and word.done else word.who


def _undo(word: Word) -> None:
    entry = word.done.entry if isinstance(word, Decision) and word.done else word.entry
    who = reviewer()
    say(PLACE, undone(lambda: undo(ledger(), entry, who)))
