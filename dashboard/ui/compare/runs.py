"""What stands around two runs that are compared: which they are, and the way to others."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.run import RunDetail
from dashboard.ui.links import to_pair, to_run
from dashboard.ui.run_head import BADGES, BadgeColour
from dashboard.ui.workspace import history, put_param
from dashboard.words.safe_text import md, visible
from dashboard.words.values import created, outcome_label


def draw_neighbours(previous: str | None, following: str | None) -> None:
    """Ways to the failed or bad runs before and after this one."""
    with st.container(horizontal=True, gap="small"):
        for word, run_id, icon in (
            ("Previous failed or bad run", previous, ":material/chevron_left:"),
            ("Next failed or bad run", following, ":material/chevron_right:"),
        ):
            address = to_pair(run_id) if run_id else ""
            st.link_button(md(word), address, icon=icon, disabled=run_id is None)


def other_run_box(run_id: str, other_id: str) -> None:
    """A box to compare with another run than the most similar one."""
    key = f"with {run_id} {other_id}"

    def follow() -> None:
        put_param("with", st.session_state[key].strip() or None)

    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            "Compare with",
            placeholder="The id of another run",
            key=key,
            on_change=follow,
            width=280,
        )
        if other_id:
            st.link_button("With the most similar run", to_pair(run_id), type="tertiary")


def draw_pair_head(a: RunDetail, b: RunDetail, zone: str) -> None:
    """Both runs with status, time and a way to their pages."""
    for column, word, detail in zip(st.columns(2), ("first", "second"), (a, b), strict=True):
        values = detail.values
        with column, st.container(border=True, gap="small"):
            colour: BadgeColour = BADGES.get(values["outcome"], "gray")
            st.badge(outcome_label(values["outcome"], judged=judged(history().about)), color=colour)
            st.text(visible(values["run_id"]))
            by = f" by {visible(values['worker'])}" if values["worker"] else ""
            st.caption(md(f"The {word} run, {created(values, zone)}{by}"))
            address = to_run(values["run_id"])
            st.link_button(md(f"Open the {word} run"), address, type="tertiary")
