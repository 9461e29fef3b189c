"""The statistics behind the headline, for those who ask."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.headline import Before, Headline
from dashboard.ui.safe_text import md
from dashboard.ui.words import counts_as, interval, moment, percent, points, points_interval


def how_sure(now: Headline, before: Before | None, zone: str) -> None:
    """Unfold how the rate, its interval and its change were reckoned."""
    with st.expander("How sure?"):
        st.markdown(
            md(
                "A rate is succeeded / (succeeded + bad + failed). Runs that are queued, pending, "
                "running, cancelled or unknown are in no rate."
            )
        )
        if now.success.value is not None and interval(now.success):
            st.markdown(
                md(
                    f"Here {now.success.s:,} of {now.success.n:,} finished runs, that is "
                    f"{percent(now.success.value)}. If such weeks came again, a rate of "
                    f"{interval(now.success)} would fit what was seen (Wilson interval, 95 %)."
                )
            )
        if told := counts_as(now.success):
            st.markdown(md(f"{told}: runs of one task tend to end alike, so they tell less."))
        if before is None:
            st.markdown(
                md("No comparison: choose a period for which the data also covers the one before.")
            )
            return
        since, until = moment(before.since, zone), moment(before.until, zone)
        st.markdown(md(f"The window before runs from {since} to {until}, just as long."))
        if before.success:
            st.markdown(
                md(
                    f"The rate moved by {points(before.success.value)}; its 95 % interval, if you "
                    f"look once, is {points_interval(before.success)} (Newcombe). An interval that "
                    "holds 0 shows no clear change."
                )
            )
