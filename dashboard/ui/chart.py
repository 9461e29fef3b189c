"""A chart with the ways to save its picture, which the browser makes of what it shows; and the
small course in a card."""

from __future__ import annotations

import html

import streamlit as st

from dashboard.charts.style import Figure, saved_as

FORMATS = ("PNG", "SVG")


def draw_chart(figure: Figure, name: str, *, alt: str) -> None:
    """Draw a chart; static/charts.js saves it. name: its key, and the name of the file; alt: what
    it says, for those who don't see it."""
    st.plotly_chart(figure, config=saved_as(name), key=name, alt=alt)
    buttons = " · ".join(
        f'<button type="button" data-format="{kind.lower()}">{kind}</button>' for kind in FORMATS
    )
    st.html(f'<p data-picture="{html.escape(name)}">Save the chart as {buttons}</p>')


def draw_course(picture: str) -> None:
    """Draw a small course as wide as what it stands in. picture: of charts/course_mark.py; what it
    shows must be said beside it, or by a chart on the same page."""
    st.html(f'<img class="course" src="{html.escape(picture)}" alt="">')
