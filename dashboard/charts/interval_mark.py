"""A rate and its interval as a small picture for a cell of a table."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from math import floor

from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT, Rate
from dashboard.charts.style import COLOURS, NEUTRAL

WIDTH, HEIGHT, EDGE = 184, 32, 10
MIDDLE = HEIGHT // 2


def left_end(rates: Iterable[Rate]) -> float:
    """The fraction at which a line that holds all intervals may begin, a multiple of a tenth."""
    ends = [rate.interval[0] for rate in rates if _drawn(rate) and rate.interval]
    return min(0.9, floor(10 * min(ends, default=0.0)) / 10)


def interval_mark(rate: Rate, left: float) -> str | None:
    """An SVG, as an address with the data in it: a dot on its interval, on a line up to 100 %.

    left: the fraction at which the line begins. Grey for few runs; None where there are too few
    for a percentage. It holds numbers only.
    """
    if rate.value is None or rate.interval is None or not _drawn(rate):
        return None
    colour = NEUTRAL if rate.few else COLOURS["succeeded"]
    low, high = (_x(end, left) for end in rate.interval)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="M{EDGE} {MIDDLE}H{WIDTH - EDGE}" stroke="{NEUTRAL}" stroke-opacity=".35"/>'
        f'<path d="M{low:.1f} {MIDDLE}H{high:.1f}" stroke="{colour}" stroke-opacity=".55"'
        ' stroke-width="9"/>'
        f'<circle cx="{_x(rate.value, left):.1f}" cy="{MIDDLE}" r="6" fill="{colour}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def _drawn(rate: Rate) -> bool:
    return rate.n >= TOO_FEW_FOR_PERCENT


def _x(fraction: float, left: float) -> float:
    return EDGE + (fraction - left) / (1 - left) * (WIDTH - 2 * EDGE)
