"""One worker: what its runs show, what changed, how it is set up. Without one: all of them."""

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.trends import covered
from dashboard.analysis.worker import active, configuration
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.analysis.workers import course_unit, workers
from dashboard.errors import NotFound
from dashboard.ui.leaderboard import leaderboard
from dashboard.ui.no_runs import no_runs_left
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run_table import draw_runs
from dashboard.ui.workers.head import (
    choose_worker,
    draw_configuration,
    draw_finding,
    draw_instructions,
    settings,
)
from dashboard.ui.workers.strip import draw_strip
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.safe_text import md
from dashboard.words.sentences import how_workers_did

held, chosen = history(), filters()
about, worker_id = held.about, st.query_params.get("id", "")

with st.container(horizontal=True, vertical_alignment="bottom"):
    title = st.container()
    choose_worker(worker_id)

if not worker_id:
    course = course_unit(covered(about, chosen), hours=about.hours)
    if not about.filled["worker_id"]:
        title.title("Workers")
        st.caption("Your export doesn't name workers (column worker).")
    elif rows := answer(workers, chosen, course):
        successes = [row.success for row in rows]
        title.title(md(how_workers_did(successes, judged=judged(about))))
        leaderboard(rows, answer(worker_weeks, chosen), course, judged=judged(about))
    else:
        title.title("Workers")
        no_runs_left(chosen)
    st.stop()

try:
    now = answer(configuration, worker_id)
except NotFound as error:
    title.title("Worker")
    draw_not_found(error)
    st.stop()

title.title(md(now.worker))
only = chosen.of_worker(worker_id)
row = next(
    (worker for worker in answer(workers, only, "week") if worker.worker_id == worker_id), None
)
draw_finding(about, now, row, answer(active, worker_id))
if settings(now):
    weeks, beside = st.columns([2, 1], gap="medium")
    with weeks:
        draw_strip(held, only)
    with beside:
        draw_configuration(now, about.zone)
else:
    draw_strip(held, only)
draw_instructions(now)
if row:
    with st.container(border=True, gap="small"):
        st.markdown("**Which runs are these?**")
        draw_runs(only, of=row.runs)
