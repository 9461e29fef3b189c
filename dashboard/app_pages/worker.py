"""One worker: what is wrong, why, what changed, how it is set up. Without one: all of them."""

import streamlit as st

from dashboard.analysis.review.of_one_worker import of_one_worker
from dashboard.analysis.review.review import review
from dashboard.analysis.tasks import tasks_still_failed
from dashboard.analysis.worker import active, configuration
from dashboard.analysis.worker_finding import worker_finding
from dashboard.analysis.workers import workers
from dashboard.errors import NotFound
from dashboard.ui.deciding.pages import decide_about_worker
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run_table import draw_runs
from dashboard.ui.workers.everybody import draw_workers
from dashboard.ui.workers.expanding import draw_expanding
from dashboard.ui.workers.finding import (
    draw_causes,
    draw_changes,
    draw_still_failed,
)
from dashboard.ui.workers.found import draw_found
from dashboard.ui.workers.head import (
    choose_worker,
    draw_configuration,
    draw_instructions,
    draw_period,
    draw_status,
    settings,
)
from dashboard.ui.workers.strip import draw_strip
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.safe_text import md

held, chosen = history(), filters()
about, worker_id = held.about, st.query_params.get("id", "")

with st.container(horizontal=True, vertical_alignment="bottom"):
    title = st.container()
    choose_worker(worker_id)

if not worker_id:
    draw_workers(title, chosen)
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
found = answer(worker_finding, chosen, worker_id)
known = of_one_worker(answer(review, found.anybody), found, worker_id)
draw_found(known, found, row, about)
draw_status(now)
decide_about_worker(worker_id, found, known, chosen)
if row:
    draw_period(about, only, row, answer(active, worker_id))
else:
    st.info("No run of this worker fits the filters above.", icon=":material/filter_alt_off:")
draw_causes(found, about)
draw_changes(found, about.zone)
draw_strip(held, only, found.changes)
draw_expanding(worker_id, found)
if settings(now):
    draw_configuration(now, about.zone)
draw_instructions(now, found.lacks)
if row:
    with st.container(border=True, gap="small"):
        st.header("Which runs are these?")
        draw_runs(only, of=row.runs)
every = only.within(None, None)
draw_still_failed(answer(tasks_still_failed, every), every)
