"""Deciding on the page of a worker, a cause, a change or a run: what was decided, and a button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.freezing import as_it_stands, measured
from dashboard.analysis.subjects import counted
from dashboard.analysis.suggestion import Suggestion
from dashboard.ledger.decisions import Subject, decisions, postponed
from dashboard.ledger.evidence import Evidence
from dashboard.store.filters.filters import Filters
from dashboard.ui.deciding.decided import draw_words
from dashboard.ui.deciding.form import PLACE, Opened, draw_form, form_name
from dashboard.ui.just_done import draw_just_done
from dashboard.ui.who import who_field
from dashboard.ui.workspace import answer, history, ledger
from dashboard.words.checklist import drafted
from dashboard.words.decisions import evidence_of, one_at_a_time
from dashboard.words.one_at_a_time import is_open
from dashboard.words.safe_text import md

Concerns = Callable[[Subject], bool]
"""Whether something that was decided about is what a page shows."""


def draw_deciding(
    subject: Subject,
    chosen: Filters,
    concerns: Concerns,
    suggestion: Callable[[], Suggestion | None],
    ask_who: Callable[[], None] = who_field,
) -> None:
    """Draw what was decided about a subject, and a button that opens the form under it. chosen:
    the filters of the page; suggestion: is asked for once the form is open; ask_who: draws the
    field of one's name there."""
    zone = history().about.zone
    entries = ledger().entries()
    words: list[Word] = [*decisions(entries), *postponed(entries)]
    about = [word for word in words if concerns(word.subject)]
    key = " ".join((subject.worker_id, subject.cause, subject.change, *subject.runs))
    opened = st.session_state.get(_OPEN) == key
    with st.container(border=bool(about) or opened, gap="small", key="deciding"):
        draw_just_done(PLACE)
        draw_words(about, zone)
        if not opened:
            st.button("Decide", icon=":material/rule:", on_click=partial(_open, key))
            return
        for word in decisions(entries):
            if word not in about and is_open(word, subject.worker_id):
                st.warning(md(one_at_a_time(word, zone)), icon=":material/counter_1:")
        ask_who()
        subject = answer(measured, chosen, subject)
        draw_form(
            Opened(
                key=key,
                name=form_name(key),
                subject=subject,
                evidence=partial(_evidence, answer(evidence_of, chosen, subject), chosen, subject),
                counted=answer(counted, chosen, subject),
                suggestion=suggestion(),
                checklist=answer(drafted, chosen, subject),
                after=partial(_open, ""),
            )
        )
        st.button("Close", type="tertiary", on_click=partial(_open, ""))


def _evidence(seen: Evidence, chosen: Filters, subject: Subject) -> Evidence:
    """What was seen when the form was drawn, with the findings of the review that it is about."""
    return replace(seen, facts=answer(as_it_stands, chosen, subject))


_OPEN = "deciding about"


def _open(key: str) -> None:
    st.session_state[_OPEN] = key
