"""The announcements of what misleads: status words that we don't know, and runs that were lost."""

from __future__ import annotations

import streamlit as st

from dashboard.store.reading.about import About
from dashboard.ui.links import linked, to_page
from dashboard.words.announcements import not_exported, unread_words
from dashboard.words.safe_text import md


def draw_unread(about: About, *, here: bool = False) -> None:
    """Say, in one box, what of the data misleads; nothing where nothing does. here: this page has
    the form that says what status words mean."""
    lost = [one.sentence.replace("`", "") for one in about.lost]
    told = [md(one) for one in filter(None, (*lost, not_exported(about)))]
    if words := unread_words(about):
        say = "Say what they mean" if here else linked("Say what they mean", to_page("data"))
        told.append(f"{md(words)} {say}{' below' if here else ''}.")
    if told:
        st.warning("\n\n".join(told), icon=":material/info:")
