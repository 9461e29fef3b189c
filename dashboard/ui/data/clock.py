"""The card of the time zone in which days begin and times are shown."""

from __future__ import annotations

import streamlit as st

from dashboard.sources.mapping.zones import zone_names
from dashboard.store.writing.settings import set_zone
from dashboard.ui.just_done import JustDone, draw_just_done, say
from dashboard.ui.states import told
from dashboard.ui.workspace import history, home
from dashboard.words.safe_text import md

_PLACE = "zone set"


def draw_clock() -> None:
    """Name the zone, and take another one."""
    now = history().about.zone
    with st.container(border=True, gap="small"):
        st.header("By whose clock?")
        st.caption(md(f"Days and weeks begin at midnight in {now}, and times are shown as there."))
        draw_just_done(_PLACE)
        with st.expander("Change the time zone"):
            _draw_choice(now)


def _draw_choice(now: str) -> None:
    names = sorted(zone_names() | {now})
    chosen = st.selectbox("Time zone", names, index=names.index(now), key=f"zone instead of {now}")
    st.caption("Runs keep their times: only the days, weeks and hours they are counted in change.")
    if st.button("Use this zone", disabled=chosen == now):
        with told(), st.spinner("Counting the days anew …"):
            set_zone(home(), chosen)
        say(_PLACE, JustDone(f"Days and weeks begin at midnight in {chosen} now."))
        st.rerun()
