"""The announcements of what misleads: status words that we don't know, and runs that were lost."""

from __future__ import annotations

import streamlit as st

from dashboard.store.reading.about import About
from dashboard.words.announcements import not_exported, unread
from dashboard.words.safe_text import md


def draw_unread(about: About) -> None:
    """Say, in one box, what of the data misleads; nothing where nothing does."""
    lost = [one.sentence for one in about.lost]
    if told := [*lost, *filter(None, (not_exported(about), unread(about)))]:
        st.warning("\n\n".join(md(one.replace("`", "")) for one in told), icon=":material/info:")
