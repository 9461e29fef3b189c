"""Why runs fail: origins, causes, and one cause from its errors to what people know about it."""

import streamlit as st

from dashboard.analysis.bad_runs import bad_runs
from dashboard.analysis.cause import cause, differs, said_about
from dashboard.analysis.causes import causes
from dashboard.analysis.coverage import limits
from dashboard.analysis.failure_course import failure_course
from dashboard.analysis.fix_request import ToFix
from dashboard.analysis.run import run
from dashboard.analysis.runs import completed_with_error
from dashboard.analysis.suspects import suspects
from dashboard.analysis.tasks import failed_without_task, task_counts
from dashboard.errors import NotFound
from dashboard.ui.cause_checks import draw_checks
from dashboard.ui.deciding.pages import decide_about_cause
from dashboard.ui.failures.cause_list import draw_anomalies, draw_causes, draw_origins
from dashboard.ui.failures.cause_marks import draw_said
from dashboard.ui.failures.cause_page import (
    draw_differs,
    draw_examples,
    draw_finding,
    draw_managing,
    draw_versions,
)
from dashboard.ui.failures.course import draw_course
from dashboard.ui.failures.outputs import draw_outputs
from dashboard.ui.failures.tasks import draw_bad, draw_tasks
from dashboard.ui.fix_request import draw_fix_request
from dashboard.ui.left_out import draw_left_out
from dashboard.ui.links import to_page
from dashboard.ui.no_runs import no_runs_left
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run_table import draw_runs
from dashboard.ui.workspace import answer, filters, history, ledger
from dashboard.words.causes import why_runs_failed
from dashboard.words.left_out import CAUSE
from dashboard.words.runs import WROTE_UNKNOWN
from dashboard.words.safe_text import md

held, chosen = history(), filters()
zone = held.about.zone
named = st.query_params.get("detail", "").strip()

if not named:
    title = st.container()
    draw_course(answer(failure_course, chosen))
    found = answer(causes, chosen)  # takes longer than all that is drawn before
    title.title(md(why_runs_failed(found, chosen, zone)))
    if found.failed and (told := limits(held.about, "failures")):
        title.caption(md(" ".join(told)))
    if found.failed:
        draw_origins(found)
        draw_causes(found, chosen, zone)
    draw_bad(answer(bad_runs, chosen))
    draw_outputs(answer(suspects, chosen), chosen)
    draw_tasks(answer(task_counts, chosen), answer(failed_without_task, chosen), chosen)
    if not found.finished:
        no_runs_left(chosen)
    draw_anomalies(found, answer(completed_with_error, chosen), zone)
    st.stop()

st.link_button("All causes", to_page("failures"), icon=":material/arrow_back:", type="tertiary")
try:
    detail = answer(cause, chosen, named)
except NotFound as error:
    st.title("Failures")
    draw_not_found(error)
    st.stop()

st.title(md(detail.cause.label))
draw_left_out(CAUSE, chosen)
draw_finding(detail, zone)
decide_about_cause(detail, chosen)
draw_fix_request(ToFix(cause=detail.cause.key), chosen)
evidence, knowledge = st.columns([3, 2], gap="medium")
with evidence:
    if shown := detail.row or detail.ever:
        draw_examples(shown, answer(run, shown.typical))
    if detail.row:
        draw_differs(answer(differs, chosen, detail.cause.key))
    draw_versions(detail.versions, zone)
with knowledge:
    draw_checks(detail.cause)
    st.caption(WROTE_UNKNOWN)
    draw_said(said_about(ledger(), detail.cause), zone)
if detail.row:
    with st.container(border=True, gap="small"):
        st.header("Which runs are these?")
        only = chosen.choosing("cause", [detail.cause.key])
        draw_runs(only, of=detail.row.runs)
draw_managing(detail.cause)
