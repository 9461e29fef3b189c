"""What is to be looked at before a worker may do more."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.expanding import expanding
from dashboard.analysis.worker_finding import WorkerFinding
from dashboard.ledger.decisions import decisions
from dashboard.ui.links import to_page
from dashboard.ui.table import Cell, draw_table
from dashboard.ui.workspace import answer, history, ledger
from dashboard.words.expanding import points


def draw_expanding(worker_id: str, found: WorkerFinding) -> None:
    """A card of what its data says to that, by all of it, whatever the filters are."""
    made = [one for one in decisions(ledger().entries()) if one.subject.worker_id == worker_id]
    told = points(answer(expanding, worker_id), found.changes, made, history().about.zone)
    with st.container(border=True, gap="small"):
        st.header("What is to be looked at before expanding access?")
        st.caption("By all its data, whatever the filters above. A person decides.")
        draw_table(
            {
                "Look at": [
                    Cell(one.what, link=to_page("trends", one.about) if one.about else "")
                    for one in told
                ],
                "What the data says": [one.told for one in told],
            },
            alt="What is to be looked at before this worker’s access is expanded",
            sortable=False,
        )
