"""The wall: workers and weeks, each a link to the worker in that week."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard.analysis.review.wall import Wall, WallRow
from dashboard.charts.style import COLOURS
from dashboard.dates import tick
from dashboard.store.filters.filters import Filters
from dashboard.ui.links import to_page, to_worker
from dashboard.ui.table import Cell, Cells, InLines, draw_table
from dashboard.ui.workspace import history
from dashboard.words.periods import within
from dashboard.words.values import rate
from dashboard.words.wall import depth, glyph

SHOWN = 50


def draw_wall(wall: Wall, chosen: Filters) -> None:
    """Draw the failure rates of every worker's weeks, shaded by how high they are."""
    if not wall.rows or not wall.starts:
        return
    rows = wall.rows[:SHOWN]
    with st.container(border=True, gap="small"):
        st.header("How many failed, week by week?")
        told = (
            "Share of finished runs that failed, oldest week first. The darker, the more; "
            "where runs are few it stays plain."
        )
        if len(rows) < len(wall.rows):
            told += f" Showing {len(rows)} of {len(wall.rows):,} workers."
        st.caption(told)
        columns: dict[str, Cells] = {
            "Worker": [Cell(row.worker, link=to_worker(row.worker_id)) for row in rows]
        }
        for place, start in enumerate(wall.starts):
            days = (start, start + timedelta(days=6))
            week = within(chosen, days, history().about.zone)
            columns[tick(start)] = [_cell(row, place, week) for row in rows]
        draw_table(
            columns,
            lines=dict.fromkeys([*columns][1:], InLines.SMALL),
            alt="Failure rate of every worker by week",
            sortable=False,
        )


def _cell(row: WallRow, place: int, week: Filters) -> Cell | None:
    failure = row.weeks[place]
    if not failure.n:
        return None
    return Cell(
        rate(failure),
        sign=glyph(failure),
        link=to_page("worker", week, id=row.worker_id),
        tone=COLOURS["failed"],
        depth=depth(failure),
        by=failure.value,
    )
