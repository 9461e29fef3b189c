"""What the browser is told of a course, so that its bars can be chosen as the period."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis.trends import Bucket
from dashboard.charts.time_axis import places
from dashboard.store.filters.filter_links import to_params
from dashboard.store.filters.filters import Filters

HOW = "Drag over a chart to see that time alone; a click on a bar shows its {}."


def draw_bars(buckets: Sequence[Bucket], unit: str, chosen: Filters, zone: str) -> None:
    """Say, for static/charts.js alone, where each bar begins on the axis, and since and until when
    a link is about it."""
    told = json.dumps(bars(buckets, unit, chosen, zone))
    st.html(f'<i data-bars="{html.escape(told)}" data-unseen="yes" hidden></i>')


def bars(
    buckets: Sequence[Bucket], unit: str, chosen: Filters, zone: str
) -> list[tuple[str, str, str]]:
    """The same as it is told: per bar its place, and the period of it that is chosen now."""
    starts = places([bucket.start for bucket in buckets], unit)
    return [
        (place.isoformat(timespec="minutes"), *_period(bucket, chosen, zone))
        for place, bucket in zip(starts, buckets, strict=True)
    ]


def _period(bucket: Bucket, chosen: Filters, zone: str) -> tuple[str, str]:
    since, until = (at.replace(tzinfo=ZoneInfo(zone)) for at in (bucket.start, bucket.end))
    first: datetime = max(filter(None, (since, chosen.since)))
    end: datetime = min(filter(None, (until, chosen.until)))
    params = to_params(chosen.within(first, end), zone)
    return params["since"][0], params["until"][0]
