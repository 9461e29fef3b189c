"""What differs: a set of runs against another, or a run against the most similar that worked."""

import streamlit as st

from dashboard.analysis.compare import EVERY_RUN, SAMPLE, compare
from dashboard.analysis.coverage import judged, limits
from dashboard.analysis.headline import headline
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ui.compare.difference_list import draw_differences, draw_how_sure
from dashboard.ui.compare.runs import draw_two_runs
from dashboard.ui.compare.sets import chosen_sets, sets_menu
from dashboard.ui.compare.side_causes import draw_side_causes
from dashboard.ui.links import to_pair
from dashboard.ui.no_runs import no_runs_left
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run_table import draw_runs
from dashboard.ui.workspace import answer, filters, history, put_param
from dashboard.words.compare import finding, notes, success
from dashboard.words.safe_text import md
from dashboard.words.set_names import set_name

held, chosen = history(), filters()
about = held.about
good = judged(about)
run_id, other_id = (st.query_params.get(name, "").strip() for name in ("run", "with"))

if run_id:
    draw_two_runs(run_id, other_id)
    st.stop()

try:
    sets = chosen_sets()
except FilterInvalid as error:
    st.title("Compare")
    draw_not_found(NotFound(error.what, remedy=error.remedy))
    sets_menu()
    st.stop()
every_run = st.query_params.get("all") == "yes"
compared = answer(compare, chosen, *sets, EVERY_RUN if every_run else SAMPLE)
names = set_name(held, sets[0], judged=good), set_name(held, sets[1], judged=good)
st.title(md(finding(compared, *names, judged=good)))
if told := success(compared, *names, judged=good):
    st.markdown(md(told))
if told := " ".join([*notes(compared, *names), *limits(about, "compare")]):
    st.caption(md(told))
if compared.sampled:
    st.button("Count every run", on_click=put_param, args=("all", "yes"))
sets_menu()
if not answer(headline, chosen).runs:
    no_runs_left(chosen)
    st.stop()
draw_side_causes(compared.causes, sets, names)
draw_differences(compared, *names)
draw_how_sure(compared, *names)
failed = chosen.choosing("outcome", ["failed", "bad"])
if ended := answer(headline, failed).runs:
    with st.container(border=True, gap="small"):
        st.header("Or compare one run with the most similar that worked")
        draw_runs(failed, of=ended, to=to_pair)
