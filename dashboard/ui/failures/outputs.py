"""Outputs that someone should look at, by check and worker; each leads to its runs."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.suspects import SuspectOutputs, SuspectRow
from dashboard.store.filters.filters import Filters
from dashboard.ui.cells import leading
from dashboard.ui.links import to_page, to_run, to_worker
from dashboard.ui.table import Cell, as_text, draw_table
from dashboard.ui.workspace import history
from dashboard.words.check_names import NAMES
from dashboard.words.checks import left_unsaid, outputs_told
from dashboard.words.newest import newest_run
from dashboard.words.safe_text import md

SHOWN = 50


def draw_outputs(found: SuspectOutputs, chosen: Filters) -> None:
    """What the checks of outputs found, or that they found nothing; "" where no output is shown."""
    if not (found.rows or found.written):
        return
    one = newest_run(history().about)
    with st.container(border=True, gap="small"):
        st.header("Which outputs should someone look at?")
        st.caption(md(outputs_told(found)))
        if shown := found.rows[:SHOWN]:
            draw_table(
                {
                    "Found": [
                        Cell(
                            NAMES[row.check].capitalize(),
                            link=to_page("trends", _these(row, chosen)),
                        )
                        for row in shown
                    ],
                    "Runs": [row.runs for row in shown],
                    "Worker": leading(
                        [row.worker for row in shown], [row.worker_id for row in shown], to_worker
                    ),
                    one: leading([None for _ in shown], [row.newest for row in shown], to_run),
                },
                heads={"Worker": ""},
                lines=as_text("Runs", "Worker", one),
                alt=f"What the checks of outputs found, by worker. {one}: an example of each",
            )
        if told := left_unsaid(found):
            st.caption(md(told))


def _these(row: SuspectRow, chosen: Filters) -> Filters:
    """The filters of the page for the runs of one row."""
    only = chosen.of_worker(row.worker_id) if row.worker_id else chosen
    return only.choosing("check", [row.check])
