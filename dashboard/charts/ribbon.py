"""The runs nearest to a change, a dot each: what came before on the left, what came after right."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.analysis.change_evidence import Dot
from dashboard.charts.style import COLOURS, LETTERS, NEUTRAL, house_style, label
from dashboard.dates import time

ROWS, GAP = 5, 2
SYMBOLS = {"succeeded": "circle", "bad": "diamond-open", "failed": "x"}
HEIGHT = 210


def ribbon_chart(dots: Sequence[Dot], names: dict[str, str]) -> go.Figure:
    """Dots column by column in the order of time, each with its run's id as customdata.

    dots: oldest first; names: what outcomes are called.
    """
    before = [dot for dot in dots if not dot.after]
    after = [dot for dot in dots if dot.after]
    columns = -(-len(before) // ROWS)
    places = {dot.run_id: (n // ROWS - columns, -(n % ROWS)) for n, dot in enumerate(before)}
    places |= {dot.run_id: (n // ROWS + GAP, -(n % ROWS)) for n, dot in enumerate(after)}
    figure = go.Figure()
    for outcome, symbol in SYMBOLS.items():
        shown = [dot for dot in dots if dot.outcome == outcome]
        if not shown:
            continue
        figure.add_scatter(
            x=[places[dot.run_id][0] for dot in shown],
            y=[places[dot.run_id][1] for dot in shown],
            mode="markers",
            name=names[outcome],
            marker={"symbol": symbol, "size": 8, "color": COLOURS[outcome], "line": {"width": 1}},
            customdata=[dot.run_id for dot in shown],
            text=[label(f"{dot.run_id}, {time(dot.created_at)}") for dot in shown],
            hovertemplate="%{text}<extra>%{fullData.name}</extra>",
        )
    house_style(figure)
    figure.update_layout(height=HEIGHT, hovermode="closest", clickmode="event+select")
    figure.update_xaxes(visible=False, range=[-columns - 1, -(-len(after) // ROWS) + GAP + 1])
    figure.update_yaxes(visible=False, range=[-ROWS + 0.3, 1.3], rangemode="normal")
    figure.add_vline(x=GAP / 2 - 0.5, line={"dash": "dot", "width": 1.5, "color": NEUTRAL})
    for x, anchor, text in ((-0.2, "right", "before"), (GAP - 0.6, "left", "after")):
        figure.add_annotation(
            x=x, y=1, text=text, showarrow=False, xanchor=anchor, yanchor="middle",
            font={"size": LETTERS},
        )  # fmt: skip
    return figure
