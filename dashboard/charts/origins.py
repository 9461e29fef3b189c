"""Where failures came from: one bar, cut into origins."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts.style import house_style

COLOURS = {
    "instructions": "#0072B2",
    "context": "#56B4E9",
    "tool access": "#CC79A7",
    "permissions": "#D55E00",
    "source record": "#B8860B",
    "platform": "#009E73",
    "unknown": "#8A8A8A",
}
NARROW = 0.06
"""A part smaller than this has no room for its number."""


def origins_bar(runs: Mapping[str, int]) -> go.Figure:
    """One horizontal bar of failed runs, cut by origin. runs: by origin, at least one run."""
    figure = go.Figure()
    total = sum(runs.values())
    for origin, number in runs.items():
        if not number:
            continue
        figure.add_bar(
            x=[number],
            y=[""],
            orientation="h",
            name=origin,
            marker={"color": COLOURS[origin]},
            text=f"{number:,}" if number / total >= NARROW else "",
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": "white"},
            hovertemplate=f"{origin}: {number:,} of {total:,} failed runs<extra></extra>",
        )
    house_style(figure)
    figure.update_layout(height=170, hovermode="closest", bargap=0, showlegend=True)
    figure.update_xaxes(visible=False, range=[0, total])
    figure.update_yaxes(visible=False)
    return figure
