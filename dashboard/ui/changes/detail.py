"""One change from its finding to its evidence."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.change import ChangeDetail, key_of, plan
from dashboard.analysis.coverage import judged
from dashboard.analysis.fix_request import ToFix
from dashboard.ui.changes.change_page import draw_edits, draw_finding, draw_how_sure, draw_plan
from dashboard.ui.changes.charts import draw_course, draw_ribbon
from dashboard.ui.changes.evidence import draw_causes, draw_examples, draw_speed
from dashboard.ui.changes.recording import draw_aiming, draw_recording
from dashboard.ui.deciding.pages import decide_about_change
from dashboard.ui.fix_request import draw_fix_request
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.edits import is_shift


def draw_detail(detail: ChangeDetail) -> None:
    """The finding, how sure it is, the runs around the change, and beside them what was changed."""
    shown, about = detail.impact, history().about
    zone, good = about.zone, judged(about)
    draw_finding(detail, zone, judged=good)
    decide_about_change(detail, filters())
    draw_fix_request(ToFix(shown.change.worker_id, change=key_of(shown)), filters())
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
