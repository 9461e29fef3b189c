"""The first page of a workspace that holds nothing yet: ways to begin."""

from __future__ import annotations

import streamlit as st

from dashboard.started import command, program
from dashboard.ui.data.dropping import draw_drop, draw_sample_button
from dashboard.ui.data.taking_back import say_taken_back
from dashboard.ui.data.waiting import follow_load


def draw_beginning() -> None:
    """Drop an export, or look around in the sample; the commands for those who prefer them."""
    st.title("No runs here yet.")
    say_taken_back()
    draw_drop()
    with st.container(border=True, gap="small"):
        st.header("Or look around first")
        st.caption("A synthetic workspace: the runs of thirteen made-up workers in ten weeks.")
        draw_sample_button()
    with st.container(border=True, gap="small"):
        st.header("Or in a terminal")
        st.caption("Your own export, into this workspace; this page notices by itself:")
        st.code(command("load runs.csv"), language=None)
        st.caption("The sample, in a workspace of its own:")
        st.code(f"{program()} demo", language=None)
    follow_load()
