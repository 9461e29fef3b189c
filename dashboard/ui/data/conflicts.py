"""The card of the page Data that lists rows of one run between which nothing decides."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.conflicts import conflicts
from dashboard.store.reading.history import History
from dashboard.ui.cells import leading
from dashboard.ui.links import to_run
from dashboard.ui.table import draw_table
from dashboard.words.conflicts import WHICH_IS_SHOWN, says
from dashboard.words.safe_text import md
from dashboard.words.values import count

SHOWN_CONFLICTS = 200


def draw_conflicts(history: History) -> None:
    """Both rows of every run in conflict; nothing if there is none."""
    found = conflicts(history, SHOWN_CONFLICTS)
    if not found.runs:
        return
    rows = [(conflict.run_id, row) for conflict in found.listed for row in conflict.contenders]
    ids = [run_id for run_id, _ in rows]
    shown = f"{len(found.listed):,} of " if len(found.listed) < found.runs else ""
    with st.container(border=True, gap="small"):
        st.header("Which rows of one run differ?")
        st.caption(md(f"{shown}{count(found.runs, 'run')}. {WHICH_IS_SHOWN}"))
        draw_table(
            {
                "Run": leading(ids, ids, to_run),
                "Shown": ["shown" if row.shown else None for _, row in rows],
                "Says": [says(row, history.about.zone) for _, row in rows],
                "Import": [str(row.import_id) for _, row in rows],
                "File": [row.file for _, row in rows],
            },
            alt="Rows of one run that differ, with what each says",
        )
