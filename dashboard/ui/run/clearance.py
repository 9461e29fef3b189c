"""Safe to rerun? What a run that failed or is bad is known to have created, and its task's runs."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.clearance import NONE, NOTHING, Clearance, Creation
from dashboard.ui.cells import leading, outcomes, times
from dashboard.ui.links import to_run
from dashboard.ui.run.looking_up import draw_cleaning, draw_looked_up
from dashboard.ui.table import as_text, draw_table
from dashboard.ui.workspace import history
from dashboard.words.clearance import STATES, answer, beside, customers, known_by
from dashboard.words.safe_text import md, visible

YOURSELF = "Nothing is run from here: try it again in your tool, after you have looked."


def draw_clearance(found: Clearance, left: str, zone: str) -> None:
    """Draw the answer, what it rests on, run by run, and what people found. left: by
    the run now."""
    with st.container(border=True, gap="small"):
        st.header("Safe to rerun?")
        st.markdown(md(answer(found)))
        if told := beside(found):
            st.caption(md(told))
        if shown := _telling(found):
            ids = [one.run_id for one in shown]
            names = ["this run" if one is found.own else one.run_id for one in shown]
            draw_table(
                {
                    "Run": leading(names, ids, to_run),
                    "Outcome": outcomes([one.outcome for one in shown]),
                    f"Created ({zone})": times([one.created_at for one in shown], zone),
                    "What it created": [STATES[one.state] for one in shown],
                    "Customers see it": [customers(one) for one in shown],
                    "Your export": [visible(known_by(one)) for one in shown],
                },
                heads={
                    f"Created ({zone})": "",
                    "What it created": "",
                    "Customers see it": "customers",
                    "Your export": "",
                },
                lines=as_text(
                    "What it created",
                    "Customers see it",
                    "Your export",
                    without=[f"Created ({zone})"],
                ),
                alt="What the runs of this task are known to have created",
            )
        draw_looked_up(found.own.run_id, left, zone)
        if found.answer != NOTHING or found.own.run_id in history().cleaned:
            draw_cleaning([found.own.run_id], zone)
        st.caption(YOURSELF)


def _telling(found: Clearance) -> list[Creation]:
    """This run, then the others of its task that may have created something."""
    return [found.own, *(one for one in found.others if one.state != NONE)]
