"""When runs failed, by cause: the picture that the page begins with."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.failure_course import FailureCourse
from dashboard.charts.causes_over_time import causes_over_time
from dashboard.ui.cells import buckets
from dashboard.ui.chart import draw_chart
from dashboard.ui.links import to_cause
from dashboard.ui.table import Cell, draw_table
from dashboard.words.charts import causes_told
from dashboard.words.safe_text import md

SHOWN = 100


def draw_course(found: FailureCourse) -> None:
    """Failed runs by cause over time, with its table; nothing where there is no more than one
    bucket to draw."""
    unit = found.unit
    if not found.counted or len(found.buckets) < 2:
        return
    with st.container(border=True, gap="small"):
        st.header(md(f"When did runs fail, {unit} by {unit}?"))
        courses = [(cause.label, counts) for cause, counts in found.counted]
        draw_chart(
            causes_over_time(courses, found.buckets, unit),
            "causes-over-time",
            alt=causes_told(found),
        )
        with st.expander("Show table"):
            _table(found)


def _table(found: FailureCourse) -> None:
    held = [
        (name, cause, counts[place])
        for place, name in enumerate(buckets(found.buckets, found.unit))
        for cause, counts in found.counted[:SHOWN]
        if counts[place]
    ]
    draw_table(
        {
            found.unit.capitalize(): [name for name, _, _ in held],
            "Cause": [Cell(cause.label, link=to_cause(cause.key)) for _, cause, _ in held],
            "Failed runs": [runs for _, _, runs in held],
        },
        heads={"Cause": "", "Failed runs": ""},
        alt=f"Failed runs by {found.unit} and cause",
    )
