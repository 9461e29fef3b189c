"""A run beside another one: which they are, what differs, and the way to others."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.pair import pair
from dashboard.analysis.run import RunDetail, run
from dashboard.analysis.twin import differing, neighbours, twin
from dashboard.errors import NotFound
from dashboard.ui.compare.run_pair import draw_pair
from dashboard.ui.links import to_page, to_pair, to_run
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run_head import BADGES, BadgeColour
from dashboard.ui.workspace import answer, filters, history, put_param
from dashboard.words.safe_text import md, visible
from dashboard.words.twins import no_twin, pair_finding
from dashboard.words.values import created, outcome_label


def draw_two_runs(run_id: str, other_id: str) -> None:
    """Draw a run beside the one that is named, or beside the most similar that ended otherwise."""
    held = history()
    good, zone = judged(held.about), held.about.zone
    st.link_button(
        "Compare sets", to_page("compare"), icon=":material/arrow_back:", type="tertiary"
    )
    try:
        nearest = answer(twin, run_id)
        mine = answer(run, run_id)
        other = answer(run, other_id or nearest.twin) if other_id or nearest.twin else None
    except NotFound as error:
        st.title("Compare")
        draw_not_found(error)
        return
    if other is None:
        st.title(md(no_twin(nearest)))
        st.caption("Write the id of another run below to compare these two.")
    else:
        found = differing(held, mine, other)
        st.title(md(pair_finding(mine, other, len(found), judged=good)))
    if other and not other_id:
        st.caption("The second is the most similar run that ended otherwise.")
    draw_neighbours(*answer(neighbours, filters(), run_id))
    other_run_box(run_id, other_id)
    if other:
        draw_pair_head(mine, other, zone)
        draw_pair(pair(mine, other), found, zone)


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
