"""Did a change help? Every change with what came after it, and one change with its evidence."""

import streamlit as st

from dashboard.analysis.change import evidence
from dashboard.analysis.changes import all_changes
from dashboard.analysis.headline import headline as numbers
from dashboard.errors import NotFound
from dashboard.ui.changes.change_list import draw_list
from dashboard.ui.changes.detail import draw_detail
from dashboard.ui.changes.missing import draw_missing, opened
from dashboard.ui.changes.recording import draw_taken_back
from dashboard.ui.left_out import draw_left_out
from dashboard.ui.links import to_page
from dashboard.ui.no_runs import no_runs_left
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.all_changes import headline
from dashboard.words.edits import name
from dashboard.words.left_out import CHANGES
from dashboard.words.periods import in_period
from dashboard.words.safe_text import md

about, chosen = history().about, filters()
named = st.query_params.get("detail", "").strip()

if not named:
    found = answer(all_changes, chosen)
    if not found.listed and not answer(numbers, chosen).runs:
        st.title("Changes")
        no_runs_left(chosen)
        st.stop()
    st.title(md(headline(found, in_period(chosen, about))))
    draw_left_out(CHANGES, chosen)
    draw_taken_back()
    draw_list(found, chosen)
    st.stop()

st.link_button("All changes", to_page("changes"), icon=":material/arrow_back:", type="tertiary")
try:
    detail = answer(evidence, chosen, opened(chosen, named))
except NotFound as error:
    st.title("Changes")
    draw_missing(error, chosen, named)
    st.stop()

blank = [edit.change for edit in detail.edits if edit.whitespace_only]
st.title(md(name(detail.impact.change, about.zone, blank)))
draw_left_out(CHANGES, chosen)
draw_taken_back()
draw_detail(detail)
