"""The announcements of what misleads: status words that we don't know, and runs that were lost."""

from __future__ import annotations

import streamlit as st

from dashboard.store.about import About
from dashboard.words.announcements import not_exported, unread
from dashboard.words.safe_text import md


def draw_unread(about: About) -> None:
    """Say how many runs have a status that we don't know, and which statuses were rejected."""
    for one in about.lost:
        st.warning(md(one.sentence.replace("`", "")), icon=":material/report:")
    if told := not_exported(about):
        st.warning(md(told), icon=":material/event_busy:")
    if told := unread(about):
        st.warning(md(told), icon=":material/question_mark:")
