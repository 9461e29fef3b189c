"""The runs around one change as charts, each with its table."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis.change import Point
from dashboard.analysis.change_evidence import Dot
from dashboard.analysis.impact import Impact
from dashboard.charts.before_after import before_after
from dashboard.charts.ribbon import ribbon_chart
from dashboard.charts.style import CONFIG
from dashboard.dates import day
from dashboard.records.schema import OUTCOMES
from dashboard.ui.address import lead
from dashboard.ui.cells import in_order, leading
from dashboard.ui.chart import draw_chart
from dashboard.ui.links import to_run, to_task
from dashboard.ui.table import Cell, draw_table
from dashboard.words.charts import ribbon_told, sides_told
from dashboard.words.safe_text import md
from dashboard.words.values import count, outcome_word, rate


def draw_ribbon(dots: Sequence[Dot], *, judged: bool) -> None:
    """The runs nearest to the change, a dot each; choosing a dot opens its run."""
    if not dots:
        return
    key = f"ribbon {st.session_state.get('ribbons followed', 0)}"

    def follow() -> None:
        if points := st.session_state[key].selection.points:
            # The browser keeps the choice: back here, under the same key it would be followed anew.
            st.session_state["ribbons followed"] = st.session_state.get("ribbons followed", 0) + 1
            lead(to_run(points[0]["customdata"]))

    before = sum(not dot.after for dot in dots)
    with st.container(border=True, gap="small"):
        st.header("Which runs came just before and just after?")
        told = f"The {count(before, 'run')} before and {len(dots) - before:,} after, nearest to it"
        st.caption(md(f"{told}, top to bottom, then on to the right. Choose one to open it."))
        names = {outcome: outcome_word(outcome, judged=judged) for outcome in OUTCOMES}
        st.plotly_chart(
            ribbon_chart(dots, names),
            config=CONFIG,
            key=key,
            on_select=follow,
            selection_mode="points",
            alt=ribbon_told(dots, names),
        )
        with st.expander("Show table"):
            ids = [dot.run_id for dot in dots]
            draw_table(
                {
                    "Run": leading(ids, ids, to_run),
                    "Side": ["after" if dot.after else "before" for dot in dots],
                    "Ended": [names[dot.outcome] for dot in dots],
                    "Task": leading(
                        [dot.task_title for dot in dots], [dot.task_id for dot in dots], to_task
                    ),
                },
                heads=dict.fromkeys(("Side", "Ended", "Task"), ""),
                alt="The runs of the chart above",
            )


def draw_course(points: Sequence[Point], unit: str, found: Impact, zone: str) -> None:
    """The rate by day or week on either side, with the range of each side."""
    if len(points) < 2:
        return
    window = found.window
    since, at, until = (
        at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        for at in (window.since, window.at, window.until)
    )
    with st.container(border=True, gap="small"):
        st.header(md(f"How did it go {unit} by {unit}?"))
        st.caption(
            "Bands: the 95 % range of a side’s rate, from 5 runs on. Hollow: fewer than 5 runs."
        )
        sides = (found.sides.all_before, found.sides.all_after)
        course = before_after(points, unit, (since, at, until), sides)
        draw_chart(course, "before-and-after", alt=sides_told(found))
        with st.expander("Show table"):
            draw_table(
                {
                    unit.capitalize(): [
                        Cell(day(point.start), by=in_order(point.start)) for point in points
                    ],
                    "Side": ["after" if point.after else "before" for point in points],
                    "Rate": [
                        Cell(rate(point.rate), by=point.rate.value or 0.0) for point in points
                    ],
                    "Ended well": [point.rate.s for point in points],
                    "Finished": [point.rate.n for point in points],
                },
                heads={"Side": "", "Rate": ""},
                alt="The rate before and after the change",
            )
