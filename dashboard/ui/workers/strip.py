"""A worker's last eight weeks: how its runs ended, and what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis.change_log import Change
from dashboard.analysis.coverage import judged
from dashboard.analysis.impact import Impact
from dashboard.analysis.trends import Bucket, trends
from dashboard.charts.changes_strip import changes_strip, first_week
from dashboard.dates import day
from dashboard.records.schema import OUTCOMES
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.ui.cells import in_order, times
from dashboard.ui.chart import draw_chart
from dashboard.ui.links import to_made
from dashboard.ui.table import Cell, Cells, draw_table
from dashboard.words.charts import outcomes_told
from dashboard.words.edits import ORIGINS, THINGS, is_shift
from dashboard.words.safe_text import md
from dashboard.words.values import count, outcome_word


def draw_strip(history: History, only: Filters, known: Sequence[Impact]) -> None:
    """Draw the eight weeks that end with the chosen period, or with the data.

    only: filters that choose one worker; the beginning of their period is not used; known: its
    changes of any time, of which the shifts are in no log.
    """
    about = history.about
    end = min(filter(None, (only.until, about.until)), default=None)
    if end is None:  # no run has a time
        return
    last = end - timedelta.resolution
    start = first_week(last, about.zone)
    answer = trends(history, only.within(start, only.until), "week")
    shifts = [found.change.main for found in known if is_shift(found.change)]
    within = [one for one in shifts if start <= one.at < (only.until or end)]
    changes = sorted([*answer.changes, *within], key=lambda one: one.at)
    runs = sum(bucket.runs for bucket in answer.buckets)
    words = {outcome: outcome_word(outcome, judged=judged(about)) for outcome in OUTCOMES}
    with st.container(border=True, gap="small"):
        st.header("How did its runs end each week, and what was changed?")
        to = day(last.astimezone(ZoneInfo(about.zone)))
        st.caption(md(f"{count(runs, 'run')} in the 8 weeks to {to}"))
        drawn = changes_strip(answer.buckets, changes, start, words)
        draw_chart(drawn, "weeks-of-a-worker", alt=outcomes_told(answer.buckets, "week", words))
        if not changes:
            st.caption("No change of this worker is known in these weeks.")
        with st.expander("Show table"):
            _weeks_table(answer.buckets, words)
            _changes_table(changes, about.zone)


def _weeks_table(buckets: Sequence[Bucket], words: dict[str, str]) -> None:
    found = [outcome for outcome in OUTCOMES if any(bucket.counts[outcome] for bucket in buckets)]
    columns: dict[str, Cells] = {
        "Week of": [Cell(day(bucket.start), by=in_order(bucket.start)) for bucket in buckets],
        "Runs": [bucket.runs for bucket in buckets],
    }
    for outcome in found:
        columns[words[outcome]] = [bucket.counts[outcome] for bucket in buckets]
    columns["Covered"] = [bucket.covered or None for bucket in buckets]
    draw_table(columns, alt="Runs a week by outcome")


def _changes_table(changes: Sequence[Change], zone: str) -> None:
    if not changes:
        return
    draw_table(
        {
            f"Changed ({zone})": times([change.at for change in changes], zone),
            "What": [Cell(THINGS[change.what], link=to_made(change)) for change in changes],
            "From": [change.old for change in changes],
            "To": [change.new for change in changes],
            "By": [change.author for change in changes],
            "Note": [change.note for change in changes],
            "Known from": [ORIGINS[change.origin] for change in changes],
        },
        heads={"What": ""},
        alt="The changes of this worker, oldest first",
    )
