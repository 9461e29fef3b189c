"""Why a run failed, what to check before trying again, and the way to runs like it."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.run import RunDetail
from dashboard.causes.grouping import NO_REASON, Cause
from dashboard.store.filters import ALL
from dashboard.ui.cause_checks import draw_checks
from dashboard.ui.links import to_cause, to_pair
from dashboard.words.causes import ORIGIN_MEANS
from dashboard.words.safe_text import md

ENDED = ("failed", "bad", "succeeded")


def draw_cause(detail: RunDetail) -> None:
    """The run's cause with its origin and why it has it, and what to do next."""
    run_id, found = detail.values["run_id"], detail.cause
    if found:
        with st.container(border=True, gap="small"):
            st.markdown("**Why did it fail?**")
            st.markdown(md(f"{found.label} — origin: {found.origin} ({_means(found)})."))
            st.caption(md(_why(found)))
            with st.container(horizontal=True, gap="small"):
                st.link_button(
                    "Find runs like this", to_cause(found.key, ALL), icon=":material/search:"
                )
                _similar(detail, run_id)
        draw_checks(found)
    elif detail.values["outcome"] in ENDED:
        _similar(detail, run_id)


def _similar(detail: RunDetail, run_id: str) -> None:
    worked = detail.values["outcome"] == "succeeded"
    st.link_button(
        "Compare with a similar run that failed"
        if worked
        else "Compare with a similar run that worked",
        to_pair(run_id),
        icon=":material/compare_arrows:",
    )


def _means(found: Cause) -> str:
    return ORIGIN_MEANS[found.origin]


def _why(found: Cause) -> str:
    """Why a run has its cause."""
    if found.split:
        return f"Its error holds the words “{found.split.words}”, by which a person split it off."
    if found.rule:
        return f"The rule “{found.rule.name}” matches its error type or text."
    if found.key == NO_REASON:
        return "The export gives neither an error text nor an error type."
    return "No rule matches; its error text is like that of the other runs with this cause."
