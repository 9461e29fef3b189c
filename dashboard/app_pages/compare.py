"""What differs: a set of runs against another, or a run against the most similar that worked."""

import streamlit as st

from dashboard.analysis.compare import EVERY_RUN, SAMPLE, compare
from dashboard.analysis.coverage import judged, limits
from dashboard.analysis.headline import headline
from dashboard.analysis.pair import pair
from dashboard.analysis.run import run
from dashboard.analysis.twin import neighbours, twin
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ui.compare.difference_list import draw_differences, draw_how_sure
from dashboard.ui.compare.run_pair import draw_pair
from dashboard.ui.compare.runs import draw_neighbours, draw_pair_head, other_run_box
from dashboard.ui.compare.sets import chosen_sets, sets_menu
from dashboard.ui.links import to_page, to_pair
from dashboard.ui.not_found import draw_not_found
from dashboard.ui.run_table import draw_runs
from dashboard.ui.workspace import answer, filters, history, put_param
from dashboard.words.compare import finding, notes, set_name, success, twin_finding
from dashboard.words.safe_text import md

held, chosen = history(), filters()
about = held.about
run_id, other_id = (st.query_params.get(name, "").strip() for name in ("run", "with"))

if run_id:
    st.link_button(
        "Compare sets", to_page("compare"), icon=":material/arrow_back:", type="tertiary"
    )
    try:
        nearest = answer(twin, run_id)
        mine = answer(run, run_id)
        other = answer(run, other_id or nearest.twin) if other_id or nearest.twin else None
    except NotFound as error:
        st.title("Compare")
        draw_not_found(error)
        st.stop()
    st.title(md(twin_finding(nearest, other_id)))
    draw_neighbours(*answer(neighbours, chosen, run_id))
    other_run_box(run_id, other_id)
    if other is None:
        st.caption("Write the id of another run above to compare these two.")
        st.stop()
    draw_pair_head(mine, other, about.zone)
    draw_pair(pair(mine, other), about.zone)
    st.stop()

good = judged(about)
try:
    a, b = chosen_sets()
except FilterInvalid as error:
    st.title("Compare")
    draw_not_found(NotFound(error.what, remedy=error.remedy))
    sets_menu()
    st.stop()
every_run = st.query_params.get("all") == "yes"
compared = answer(compare, chosen, a, b, EVERY_RUN if every_run else SAMPLE)
names = set_name(held, a, judged=good), set_name(held, b, judged=good)
st.title(md(finding(compared, *names)))
worked = success(compared, *names, judged=good)
if compared.rates.difference:
    st.markdown(md(worked))
    worked = ""
if told := [*([worked] if worked else []), *notes(compared, *names), *limits(about, "compare")]:
    st.caption(md(" ".join(told)))
if compared.sampled:
    st.button("Count every run", on_click=put_param, args=("all", "yes"))
sets_menu()
if said := st.session_state.pop("difference", None):
    st.caption(md(said))
draw_differences(compared, *names)
draw_how_sure(compared, *names)
failed = chosen.choosing("outcome", ["failed", "bad"])
if ended := answer(headline, failed).runs:
    with st.container(border=True, gap="small"):
        st.subheader("Or compare one run with the most similar that worked")
        draw_runs(failed, of=ended, to=to_pair)
