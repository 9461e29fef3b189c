"""Where failures came from: a bar an origin, in one colour that is no status."""

from __future__ import annotations

from dashboard.charts.course_mark import picture

WIDTH, HEIGHT = 220, 18
COLOUR = "#9947EB"
"""3:1 or more on light and dark grounds, and like no status, also for those who see few colours."""


def share_bar(share: float) -> str:
    """An SVG, as an address with the data in it: a bar as long as a fraction from 0 to 1."""
    long = max(2.0, share * WIDTH)
    return picture(
        f'<rect width="{long:.1f}" height="{HEIGHT}" rx="2" fill="{COLOUR}"/>', WIDTH, HEIGHT
    )
