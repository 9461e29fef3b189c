"""What was loaded, what of it was rejected, and which questions it can answer."""

import streamlit as st

from dashboard.analysis.coverage import answerable
from dashboard.ui.data.cards import (
    draw_answerable,
    draw_how_to_load,
    draw_imports,
    draw_rejects,
)
from dashboard.ui.data.clock import draw_clock
from dashboard.ui.data.conflicts import draw_conflicts
from dashboard.ui.data.dropping import draw_drop
from dashboard.ui.data.kept import draw_kept_mappings
from dashboard.ui.data.own_fields import draw_own_fields
from dashboard.ui.data.status_words import draw_status_words
from dashboard.ui.data.success import draw_success
from dashboard.ui.data.waiting import follow_load
from dashboard.ui.unread import draw_unread
from dashboard.ui.workspace import history
from dashboard.words.rejected_rows import what_is_loaded
from dashboard.words.safe_text import md

held = history()
about = held.about
imports = held.ask("imports")
rejected_rows = sum(row["rejected"] for row in imports)
st.title(md(what_is_loaded(about.runs, len(imports), rejected_rows)))

draw_drop()
draw_unread(about, here=True)
draw_imports(imports, about.zone)
draw_success()
draw_answerable(answerable(about))
draw_own_fields()
rejected, loading = st.columns([3, 2], gap="medium")
with rejected:
    draw_rejects(held, imports)
    draw_conflicts(held)
    draw_status_words()
    draw_clock()
with loading:
    draw_how_to_load()
    draw_kept_mappings(imports)
follow_load()
