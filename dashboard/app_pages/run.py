"""One run, from source to output: what its export says of it, and what it leaves out."""

from functools import partial

import streamlit as st

from dashboard.analysis.clearance import clearance, is_to_rerun, left_by
from dashboard.analysis.coverage import judged
from dashboard.analysis.output_checks import checked_run
from dashboard.analysis.rates import FINISHED
from dashboard.analysis.run import run
from dashboard.analysis.worker import configuration_or_none
from dashboard.errors import NotFound
from dashboard.ui.deciding.pages import decide_about_run
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run.cause import draw_why
from dashboard.ui.run.choosing import draw_ended_ill
from dashboard.ui.run.clearance import draw_clearance
from dashboard.ui.run.judging import draw_judging, stay
from dashboard.ui.run.like import draw_like
from dashboard.ui.run.output_checks import draw_output_checks
from dashboard.ui.run_head import draw_head, draw_other_fields, draw_task_runs
from dashboard.ui.run_steps import draw_instructions_now, draw_step
from dashboard.ui.sample.state import is_asked
from dashboard.ui.sample.walk import draw_sample, draw_walk, go_on
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.fields import AFTERWARDS, FACTS, SOURCE_TO_OUTPUT, WHY
from dashboard.words.runs import heading
from dashboard.words.safe_text import md

zone = history().about.zone
run_id = st.query_params.get("run", "").strip()

sampling = is_asked()

if sampling and not run_id:
    draw_sample(filters())
    st.stop()

if not run_id:
    st.title("Run")
    st.caption("Open one from a list of runs, or find it by its id or any of its words.")
    draw_ended_ill(filters())
    st.stop()

try:
    detail = answer(run, run_id)
except NotFound as error:
    st.title("Run")
    draw_not_found(error)
    st.stop()

if like := st.query_params.get("like", "").strip():
    draw_like(detail, like)
    st.stop()

if sampling:
    draw_walk(run_id, filters())
st.title(md(heading(detail.values, judged=judged(history().about))))
draw_head(detail, zone)
draw_why(detail, zone)
if detail.values["outcome"] in FINISHED:
    draw_judging(detail, zone, partial(go_on, run_id) if sampling else stay)
if is_to_rerun(detail):
    rerun = answer(clearance, run_id)
    draw_clearance(rerun, answer(left_by, run_id), zone)
decide_about_run(detail, filters())
draw_task_runs(detail, zone)
steps, beside = st.columns([2, 1], gap="medium")
with steps:
    for number, step in enumerate(SOURCE_TO_OUTPUT, start=1):
        card = draw_step(step, detail, zone, number=number)
    with card:  # that of the output, the last
        draw_output_checks(answer(checked_run, run_id), run_id)
    for step in AFTERWARDS:
        if step is not WHY.get(detail.values["outcome"]):  # that one stands on top
            draw_step(step, detail, zone)
with beside:
    draw_instructions_now(detail, answer(configuration_or_none, detail.values["worker_id"]))
    for step in FACTS:
        draw_step(step, detail, zone, columns=2)
    draw_other_fields(detail)
