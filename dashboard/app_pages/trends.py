"""What happened: how runs ended over time, worker by worker, and the runs themselves."""

import streamlit as st

from dashboard.analysis.coverage import judged, limits
from dashboard.analysis.trends import trends
from dashboard.analysis.what_stands import asked_of, what_stands
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.ui.defined import draw_defined
from dashboard.ui.no_runs import no_runs_left
from dashboard.ui.run_table import draw_runs
from dashboard.ui.trends.headline_cards import headline_cards
from dashboard.ui.trends.how_sure import how_sure
from dashboard.ui.trends.leaderboards import leaderboard
from dashboard.ui.trends.status_card import status_card
from dashboard.ui.unread import draw_unread
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.safe_text import md
from dashboard.words.trends import what_moved

about, chosen = history().about, filters()
good = judged(about)
found = answer(trends, chosen, st.query_params.get("by"))

weeks = answer(worker_weeks, chosen)
st.title(md(what_moved(found, weeks, chosen, about, judged=good)))
if not found.now.runs:
    no_runs_left(chosen)
    st.stop()
draw_unread(about)
if told := limits(about, "trends"):
    st.caption(md(" ".join(told)))

headline_cards(found, about, judged=good)
draw_defined(about)
how_sure(found, about, judged=good)
standing = answer(what_stands, asked_of(chosen)).within(chosen)
status_card(found, standing, about.zone, judged=good)
leaderboard(chosen, weeks, found.compared, judged=good)
with st.container(border=True):
    st.header("Which runs are these?")
    draw_runs(chosen, of=found.now.runs)
