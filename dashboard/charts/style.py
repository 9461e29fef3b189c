"""The look of every chart: colours of marks for light and dark alike, and one house style.

Streamlit draws text, grid and backgrounds by its theme; switching the theme does not rerun Python,
so no colour here may depend on it.
"""

from __future__ import annotations

import html
from typing import Any

import plotly.graph_objects as go

Figure = go.Figure
"""A chart, as those who only place it on a page call it."""
COLOURS = {
    "failed": "#D55E00",
    "bad": "#0072B2",
    "succeeded": "#0072B2",
    "running": "#CC79A7",
    "queued": "#767676",
    "pending": "#8A6D00",
    "cancelled": "#767676",
    "unknown": "rgba(118,118,118,0.15)",
}
NEUTRAL = "#767676"
HATCHED = ("bad", "cancelled")
BOTTOM_UP = ("failed", "bad", "succeeded", "running", "pending", "queued", "cancelled", "unknown")
"""Failures at the bottom of a stack, so that bad news shares the baseline."""

STACKED = ("failed", "bad", "succeeded")
"""The outcomes of which rates are, in the order of a stack."""
HEIGHT = 300
LETTERS, LETTER = 12, 6.5
"""The size of text in charts and the width of a letter, in px; static/page.css colours it."""
FEW_COUNTED = 5
"""Below so many of something, Plotly marks halves of it."""
NARROWEST = 290
"""The width of a plot on a phone, in px."""
CONFIG = {"displayModeBar": False, "scrollZoom": False}
"""What st.plotly_chart passes to Plotly."""


def saved_as(name: str) -> dict[str, Any]:
    """The same for a chart of which a picture can be saved, under this name: by a button of
    Plotly's that static/page.css hides and static/charts.js presses."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "toImageButtonOptions": {"filename": name, "scale": 2},
    }


def label(text: str) -> str:
    """Text for a title, tick, legend or hover, where Plotly would read HTML: shown literally."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return html.escape(shown, quote=False).replace("{", "&#123;").replace("%", "&#37;")


def marker(outcome: str, partial: list[bool] | None = None) -> dict[str, Any]:
    """The fill of an outcome's bars. partial: which bars cover less than a whole bucket."""
    own = "/" if outcome in HATCHED else ""
    shapes = [own or ("." if part else "") for part in partial] if partial else own
    faint = [0.55 if part else 1.0 for part in partial] if partial else 1.0
    return {
        "color": COLOURS[outcome],
        "opacity": faint,
        "line": {"width": 1 if outcome == "unknown" else 0, "color": NEUTRAL},
        "pattern": {
            "shape": shapes,
            "fillmode": "overlay",
            "fgcolor": "white",
            "size": 5,
            "solidity": 0.35,
        },
    }


def count_axis(figure: go.Figure, most: int) -> None:
    """Mark whole numbers on the axis of what is counted. most: the highest of them."""
    figure.update_yaxes(nticks=5, dtick=1 if most < FEW_COUNTED else None)


def house_style(figure: go.Figure) -> None:
    """Apply what all charts share: legend above, one hover for all marks of a time, quiet axes."""
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        barmode="stack",
        bargap=0.18,
        hovermode="x unified",
        legend={
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1.02,
            "xanchor": "left",
            "x": 0,
            "traceorder": "normal",
            "itemclick": "toggle",
        },
        dragmode=False,
        separators=".,",  # of numbers, in every language
    )
    text = {"size": LETTERS}
    figure.update_layout(font=text, legend={"font": text}, hoverlabel={"font": text})
    figure.update_xaxes(showgrid=False, fixedrange=True, tickfont=text)
    figure.update_yaxes(
        tickfont=text, rangemode="tozero", fixedrange=True, automargin=True, separatethousands=True
    )
