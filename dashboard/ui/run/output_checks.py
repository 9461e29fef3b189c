"""The checks on a run's output, with what shows each finding."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.output_checks import Checked
from dashboard.checks.suspicion import DUPLICATE
from dashboard.ui.links import to_run, to_runs_like
from dashboard.ui.marked_text import draw_marked
from dashboard.words.check_names import NAMES
from dashboard.words.checks import asked, beside, not_found, not_run, told
from dashboard.words.safe_text import md


def draw_output_checks(checks: Checked, run_id: str) -> None:
    """Draw what the checks found, then, quietly, which found nothing and which did not run."""
    for found in checks.found:
        st.markdown(md(f"! {told(found)}"))
        if quoted := asked(found):
            st.caption(md(quoted))
        if checks.output and found.spans:
            draw_marked(checks.output.text, found.spans)
        if found.check == DUPLICATE:
            st.link_button(
                "Open the earlier run",
                to_run(found.said),
                icon=":material/content_copy:",
                type="tertiary",
            )
        if more := beside(found):
            st.caption(md(more))
    for check in dict.fromkeys(found.check for found in checks.found):
        st.link_button(
            md(f"Find runs like this: {NAMES[check]}"),
            to_runs_like(run_id, check),
            icon=":material/search:",
            type="tertiary",
        )
    quiet = [not_found(checks), *not_run(checks)]
    if any(quiet):
        st.caption(md(" ".join(filter(None, quiet))))
