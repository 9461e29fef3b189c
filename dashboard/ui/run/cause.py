"""Why a run failed or is bad, what to check before trying again, and the way to runs like it."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.run import RunDetail
from dashboard.analysis.success_rules import defined
from dashboard.causes.grouping import NO_REASON, Cause
from dashboard.ui.cause_checks import draw_checks
from dashboard.ui.links import to_cause, to_pair, to_runs_like
from dashboard.ui.run.around import around
from dashboard.ui.run.like import CAUSE
from dashboard.ui.run_steps import draw_fields
from dashboard.ui.workspace import history
from dashboard.words.fields import ERROR, WHY
from dashboard.words.origins import origin_words
from dashboard.words.safe_text import md
from dashboard.words.success import judged_told


def draw_why(detail: RunDetail, zone: str) -> None:
    """Why a run failed or is bad, with its own words, and what to do next."""
    values, found = detail.values, detail.cause
    if step := WHY.get(values["outcome"]):
        with st.container(border=True, gap="small"):
            st.header("Why did it fail?" if step is ERROR else "Why is it bad?")
            if found:
                st.markdown(md(f"{found.label} — {origin_words(values, detail.origin)}."))
                st.caption(md(_why(found)))
            if found is None and (told := judged_told(detail, defined(history().about))):
                st.caption(md(told))
            held = {name: values[name] for name in step.all if values[name] is not None}
            draw_fields(step, held, detail, zone)
            with st.container(horizontal=True, gap="small"):
                if found:
                    st.link_button(
                        "Find runs like this",
                        to_runs_like(values["run_id"], CAUSE),
                        icon=":material/search:",
                    )
                    st.link_button(
                        "Open the cause",
                        to_cause(found.key, around(values)),
                        icon=":material/report:",
                    )
                _similar(detail, values["run_id"])
        if found:
            draw_checks(found, detail.origin)
    elif values["outcome"] == "succeeded":
        _similar(detail, values["run_id"])


def _similar(detail: RunDetail, run_id: str) -> None:
    worked = detail.values["outcome"] == "succeeded"
    st.link_button(
        "Compare with a similar run that failed"
        if worked
        else "Compare with a similar run that worked",
        to_pair(run_id),
        icon=":material/compare_arrows:",
    )


def _why(found: Cause) -> str:
    """Why a run has its cause."""
    if found.split:
        return f"Its error holds the words “{found.split.words}”, by which a person split it off."
    if found.rule:
        return f"The rule “{found.rule.name}” matches its error type or text."
    if found.key == NO_REASON:
        return "The export gives neither an error text nor an error type."
    return "No rule matches; its error text is like that of the other runs with this cause."
