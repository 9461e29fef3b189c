"""Did a change help? Every change with what came after it, and one change with its evidence."""

import streamlit as st

from dashboard.analysis.asked import asked_in_vain
from dashboard.analysis.by_turns import by_turns
from dashboard.analysis.change import evidence, plan
from dashboard.analysis.changes import all_changes
from dashboard.analysis.coverage import judged, limits
from dashboard.analysis.unordered import unordered
from dashboard.errors import NotFound
from dashboard.ui.changes.change_list import (
    draw_asked,
    draw_changes,
    draw_not_listed,
    draw_too_close,
    draw_unordered,
)
from dashboard.ui.changes.change_page import draw_edits, draw_finding, draw_how_sure, draw_plan
from dashboard.ui.changes.charts import draw_course, draw_ribbon
from dashboard.ui.changes.evidence import draw_causes, draw_examples, draw_speed
from dashboard.ui.changes.missing import draw_missing, opened
from dashboard.ui.changes.recording import draw_aiming, draw_recorded, draw_recording
from dashboard.ui.left_out import draw_left_out
from dashboard.ui.links import to_page
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.all_changes import headline
from dashboard.words.edits import is_shift, name
from dashboard.words.left_out import CHANGES
from dashboard.words.safe_text import md

held, chosen = history(), filters()
about = held.about
zone, good = about.zone, judged(about)
named = st.query_params.get("detail", "").strip()

if not named:
    found = answer(all_changes, chosen)
    st.title(md(headline(found)))
    draw_left_out(CHANGES, chosen)
    draw_recorded()
    told = limits(about, "changes")
    if told and not found.known:
        st.caption(md(" ".join(told)))
    if found.impacts:
        draw_changes(found, zone, judged=good)
    draw_not_listed(found)
    draw_unordered(answer(unordered, chosen), answer(by_turns, chosen))
    draw_asked(answer(asked_in_vain, chosen), zone)
    draw_too_close(found)
    draw_recording(expanded=not found.impacts)
    st.stop()

st.link_button("All changes", to_page("changes"), icon=":material/arrow_back:", type="tertiary")
try:
    detail = answer(evidence, chosen, opened(chosen, named))
except NotFound as error:
    st.title("Changes")
    draw_missing(error, chosen, named)
    st.stop()

shown = detail.impact
blank = [edit.change for edit in detail.edits if edit.whitespace_only]
st.title(md(name(shown.change, zone, about.now, blank)))
draw_left_out(CHANGES, chosen)
draw_recorded()
draw_finding(detail, zone, judged=good)
draw_how_sure(detail)
draw_ribbon(detail.ribbon, judged=good)
draw_course(detail.course, detail.unit, shown, zone)
left, right = st.columns([3, 2], gap="medium")
with left:
    draw_causes(detail.moved, shown)
    draw_examples(detail.broke, detail.mended, shown)
with right if detail.moved or detail.broke or detail.mended else left:
    if is_shift(shown.change):
        draw_recording(worker_id=shown.change.worker_id, at=shown.change.at)
    else:
        draw_edits(detail)
with right:
    if not is_shift(shown.change):
        draw_aiming(shown)
    draw_speed(detail.took, detail.calls)
    draw_plan(answer(plan, shown.change.worker_id))
