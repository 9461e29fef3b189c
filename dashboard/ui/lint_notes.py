"""What instructions ask for in vain, each with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.lint.finding import Finding
from dashboard.words.edits import lint_words, not_whole
from dashboard.words.safe_text import md


def draw_lint(findings: Sequence[Finding], *, whole: bool = True, past: bool = False) -> None:
    """A line a finding; nothing where there is none. whole: all of the text was looked at; past:
    the worker is set up differently now."""
    for finding in findings:
        st.markdown(f":material/warning: {md(lint_words(finding, past=past))}")
    if told := not_whole(whole=whole):
        st.caption(md(told))
