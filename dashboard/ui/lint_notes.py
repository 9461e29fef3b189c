"""What instructions ask for in vain, each with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.finding import Finding
from dashboard.ui.edit_words import lint_words
from dashboard.ui.safe_text import md


def draw_lint(findings: Sequence[Finding]) -> None:
    """A line a finding; nothing where there is none."""
    for it in findings:
        st.markdown(f":material/warning: {md(lint_words(it))}")
