"""A course of rates or counts as a small picture for a cell of a table or a card."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from dashboard.charts.style import COLOURS, NEUTRAL

WIDTH, HEIGHT, EDGE = 120, 28, 4


def course_mark(shares: Sequence[float | None]) -> str | None:
    """An SVG, as an address with the data in it: a line of fractions from 0 to 1, with gaps where
    there is none. None for fewer than two. It holds numbers only.
    """
    if sum(share is not None for share in shares) < 2:
        return None
    step = (WIDTH - 2 * EDGE) / (len(shares) - 1)
    path, pen = "", "M"
    for number, share in enumerate(shares):
        if share is None:
            pen = "M"
            continue
        path += f"{pen}{EDGE + number * step:.1f} {_y(share):.1f}"
        path += "h.01" if pen == "M" else ""  # one between two gaps is a dot
        pen = "L"
    drawn = (
        f'<path d="M{EDGE} {_y(0)}H{WIDTH - EDGE}" stroke="{NEUTRAL}" stroke-opacity=".35"/>'
        f'<path d="{path}" fill="none" stroke="{COLOURS["succeeded"]}" stroke-width="1.5"'
        ' stroke-linecap="round" vector-effect="non-scaling-stroke"/>'
    )
    return picture(drawn)


def bars_mark(counts: Sequence[int], colour: str = COLOURS["failed"]) -> str | None:
    """An SVG like that: a bar a count, the highest as high as the picture. None for fewer than
    two.
    """
    if len(counts) < 2:
        return None
    step, most = (WIDTH - 2 * EDGE) / len(counts), max(*counts, 1)
    bars = "".join(
        f'<rect x="{EDGE + number * step:.1f}" y="{_y(count / most):.1f}"'
        f' width="{max(step - 1, 0.5):.1f}" height="{_y(0) - _y(count / most):.1f}"/>'
        for number, count in enumerate(counts)
    )
    return picture(f'<g fill="{colour}">{bars}</g>')


def _y(share: float) -> float:
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)


def picture(drawn: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """What is drawn as an SVG that fills what it is shown in, as an address with the data in it."""
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    size += ' preserveAspectRatio="none"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
