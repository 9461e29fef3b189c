"""The difference that a change is judged by, as a small picture for a cell of a table."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from math import ceil

from dashboard.analysis.rates import Interval
from dashboard.charts.style import NEUTRAL

WIDTH, HEIGHT, EDGE = 108, 44, 8
MIDDLE = HEIGHT // 2
WIDEST = 0.5
WORSE, BETTER, UNCLEAR = "#9A5BC0", "#008F68", NEUTRAL
"""What a change came to; no colour of a status, and over 4 : 1 on both backgrounds."""


def scale(intervals: Iterable[Interval]) -> float:
    """The fraction at either end of a line that holds all intervals, a multiple of ten points, at
    most fifty: what goes further ends there."""
    widest = max((max(map(abs, interval)) for interval in intervals), default=0.1)
    return min(WIDEST, max(0.1, ceil(10 * widest - 1e-9) / 10))


def difference_mark(value: float, interval: Interval, end: float, colour: str) -> str:
    """An SVG, as an address with the data in it: a dot in its band, on a line with 0 in its middle.

    end: the fraction at the line's ends; colour: one of WORSE, BETTER, UNCLEAR. It holds numbers
    only.
    """
    low, high = (_x(bound, end) for bound in interval)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="M{EDGE} {MIDDLE}H{WIDTH - EDGE}" stroke="{NEUTRAL}" stroke-opacity=".35"/>'
        f'<path d="M{WIDTH / 2:.1f} 8V{HEIGHT - 8}" stroke="{NEUTRAL}"/>'
        f'<path d="M{low:.1f} {MIDDLE}H{high:.1f}" stroke="{colour}" stroke-opacity=".55"'
        ' stroke-width="9"/>'
        f'<circle cx="{_x(value, end):.1f}" cy="{MIDDLE}" r="6" fill="{colour}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def _x(fraction: float, end: float) -> float:
    return WIDTH / 2 + max(-1.0, min(1.0, fraction / end)) * (WIDTH / 2 - EDGE)
