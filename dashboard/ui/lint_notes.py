"""What instructions ask for in vain, with the words that say so and the runs that failed for it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.impact import Impact
from dashboard.analysis.lacks import Lack
from dashboard.lint.finding import Finding
from dashboard.words.edits import lint_words, not_whole
from dashboard.words.lacks import advice, lack_words
from dashboard.words.safe_text import md


def draw_lacks(lacks: Sequence[Lack], found: Impact) -> None:
    """What a change made instructions ask for in vain, with the runs that failed for it and the
    smallest change that ends it; nothing where there is none."""
    for lack in lacks:
        st.markdown(f"**{md(lack_words(lack, found))}** {md(advice(lack))}")


def untold(findings: Sequence[Finding], told: Sequence[Lack]) -> list[Finding]:
    """The findings of a text that are not told with the runs that failed for them."""
    about = {(lack.finding.kind, lack.finding.subject) for lack in told}
    return [finding for finding in findings if (finding.kind, finding.subject) not in about]


def draw_lint(findings: Sequence[Finding], *, whole: bool = True, past: bool = False) -> None:
    """A line a finding; nothing where there is none. whole: all of the text was looked at; past:
    the worker is set up differently now."""
    for finding in findings:
        st.markdown(f":material/warning: {md(lint_words(finding, past=past))}")
    if told := not_whole(whole=whole):
        st.caption(md(told))
