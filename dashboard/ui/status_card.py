"""The card that shows how runs ended over time, with its switches and its table."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.analysis.trends import Change, Trends
from dashboard.charts.status_over_time import (
    MOST_LABELS,
    days_with_changes,
    mark_changes,
    status_over_time,
)
from dashboard.charts.style import BOTTOM_UP, CONFIG
from dashboard.ui.safe_text import md, visible
from dashboard.ui.words import count, day, moment, outcome_label, outcome_word
from dashboard.ui.workspace import put_param

COUNT, SHARE = "Count", "Share"


def as_share() -> bool:
    """Whether the link asks for shares instead of counts."""
    return st.query_params.get("as") == "share"


def status_card(answer: Trends, zone: str, *, judged: bool) -> None:
    """Draw the card: heading, switches, chart, changes, table."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(md(f"How did runs end, {answer.unit} by {answer.unit}?"), width="stretch")
            _switches(answer)
        figure = status_over_time(
            answer.buckets,
            answer.unit,
            share=as_share(),
            word=partial(outcome_word, judged=judged),
        )
        mark_changes(figure, answer.changes, zone)
        st.plotly_chart(
            figure,
            config=CONFIG,
            key="status-over-time",
            alt="Runs by outcome over time, failed ones at the bottom; the table holds the numbers",
        )
        st.caption(md(_legend(answer)))
        if answer.changes:
            with st.expander(md(count(len(answer.changes), "change"))):
                _changes(answer.changes, zone)
        with st.expander("Show table"):
            _table(answer, judged=judged)


def _switches(answer: Trends) -> None:
    if len(answer.units) > 1:
        st.session_state["unit"] = answer.unit.capitalize()
        st.segmented_control(
            "Unit",
            [unit.capitalize() for unit in ("day", "week")],
            key="unit",
            required=True,
            label_visibility="collapsed",
            on_change=lambda: put_param("by", st.session_state["unit"].lower()),
        )
    st.session_state["measure"] = SHARE if as_share() else COUNT
    st.segmented_control(
        "Measure",
        [COUNT, SHARE],
        key="measure",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: put_param(
            "as", "share" if st.session_state["measure"] == SHARE else None
        ),
    )


def _legend(answer: Trends) -> str:
    told = [f"n = {answer.now.runs:,} runs"]
    partial_ones = [bucket for bucket in answer.buckets if not bucket.complete]
    if partial_ones:
        last = partial_ones[-1]
        told.append(f"dotted: not whole ({day(last.start)}: {last.covered})")
    if answer.changes:
        named = "numbers" if len(answer.changes) > MOST_LABELS else "labels"
        told.append(f"dotted lines with {named}: something about a worker was changed")
    return "; ".join(told)


def _changes(changes: tuple[Change, ...], zone: str) -> None:
    numbers = {
        id(change): number
        for number, (_, made) in enumerate(days_with_changes(changes, zone), start=1)
        for change in made
    }
    st.dataframe(
        pd.DataFrame(
            {
                "No.": [numbers[id(change)] for change in changes],
                "When": [moment(change.at, zone) for change in changes],
                "Worker": [visible(change.worker or "") for change in changes],
                "What": [change.what for change in changes],
                "From": [_text(change.old) for change in changes],
                "To": [_text(change.new) for change in changes],
                "Known from": [
                    "the runs" if change.origin == "derived" else "the export" for change in changes
                ],
            }
        ),
        hide_index=True,
        row_height=32,
        placeholder="–",
        alt="What was changed about which worker, and when",
    )


def _text(value: str | None) -> str | None:
    return None if value is None else visible(value)


def _table(answer: Trends, *, judged: bool) -> None:
    used = [name for name in BOTTOM_UP if any(it.counts[name] for it in answer.buckets)]
    form = "%a %-d %b %Y, %H:%M" if answer.unit == "hour" else "%a %-d %b %Y"
    columns: dict[str, list[object]] = {
        answer.unit.capitalize(): [bucket.start.strftime(form) for bucket in answer.buckets]
    }
    for name in used:
        columns[outcome_label(name, judged=judged)] = [it.counts[name] for it in answer.buckets]
    columns["Runs"] = [bucket.runs for bucket in answer.buckets]
    columns["Covered"] = [bucket.covered or "whole" for bucket in answer.buckets]
    st.dataframe(pd.DataFrame(columns), hide_index=True, row_height=32, alt="Runs by outcome")
