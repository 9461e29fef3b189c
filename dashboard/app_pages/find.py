"""Where a text stands, and what it is the name of: the very thing first."""

import streamlit as st

from dashboard.analysis.find import find
from dashboard.analysis.meant import meant
from dashboard.store.filters.filters import ALL
from dashboard.ui.find import draw_kind, draw_outside, how_many_shown
from dashboard.ui.links import linked, to_page
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.find import HELP, heading, how_told, meant_told, searched_told
from dashboard.words.safe_text import md

about = history().about
text = st.query_params.get("q", "")
period = filters().period_only

shown = how_many_shown(st.query_params.get("shown"))
found = answer(find, period, text, shown)
st.title(md(heading(found, period=period != ALL)))
if not found.wanted.words:
    st.caption(HELP)
    st.stop()
st.caption(md(" ".join([searched_told(found, period, about), *how_told(found, text)])))
beyond = st.container()
if other := answer(meant, period, found):
    st.markdown(f"{md(meant_told(other))} {linked('Find that', to_page('find', period, q=other))}")
if not found.kinds:
    st.caption(HELP)
for kind in found.kinds:
    draw_kind(kind, period, text, found.wanted.words, shown)
with beyond:  # last, since it takes longest
    draw_outside(period, text)
