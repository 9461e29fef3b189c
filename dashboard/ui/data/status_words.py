"""The card of status words that we don't know, where a person says what one means."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import UserError
from dashboard.records.schema import STATUSES
from dashboard.started import command
from dashboard.store.reading.about import StatusWord
from dashboard.store.writing.status_words import set_status_word
from dashboard.ui.just_done import JustDone, draw_just_done, refused, say
from dashboard.ui.table import draw_table
from dashboard.ui.workspace import history, home
from dashboard.words.safe_text import isolated, visible
from dashboard.words.values import count

_PLACE = "status word explained"


def draw_status_words() -> None:
    """List the words with their runs, and a form that says what one means."""
    draw_just_done(_PLACE)
    words = {word.word: word for word in history().about.unread}
    if not words:
        return
    with st.container(border=True, gap="small"):
        st.header("Which status words are not understood?")
        st.caption("Their runs count as unknown until you say what the word means.")
        draw_table(
            {
                "Word": [visible(word) for word in words],
                "Runs": [word.runs for word in words.values()],
            },
            alt="Status words that are not understood, with their number of runs",
        )
        _draw_form(words)
        st.caption("Or in a terminal:")
        st.code(command("statuses WORD=failed"), language=None)


def _draw_form(words: dict[str, StatusWord]) -> None:
    with (
        st.form("status word", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        word = st.selectbox("The word", list(words), format_func=lambda word: visible(word))
        status = st.selectbox("means", STATUSES, index=STATUSES.index("failed"))
        sent = st.form_submit_button("Say so", type="primary")
    if not sent or word is None:
        return
    try:
        moved = set_status_word(home(), word, status)
    except UserError as error:
        say(_PLACE, refused(error))
        st.rerun()
    say(_PLACE, JustDone(f"{count(moved, 'run')} with “{isolated(word)}” now {status}."))
    st.rerun()
