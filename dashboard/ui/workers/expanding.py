"""What is to be looked at before a worker may do more."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.expanding import expanding
from dashboard.analysis.not_looked_at import decided_about
from dashboard.analysis.worker_finding import WorkerFinding
from dashboard.ledger.decisions import decisions
from dashboard.ui.links import to_page
from dashboard.ui.table import Cell, draw_table
from dashboard.ui.workspace import answer, history, ledger
from dashboard.words.expanding import points


def draw_expanding(worker_id: str, found: WorkerFinding) -> None:
    """A card of what its data says to that, by all of it, whatever the filters are."""
    held, made = history(), decisions(ledger().entries())
    shown = answer(expanding, worker_id, decided_about(held, worker_id, made))
    told = points(shown, found.changes, made, held.about.zone)
    with st.container(border=True, gap="small"):
        st.header("Before expanding access: what to check")
        st.caption(
            "Before this worker may read or call more: by all its data, whatever the filters "
            "above. The first line says since when runs are counted; a name opens what it counts."
        )
        draw_table(
            {
                "Check": [
                    Cell(one.what, link=to_page(one.page, one.about) if one.about else "")
                    for one in told
                ],
                "What the data says": [one.told for one in told],
            },
            heads={"What the data says": ""},
            alt="What is to be looked at before this worker’s access is expanded",
            sortable=False,
        )
