"""The card that shows how runs ended over time, with its switches and its table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.analysis.change_log import Change, together
from dashboard.analysis.trends import Bucket, Trends
from dashboard.analysis.what_stands import Standing
from dashboard.charts.change_marks import Day, days_with_changes, mark_changes, placed
from dashboard.charts.failure_rate import failure_rate
from dashboard.charts.status_over_time import status_over_time
from dashboard.charts.style import BOTTOM_UP, STACKED
from dashboard.charts.time_axis import edges, zoomable
from dashboard.ui.cells import buckets, leading, times
from dashboard.ui.chart import draw_chart
from dashboard.ui.links import to_made, to_worker
from dashboard.ui.table import Cell, Cells, InLines, as_text, draw_table
from dashboard.ui.trends.zooming import HOW, draw_bars
from dashboard.ui.workspace import filters, history, put_param
from dashboard.words.charts import outcomes_told, rates_told
from dashboard.words.edits import ORIGINS, THINGS, changed
from dashboard.words.safe_text import md
from dashboard.words.values import bucket_name, count, outcome_label, outcome_word

COUNT, SHARE = "Count", "Share"
MARKED = (
    "Dotted lines mark changes of workers and shifts of their rates: regressions that stand are "
    "named first, the list below names all."
)


def as_share() -> bool:
    """Whether the link asks for shares instead of counts."""
    return st.query_params.get("as") == "share"


def status_card(answer: Trends, standing: Standing, zone: str, *, judged: bool) -> None:
    """Draw the card: heading, switches, chart, changes, of which those that stand are named first,
    and table."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(md(_question(answer)))
            if answer.buckets:
                _switches(answer)
        if not answer.buckets:
            st.caption("None of these runs has a time of its own, so there is no course to draw.")
            return
        made = sorted((*answer.changes, *standing.shifts), key=lambda change: change.at)
        _charts(answer, days_with_changes(made, zone, standing.harm), judged=judged)
        st.caption(md(_notes(answer, marked=bool(made))))
        if made:
            changes = together(answer.changes)  # as the page Changes counts them
            numbers = ((len(changes), "change"), (len(standing.shifts), "shift"))
            named = " and ".join(count(number, noun) for number, noun in numbers if number)
            with st.expander(md(f"Show {named}")):
                if len(changes) < len(answer.changes):
                    st.caption("A change of several things at once has a row for each of them.")
                _changes(made, zone)
        with st.expander("Show table"):
            _table(answer, judged=judged)


def _charts(answer: Trends, days: Sequence[Day], *, judged: bool) -> None:
    """The failure rate over the runs by outcome, changes marked in the upper of the two."""
    names = {name: outcome_word(name, judged=judged) for name in BOTTOM_UP}
    stack = status_over_time(
        answer.buckets,
        answer.unit,
        share=as_share(),
        word=partial(outcome_word, judged=judged),
    )
    line = failure_rate(answer.buckets, answer.unit) if answer.now.success.n else None
    starts = [bucket.start for bucket in answer.buckets]
    marked = placed(days, starts, answer.unit)
    mark_changes(line or stack, marked, *edges(starts, answer.unit))
    for figure in filter(None, (line, stack)):
        zoomable(figure)
    draw_bars(answer.buckets, answer.unit, filters(), history().about.zone)
    if line:
        st.caption(
            md(
                f"Share of finished runs that failed, with the 95 % range of each {answer.unit}, "
                "in which each run counts for itself. A hollow dot: fewer than 5 runs."
            )
        )
        with st.container(key="zoom-rate", gap="xxsmall"):
            draw_chart(line, "failure-rate", alt=rates_told(answer.buckets, answer.unit))
        st.caption("Finished runs by outcome" if as_share() else "Runs by outcome")
    told = outcomes_told(answer.buckets, answer.unit, names)
    with st.container(key="zoom-status", gap="xxsmall"):
        draw_chart(stack, "runs-by-outcome", alt=told)


def _question(answer: Trends) -> str:
    timed = answer.now.runs - answer.now.placed - _without_hour(answer)
    if not answer.buckets:
        return f"How did {count(answer.now.runs, 'run')} end?"
    return f"How did {count(timed, 'run')} end, {answer.unit} by {answer.unit}?"


def _without_hour(answer: Trends) -> int:
    """Runs at the time of their export, which are in no hour."""
    return answer.now.stamped if answer.unit == "hour" else 0


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


def _notes(answer: Trends, *, marked: bool) -> str:
    """What the eye can't tell from the chart: which bars are not whole, what the lines mean."""
    parts = [bucket for bucket in answer.buckets if bucket.exported and not bucket.complete]
    names = [bucket_name(part.start, answer.unit) for part in parts]
    told = [
        f"{name} counts {part.covered}{' (dotted bar)' if _has_bar(part) else ''}."
        for name, part in zip(names, parts, strict=True)
    ]
    if untimed := answer.now.placed:
        told.append(f"Not drawn: {count(untimed, 'run')} without a time in the export.")
    if stamped := _without_hour(answer):
        told.append(f"Not drawn: {count(stamped, 'run')} at the time of the export.")
    if marked:
        told.append(MARKED)
    told.append(HOW.format(answer.unit))
    return " ".join(told)


def _has_bar(bucket: Bucket) -> bool:
    """Whether the chart draws one of it."""
    return any(bucket.counts[outcome] for outcome in (STACKED if as_share() else BOTTOM_UP))


def _changes(made: Sequence[Change], zone: str) -> None:
    draw_table(
        {
            f"When ({zone})": times([change.at for change in made], zone),
            "Worker": leading(
                [change.worker for change in made],
                [change.worker_id for change in made],
                to_worker,
            ),
            "What": [
                Cell(THINGS[change.what], link=to_made(change), curt=changed(change))
                for change in made
            ],
            "From": [change.old for change in made],
            "To": [change.new for change in made],
            "Known from": [ORIGINS[change.origin] for change in made],
        },
        heads={"Worker": "", "What": ""},
        lines=as_text("Worker", "What", without=("From", "To", "Known from")),
        alt="What was changed about which worker, and when",
    )


def _table(answer: Trends, *, judged: bool) -> None:
    used = [name for name in BOTTOM_UP if any(bucket.counts[name] for bucket in answer.buckets)]
    columns: dict[str, Cells] = {
        answer.unit.capitalize(): buckets([bucket.start for bucket in answer.buckets], answer.unit)
    }
    for name in used:
        columns[outcome_label(name, judged=judged)] = [
            bucket.counts[name] if bucket.exported else None for bucket in answer.buckets
        ]
    columns["Runs"] = [bucket.runs if bucket.exported else None for bucket in answer.buckets]
    columns["Covered"] = [bucket.covered or None for bucket in answer.buckets]
    draw_table(
        columns,
        lines=as_text("Runs", "Covered") | dict.fromkeys([*columns][1:-2], InLines.COUNTED),
        alt="Runs by outcome",
    )
