"""What to look at before a run that failed for a cause is tried again."""

from __future__ import annotations

import streamlit as st

from dashboard.causes.grouping import Cause
from dashboard.causes.rules import CHECKED
from dashboard.words.safe_text import md


def draw_checks(cause: Cause, origin: str | None = None) -> None:
    """What to look at before such a run is tried again. origin: where the run comes from, if
    another than its cause."""
    checks = cause.rule.check if cause.rule else {}
    with st.container(border=True, gap="small"):
        st.header("What to check before trying again?")
        for word in CHECKED:
            if word in checks:
                st.markdown(md(f"{word.capitalize()}: {checks[word]}"))
        if not checks:
            st.markdown(md(GENERAL_CHECK[origin or cause.origin]))


GENERAL_CHECK = {
    "worker": "The worker: what did it do otherwise than in a similar run that worked?",
    "input": "Context: was what it was given complete, and is it now?",
    "instructions": "Instructions: do they say what to do in this case, and only once?",
    "context": "Context: which information was missing or too much, and which source holds it?",
    "tool access": "Tools: is the category that it needs enabled, and is it meant to be?",
    "permissions": "Permissions: may the worker open and change this record?",
    "source record": "Context: does the record still exist, and is it complete?",
    "platform": "Nothing about the worker: see whether the failing system is back.",
    "unknown": "Nobody has said yet where this comes from: compare with a similar run that worked, "
    "then give the cause an origin.",
}
