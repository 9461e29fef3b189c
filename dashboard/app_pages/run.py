"""One run, from source to output: what its export says of it, and what it leaves out."""

import streamlit as st

from dashboard.analysis.run import run
from dashboard.analysis.worker import configuration_or_none
from dashboard.errors import NotFound
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run.cause import draw_cause
from dashboard.ui.run_head import draw_head, draw_other_fields, draw_task_runs, run_id_box
from dashboard.ui.run_steps import draw_instructions_now, draw_step
from dashboard.ui.workspace import answer, history
from dashboard.words.fields import AFTERWARDS, FACTS, SOURCE_TO_OUTPUT

zone = history().about.zone
run_id = st.query_params.get("run", "").strip()

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.title("Run")
    run_id_box(run_id)

if not run_id:
    st.caption("Open one from a list of runs, or write its id above.")
    st.stop()

try:
    detail = answer(run, run_id)
except NotFound as error:
    draw_not_found(error)
    st.stop()

draw_head(detail, zone)
draw_cause(detail)
draw_task_runs(detail, zone)
steps, beside = st.columns([2, 1], gap="medium")
with steps:
    for number, step in enumerate(SOURCE_TO_OUTPUT, start=1):
        draw_step(step, detail, zone, number=number)
    for step in AFTERWARDS:
        draw_step(step, detail, zone)
with beside:
    draw_instructions_now(detail, answer(configuration_or_none, detail.values["worker_id"]))
    for step in FACTS:
        draw_step(step, detail, zone, columns=2)
    draw_other_fields(detail)
