"""One worker: what it is set up to do, what changed, and its runs. Without one: all of them."""

import streamlit as st

from dashboard.analysis.runs import newest
from dashboard.analysis.worker import active, configuration
from dashboard.analysis.workers import workers
from dashboard.errors import NotFound
from dashboard.ui.run_table import run_table
from dashboard.ui.safe_text import md
from dashboard.ui.worker_head import (
    choose_worker,
    draw_configuration,
    draw_finding,
    draw_instructions,
)
from dashboard.ui.worker_strip import draw_strip
from dashboard.ui.workspace import filters, history

held, chosen = history(), filters()
worker_id = st.query_params.get("id", "")
zone = held.about.zone

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.title("Worker")
    choose_worker(held, worker_id)
if not worker_id:
    st.stop()

try:
    now = configuration(held, worker_id)
except NotFound as error:
    st.warning(md(error.what), icon=":material/search_off:")
    st.caption(md(error.remedy))
    st.stop()

only = chosen.choosing("worker", [worker_id]).choosing("worker", (), drop=True)
row = next((row for row in workers(held, only) if row.worker_id == worker_id), None)
draw_finding(held.about, now, row, active(held, worker_id))
strip, beside = st.columns([2, 1], gap="medium")
with strip:
    draw_strip(held, only)
with beside:
    draw_configuration(now, zone)
draw_instructions(now)
run_table(newest(held, only), zone, "runs", of=row.runs if row else 0)
