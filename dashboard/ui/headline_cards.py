"""The headline numbers as cards, each with its interval and what it was one window before."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.headline import Before, Headline
from dashboard.analysis.trends import Bucket
from dashboard.ui.safe_text import md
from dashboard.ui.words import count, interval, number, percent, points, points_interval, rate


def headline_cards(
    now: Headline, before: Before | None, buckets: Sequence[Bucket], *, judged: bool
) -> None:
    """Draw runs, success rate, failed runs and tasks still failed."""
    whole = [bucket for bucket in buckets if bucket.complete]
    with st.grid(4, min_column_width=200, gap="small"):
        _card(
            "Runs",
            number(now.runs),
            f"{count(now.unfinished, 'run')} not ended" if now.unfinished else "all have ended",
            _counted(now.runs, before.headline.runs) if before else "",
            [bucket.runs for bucket in whole],
        )
        _card(
            "Success rate" if judged else "Completed, of finished runs",
            rate(now.success),
            _certainty(now),
            _moved(before),
            [_share(bucket, "succeeded") for bucket in whole if _finished(bucket)],
        )
        _card(
            "Failed",
            number(now.failed),
            _failed(now),
            _counted(now.failed, before.headline.failed) if before else "",
            [bucket.counts["failed"] for bucket in whole],
        )
        _card(
            "Tasks still failed",
            "–" if now.unresolved is None else number(now.unresolved),
            "no run names a task" if now.unresolved is None else f"of {count(now.tasks, 'task')}",
            _still(now, before),
            (),
        )


def _card(title: str, value: str, detail: str, change: str, course: Sequence[float]) -> None:
    with st.container(border=True, height="stretch", gap=None):
        st.metric(md(title), md(value), chart_data=list(course) if len(course) > 2 else None)
        st.caption(md(detail))
        if change:
            st.caption(md(change))


def _finished(bucket: Bucket) -> int:
    return sum(bucket.counts[name] for name in ("succeeded", "bad", "failed"))


def _share(bucket: Bucket, outcome: str) -> float:
    return round(100 * bucket.counts[outcome] / _finished(bucket), 1)


def _certainty(now: Headline) -> str:
    if not now.success.n:
        return "no run has finished"
    told = f"{now.success.s:,} of {now.success.n:,}"
    if span := interval(now.success):
        told += f"; 95 % interval {span}"
    return f"{told}; few runs" if now.success.few else told


def _failed(now: Headline) -> str:
    if not now.failure.n or not (span := interval(now.failure)):
        return f"of {count(now.failure.n, 'finished run')}"
    bad = f"; {now.bad:,} bad" if now.bad else ""
    return f"{percent(now.failed / now.failure.n)} of finished ({span}){bad}"


def _counted(now: int, before: int) -> str:
    return f"{number(before)} → {number(now)} since the window before"


def _moved(before: Before | None) -> str:
    if before is None or before.success is None:
        return ""
    change = before.success
    told = f"{points(change.value)} since the window before ({points_interval(change)})"
    low, high = change.interval
    if before.headline.success.few:
        return f"{told}; few runs then"
    return told if low > 0 or high < 0 else f"{told}: no clear change"


def _still(now: Headline, before: Before | None) -> str:
    if before is None or now.unresolved is None or before.headline.unresolved is None:
        return ""
    return _counted(now.unresolved, before.headline.unresolved)
