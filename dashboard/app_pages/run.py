"""One run, from source to output: what its export says of it, and what it leaves out."""

import streamlit as st

from dashboard.analysis.run import run
from dashboard.errors import NotFound
from dashboard.ui.fields import AFTERWARDS, FACTS, SOURCE_TO_OUTPUT
from dashboard.ui.run_head import draw_head, draw_other_fields, draw_task_runs, run_id_box
from dashboard.ui.run_steps import draw_step
from dashboard.ui.safe_text import md
from dashboard.ui.workspace import history

held = history()
run_id = st.query_params.get("run", "").strip()

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.title("Run")
    run_id_box(run_id)

if not run_id:
    st.caption("Tick a row in a list of runs, or write a run’s id above.")
    st.stop()

try:
    detail = run(held, run_id)
except NotFound as error:
    st.warning(md(error.what), icon=":material/search_off:")
    st.caption(md(error.remedy))
    st.stop()

zone = held.about.zone
draw_head(detail, zone)
steps, beside = st.columns([2, 1], gap="medium")
with steps:
    for number, step in enumerate(SOURCE_TO_OUTPUT, start=1):
        draw_step(step, detail, zone, number)
    for step in AFTERWARDS:
        draw_step(step, detail, zone)
with beside:
    draw_task_runs(detail, zone)
    for step in FACTS:
        draw_step(step, detail, zone)
    draw_other_fields(detail)
